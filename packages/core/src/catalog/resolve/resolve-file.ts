import { matchCodeowners } from '../../codeowners/match-codeowners.ts'
import type { CodeownersRule } from '../../codeowners/types.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import type { Resolution } from './types.ts'
import { codeownersOf } from './codeowners-of.ts'
import { knownFolders } from './known-folders.ts'
import { nearestEntity } from './nearest-entity.ts'
import { decodePath, hasExtension, isFileName, isHomeFolder, isPlainFileName, readPath, type PathReading } from './read-path.ts'

/** A file or folder of a source. */
export interface FilePlace {
  /** A folder ends with a slash. */
  readonly path: string
  /** Where it is known: then no other source is asked. */
  readonly source?: string | undefined
  /** What stood around the path. */
  readonly removed?: readonly string[] | undefined
}

/** A text that means a file, and the path that it means. */
export interface FileResolution {
  readonly resolution: Resolution
  readonly place: FilePlace
}

/** `sure`: only what is written as a path, or what a rule or a descriptor knows. `any`: whatever a catch-all rule may speak of. */
export type FileCertainty = 'sure' | 'any'

/**
 * The file or folder that a text means. It is one when something says so: a rule that names it, a descriptor beside it, or the way it is written. What only a
 * catch-all rule matches may not exist: that is never `exact`.
 */
export function resolveFile(graph: CatalogGraph, query: string, text: string, certainty: FileCertainty): FileResolution | undefined {
  if (!mayBePath(graph, text, certainty)) return undefined
  const whole = readPath(text)
  const found = whole === undefined ? undefined : (inRepository(graph, whole) ?? best(graph, whole))
  if (/\s/.test(text) && !isSureWhole(graph, found)) {
    const word = fileWord(graph, text)
    if (word !== undefined && (found === undefined || !sameRules(found, word))) {
      const { resolution, place } = answer(graph, query, word)
      const note = [`Read as the path ${place.path}, by a word of the text.`, ...catchAllNote(word)].join(' ')
      return { resolution: { ...resolution, confidence: 'high', note }, place }
    }
  }
  return found !== undefined && isMeant(graph, found, certainty, text) ? answer(graph, query, found) : undefined
}

/** The file at a place that is known to be one. */
export function resolvePlace(graph: CatalogGraph, query: string, place: FilePlace): FileResolution {
  const path = place.path.replace(/\/$/, '')
  const reading = { path, isFolder: place.path.endsWith('/'), isExplicit: true, isAbsolute: false, removed: place.removed ?? [] }
  const found = fileOrFolder(graph, reading, place.source)
  const isSpoken = found.nearest !== undefined || found.rules.length > 0
  return answer(graph, query, isSpoken ? found : { ...found, note: `No CODEOWNERS rule matches ${place.path}.` })
}

interface Look {
  readonly reading: PathReading
  readonly asFolder: boolean
  /** True when nothing says for sure that it is a folder. */
  readonly isGuess: boolean
  readonly source?: string | undefined
  readonly nearest: CatalogNode | undefined
  /** Names of the sources whose CODEOWNERS have a rule for it. */
  readonly speaking: readonly string[]
  readonly rules: readonly CodeownersRule[]
  readonly removed: readonly string[]
  readonly note?: string | undefined
}

function look(graph: CatalogGraph, reading: PathReading, asFolder: boolean, source?: string): Look {
  const path = pathOf(reading.path, asFolder)
  const nearest = nearestEntity(graph, path, source)
  const matches = codeownersOf(graph, path, nearest?.descriptor.source ?? source).map(file => ({
    source: file.source,
    rules: matchCodeowners(file, path).rules,
  }))
  const speaking = matches.filter(({ rules }) => rules.length > 0)
  return {
    reading,
    asFolder,
    isGuess: false,
    source,
    nearest,
    speaking: speaking.map(({ source: name }) => name),
    rules: speaking.flatMap(({ rules }) => rules),
    removed: reading.removed,
  }
}

