import type { CodeownersRule } from '../../codeowners/types.ts'
import type { CatalogGraph } from '../graph/graph.ts'
import { answerFile, catchAllNote, type FileResolution } from './answer-file.ts'
import { knownFolders } from './known-folders.ts'
import { fileOrFolder, isSpecific, nameOf, sameRules, type FilePlace, type PathLook } from './look-at-path.ts'
import { bestReading, inRepository } from './path-readings.ts'
import { hasExtension, isFileName, isPlainFileName, readPath } from './read-path.ts'

/** `sure`: only texts written as paths, or known from a rule or a descriptor. `any`: also what only a catch-all rule matches. */
export type FileCertainty = 'sure' | 'any'

/**
 * The file or folder that a text refers to. There must be a reason: a specific rule, a descriptor next to it, or the way it is written. A
 * path that only a catch-all rule matches may not exist, so it is never `exact`.
 */
export function resolveFile(graph: CatalogGraph, query: string, text: string, certainty: FileCertainty): FileResolution | undefined {
  if (!mayBePath(graph, text, certainty)) return undefined
  const whole = readPath(text)
  const found = whole === undefined ? undefined : (inRepository(graph, whole) ?? bestReading(graph, whole))
  if (/\s/.test(text) && !isSureWhole(graph, found)) {
    const word = fileWord(graph, text)
    if (word !== undefined && (found === undefined || !sameRules(found, word))) {
      const { resolution, place } = answerFile(graph, query, word)
      const note = [`Read as the path ${place.path}, from a word of the text.`, ...catchAllNote(word)].join(' ')
      return { resolution: { ...resolution, confidence: 'high', note }, place }
    }
  }
  return found !== undefined && isMeant(graph, found, certainty, text) ? answerFile(graph, query, found) : undefined
}

/** The resolution of a place that is known to be a file. */
export function resolvePlace(graph: CatalogGraph, query: string, place: FilePlace): FileResolution {
  const path = place.path.replace(/\/$/, '')
  const reading = { path, isFolder: place.path.endsWith('/'), isExplicit: true, isAbsolute: false, removed: place.removed ?? [] }
  const found = fileOrFolder(graph, reading, place.source)
  const isSpoken = found.nearest !== undefined || found.rules.length > 0
  return answerFile(graph, query, isSpoken ? found : { ...found, note: `No CODEOWNERS rule matches ${place.path}.` })
}

/** False for most names, which then cost nothing. */
function mayBePath(graph: CatalogGraph, text: string, certainty: FileCertainty): boolean {
  if (graph.codeowners.length === 0 && !/[\\/]/.test(text)) return false
  return /[\\/\s]|\.\w|:\d/.test(text) || isFileName(text) || (certainty === 'any' && knownFolders(graph).hasFile(text))
}

/** Whether the text refers to a file, given what was found. */
function isMeant(graph: CatalogGraph, found: PathLook, certainty: FileCertainty, text: string): boolean {
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
  if (isPath) return !/^@|:/.test(path)
  return isFileName(name) || reading.isFolder || (name === path && knownFolders(graph).hasFile(name))
}

/** True when a text with spaces is one path: a rule or a descriptor has the same start. */
function isSureWhole(graph: CatalogGraph, found: PathLook | undefined): boolean {
  if (found === undefined) return false
  const [first = ''] = found.reading.path.split('/')
  return !/\s/.test(found.reading.path) || namesBlank(found.rules) || found.nearest !== undefined || knownFolders(graph).hasFirst(first)
}

function namesBlank(rules: readonly CodeownersRule[]): boolean {
  return rules.some(({ pattern }) => /\s/.test(pattern))
}

/** The only word of a text that is written as a path. */
function fileWord(graph: CatalogGraph, text: string): PathLook | undefined {
  const words = text.split(/\s+/).filter(word => /[\\/]/.test(word))
  const found = words.slice(0, 40).flatMap(word => {
    const reading = readPath(word)
    if (reading === undefined || !reading.path.includes('/') || !hasExtension(reading.path)) return []
    const seen = bestReading(graph, reading)
    return seen.rules.length > 0 || seen.nearest !== undefined ? [seen] : []
  })
  return new Set(found.map(({ reading }) => reading.path)).size === 1 ? found[0] : undefined
}
