import type { CatalogGraph } from '../graph/graph.ts'
import { knownFolders } from './known-folders.ts'
import { isSpecific, pathOf, type FilePlace, type PathLook } from './look-at-path.ts'
import { isFileName, isHomeFolder, isPlainFileName } from './read-path.ts'
import type { Resolution } from './types.ts'

/** A text that refers to a file, and the file's path. */
export interface FileResolution {
  readonly resolution: Resolution
  readonly place: FilePlace
}

/** The resolution of a path, with a note for every assumption about the text. */
export function answerFile(graph: CatalogGraph, query: string, found: PathLook): FileResolution {
  const { reading, asFolder, nearest, speaking, removed, isGuess, source } = found
  const path = pathOf(reading.path, asFolder)
  const notes = [
    ...(removed.length > 0 ? [`Read as the path ${path}, without ${removed.map(part => `"${part}"`).join(' and ')}.`] : []),
    ...(isGuess ? [`Read as the folder ${path}.`] : []),
    ...(nearest === undefined && speaking.length > 1
      ? [
          `CODEOWNERS of ${speaking.slice(0, -1).join(', ')} and ${String(speaking.at(-1))} match ${path}; the first one with an owner is used.`,
        ]
      : []),
    ...(isElsewhere(graph, found) ? [`It is not known which part of ${path} is the repository.`] : []),
    ...catchAllNote(found),
    ...(found.note === undefined ? [] : [found.note]),
  ]
  const isLow = isElsewhere(graph, found) || (catchAllNote(found).length > 0 && nearest === undefined && !isLikeFile(found))
  const resolution: Resolution = {
    query,
    ...(nearest === undefined ? {} : { ref: nearest.ref }),
    how: 'file',
    confidence: isLow ? 'low' : notes.length > 0 ? 'high' : 'exact',
    ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
    candidates: [],
  }
  return { resolution, place: { path, source: nearest?.descriptor.source ?? source } }
}

/** The note for a path that only a catch-all rule matches. */
export function catchAllNote(found: PathLook): readonly string[] {
  const [rule] = found.rules
  // Such a rule certainly applies to an existing file; a folder, or a path that does not exist, is less certain.
  const isFile = !found.asFolder && found.nearest === undefined && isPlainFileName(found.reading.path)
  if (rule === undefined || isSpecific(found) || isFile) return []
  return [`Only the catch-all rule \`${rule.pattern}\` of CODEOWNERS matches ${pathOf(found.reading.path, found.asFolder)}.`]
}

/** True for an absolute path of another machine without any known folder. */
function isElsewhere(graph: CatalogGraph, { reading: { path, isAbsolute }, removed, source, nearest }: PathLook): boolean {
  const [first = '', ...rest] = path.split('/')
  return (
    isAbsolute &&
    source === undefined &&
    nearest === undefined &&
    removed.every(part => !part.startsWith('/')) &&
    (isHomeFolder(first) || (rest.length > 1 && machineFolders.test(first))) &&
    !knownFolders(graph).hasFirst(first)
  )
}

const machineFolders =
  /^(?:home|Users|root|tmp|var|opt|srv|usr|mnt|media|Volumes|private|app|workspace|workspaces|builds|github|data|code)$/

function isLikeFile({ reading }: PathLook): boolean {
  return reading.isFolder || reading.isExplicit || isFileName(reading.path)
}