/** A path from the root of a repository in a source, when no other repository can be meant. */
function inRepository(graph: CatalogGraph, reading: PathReading): Look | undefined {
  const { path } = reading
  const [first = '', ...rest] = path.split('/')
  const folders = knownFolders(graph)
  const roots = (graph.repositories ?? []).filter(({ root }) => root !== '')
  if (roots.length === 0 || rest.length === 0 || folders.hasFirst(first)) return undefined
  const [only, ...others] = roots.filter(({ root }) => folders.has(`${root}/${first}`))
  if (only === undefined || others.length > 0) return undefined
  const found = fileOrFolder(graph, { ...reading, path: `${only.root}/${path}` })
  const note = `Read as a path of the repository ${only.root}, the only one with a folder ${first}.`
  return found.nearest !== undefined || isSpecific(found) ? { ...found, note } : undefined
}

/** The likeliest of the ways to read a path. */
function best(graph: CatalogGraph, reading: PathReading): Look {
  const plain = fileOrFolder(graph, reading)
  for (const [prefix, path] of shorterPaths(graph, reading)) {
    const shorter = fileOrFolder(graph, { ...reading, path })
    if (!sameRules(plain, shorter)) return { ...shorter, removed: [prefix, ...reading.removed] }
  }
  return asDecoded(graph, plain) ?? plain
}

/** A path as it stands in an address, when that is known better than a name with percent signs. */
function asDecoded(graph: CatalogGraph, plain: Look): Look | undefined {
  const { reading, rules, nearest } = plain
  const path = decodePath(reading.path)
  if (path === undefined || rules.some(({ pattern }) => pattern.includes('%'))) return undefined
  const found = fileOrFolder(graph, { ...reading, path })
  if (sameRules(plain, found) || (nearest !== undefined && found.nearest === undefined)) return undefined
  return { ...found, note: `Read as the path ${pathOf(path, found.asFolder)}, decoded.` }
}

/**
 * Without the letters that `git diff` puts before a path, the revision that `git show` does, or the folders above a repository, where what is left begins with a
 * folder of the catalog.
 */
function shorterPaths(graph: CatalogGraph, { path, isAbsolute, removed }: PathReading): readonly (readonly [string, string])[] {
  const folders = knownFolders(graph)
  const parts = path.split('/')
  const [first = ''] = parts
  if (folders.hasFirst(first)) return []
  const revision = /^[^:]+:(?=[^/:])/.exec(path)?.[0] ?? ''
  const inRevision = path.slice(revision.length)
  if (revision !== '' && folders.hasFirst(inRevision.split('/', 1)[0] ?? '')) return [[revision, inRevision]]
  if (!isAbsolute && !removed.some(part => part.startsWith('../'))) {
    return /^[abciow]$/.test(first) && parts.length > 1 ? [[`${first}/`, parts.slice(1).join('/')]] : []
  }
  for (let from = 1; from < parts.length - 1; from++) {
    if (folders.hasFirst(parts[from] ?? ''))
      return [[`${isAbsolute && !isHomeFolder(first) ? '/' : ''}${parts.slice(0, from).join('/')}/`, parts.slice(from).join('/')]]
  }
  return []
}

function fileOrFolder(graph: CatalogGraph, reading: PathReading, source?: string): Look {
  if (reading.isFolder) return look(graph, reading, true, source)
  const folders = knownFolders(graph)
  if (folders.has(reading.path)) return look(graph, reading, true, source)
  const file = look(graph, reading, false, source)
  const folder = look(graph, reading, true, source)
  if (sameRules(file, folder) || !isSpecific(folder)) return file
  const name = nameOf(reading.path)
  const isNamed = folders.hasName(name) && folder.rules.some(rule => rule.pattern.includes('/'))
  const isLikely = !hasExtension(name) && !isSpecific(file)
  return isLikely || (isNamed && !isSpecific(file)) ? { ...folder, isGuess: true } : file
}

/** False for most names: they cost nothing then. */
function mayBePath(graph: CatalogGraph, text: string, certainty: FileCertainty): boolean {
  if (graph.codeowners.length === 0 && !/[\\/]/.test(text)) return false
  return /[\\/\s]|\.\w|:\d/.test(text) || isFileName(text) || (certainty === 'any' && knownFolders(graph).hasFile(text))
}

