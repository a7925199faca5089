import { matchCodeowners } from '../../codeowners/match-codeowners.ts'
import type { CodeownersRule } from '../../codeowners/types.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import { codeownersOf } from './codeowners-of.ts'
import { knownFolders } from './known-folders.ts'
import { nearestEntity } from './nearest-entity.ts'
import { hasExtension, type PathReading } from './read-path.ts'

/** A file or folder of a source. */
export interface FilePlace {
  /** The path; a folder ends with a slash. */
  readonly path: string
  /** The source, if known: then no other source is searched. */
  readonly source?: string | undefined
  /** What was removed around the path. */
  readonly removed?: readonly string[] | undefined
}

/** What the catalog knows about a path, as a file or as a folder. */
export interface PathLook {
  readonly reading: PathReading
  readonly asFolder: boolean
  /** True when it is not certain that it is a folder. */
  readonly isGuess: boolean
  readonly source?: string | undefined
  readonly nearest: CatalogNode | undefined
  /** The names of the sources whose CODEOWNERS have a rule for it. */
  readonly speaking: readonly string[]
  readonly rules: readonly CodeownersRule[]
  readonly removed: readonly string[]
  readonly note?: string | undefined
}

function lookAtPath(graph: CatalogGraph, reading: PathReading, asFolder: boolean, source?: string): PathLook {
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

/** Looks up a path as a file, or as a folder if it is known as one. */
export function fileOrFolder(graph: CatalogGraph, reading: PathReading, source?: string): PathLook {
  if (reading.isFolder) return lookAtPath(graph, reading, true, source)
  const folders = knownFolders(graph)
  if (folders.has(reading.path)) return lookAtPath(graph, reading, true, source)
  const file = lookAtPath(graph, reading, false, source)
  const folder = lookAtPath(graph, reading, true, source)
  if (sameRules(file, folder) || !isSpecific(folder)) return file
  const name = nameOf(reading.path)
  const isNamed = folders.hasName(name) && folder.rules.some(rule => rule.pattern.includes('/'))
  const isLikely = !hasExtension(name) && !isSpecific(file)
  return isLikely || (isNamed && !isSpecific(file)) ? { ...folder, isGuess: true } : file
}

/** True when a rule matches that is not a catch-all. */
export function isSpecific({ rules }: PathLook): boolean {
  return rules.some(rule => !isCatchAll(rule))
}

/** True for a rule that matches everything, even what does not exist. */
function isCatchAll({ pattern }: CodeownersRule): boolean {
  return /^(?:[*/]+|[*/]*\*\.\*)$/.test(pattern)
}

/** True when two readings lead to the same entity and the same rules. */
export function sameRules(a: PathLook, b: PathLook): boolean {
  return a.nearest === b.nearest && a.rules.length === b.rules.length && a.rules.every((rule, i) => rule === b.rules[i])
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** A path as answers show it: a folder ends with a slash. */
export function pathOf(path: string, isFolder: boolean): string {
  return isFolder ? `${path}/` : path
}