/** Whether what was found makes the text mean a file at all. */
function isMeant(graph: CatalogGraph, found: Look, certainty: FileCertainty, text: string): boolean {
  const { reading, nearest, rules, asFolder } = found
  const { path, isExplicit } = reading
  const name = nameOf(path)
  if (/\s/.test(path) && !isFileName(name) && !reading.isFolder && !isExplicit && !namesBlank(rules)) return false
  if (nearest !== undefined && path.includes('/')) return true
  if (rules.length === 0) return nearest !== undefined && (isExplicit || certainty === 'any')
  const isPath = path.includes('/') || /^\.{0,2}[\\/]/.test(text)
  if (certainty === 'sure') {
    if (isPath) return isSpecific(found) ? !/^@/.test(path) || isFileName(path) : isFileName(name) || reading.isFolder || asFolder
    return isPlainFileName(name)
  }
  if (isPath) return !/^@|:/.test(path) && (/^\.{0,2}[\\/]/.test(text) || path.includes('/'))
  return isFileName(name) || reading.isFolder || (name === path && knownFolders(graph).hasFile(name))
}

function answer(graph: CatalogGraph, query: string, found: Look): FileResolution {
  const { reading, asFolder, nearest, speaking, removed, isGuess, source } = found
  const path = pathOf(reading.path, asFolder)
  const notes = [
    ...(removed.length > 0 ? [`Read as the path ${path}, without ${removed.map(part => `"${part}"`).join(' and ')}.`] : []),
    ...(isGuess ? [`Read as the folder ${path}.`] : []),
    ...(nearest === undefined && speaking.length > 1
      ? [
          `CODEOWNERS of ${speaking.slice(0, -1).join(', ')} and ${String(speaking.at(-1))} match ${path}; the first one that names an owner decides.`,
        ]
      : []),
    ...(isElsewhere(graph, found) ? [`It is not known where in ${path} the repository begins.`] : []),
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

function catchAllNote(found: Look): readonly string[] {
  const [rule] = found.rules
  // A file that is there is owned by such a rule for sure; what may be a folder, or nothing, is not.
  const isFile = !found.asFolder && found.nearest === undefined && isPlainFileName(found.reading.path)
  if (rule === undefined || isSpecific(found) || isFile) return []
  return [`Only the catch-all rule \`${rule.pattern}\` of CODEOWNERS matches ${pathOf(found.reading.path, found.asFolder)}.`]
}

/** An absolute path of another machine, of which no folder is known. */
function isElsewhere(graph: CatalogGraph, { reading: { path, isAbsolute }, removed, source, nearest }: Look): boolean {
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

function isLikeFile({ reading }: Look): boolean {
  return reading.isFolder || reading.isExplicit || isFileName(reading.path)
}

function isSpecific({ rules }: Look): boolean {
  return rules.some(rule => !isCatchAll(rule))
}

/** True for a rule that names nothing: it matches what does not exist, too. */
function isCatchAll({ pattern }: CodeownersRule): boolean {
  return /^(?:[*/]+|[*/]*\*\.\*)$/.test(pattern)
}

function sameRules(a: Look, b: Look): boolean {
  return a.nearest === b.nearest && a.rules.length === b.rules.length && a.rules.every((rule, i) => rule === b.rules[i])
}

/** True when a text with blanks is a path as a whole: a rule or a descriptor knows its beginning. */
function isSureWhole(graph: CatalogGraph, found: Look | undefined): boolean {
  if (found === undefined) return false
  const [first = ''] = found.reading.path.split('/')
  return !/\s/.test(found.reading.path) || namesBlank(found.rules) || found.nearest !== undefined || knownFolders(graph).hasFirst(first)
}

function namesBlank(rules: readonly CodeownersRule[]): boolean {
  return rules.some(({ pattern }) => /\s/.test(pattern))
}

/** The only word of a text that is written as a path. */
function fileWord(graph: CatalogGraph, text: string): Look | undefined {
  const words = text.split(/\s+/).filter(word => /[\\/]/.test(word))
  const found = words.slice(0, 40).flatMap(word => {
    const reading = readPath(word)
    if (reading === undefined || !reading.path.includes('/') || !hasExtension(reading.path)) return []
    const seen = best(graph, reading)
    return seen.rules.length > 0 || seen.nearest !== undefined ? [seen] : []
  })
  return new Set(found.map(({ reading }) => reading.path)).size === 1 ? found[0] : undefined
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function pathOf(path: string, isFolder: boolean): string {
  return isFolder ? `${path}/` : path
}
