import picomatch from 'picomatch'
import { posix } from 'node:path'

/** What matters in a folder to a source of one file: the file, and the paths that were requested with it. Nothing else is watched. */
export interface Interest {
  /** Adds a path that was requested. */
  ask(path: string): void
  /** Adds a pattern that was requested. */
  askAll(pattern: string): void
  /** True for a file that matters to the source. */
  hasFile(path: string): boolean
  /** True for a folder that may contain one. */
  hasFolder(path: string): boolean
  /** Called with the path of each new request. One listener at a time. */
  onNew: ((place: string) => void) | undefined
}

/** Starts with one file in the folder. */
export function interestIn(file: string): Interest {
  const files = new Set<string>()
  const folders = new Set<string>()
  const globs = new Map<string, { readonly matches: (path: string) => boolean; readonly base: string; readonly depth: number }>()
  const addFolders = (path: string): void => {
    for (let folder = posix.dirname(path); folder !== '.' && folder !== '/'; folder = posix.dirname(folder)) folders.add(folder)
  }
  const interest: Interest = {
    ask(path) {
      const place = posix.normalize(path)
      if (files.has(place) || place.startsWith('..')) return
      files.add(place)
      addFolders(place)
      interest.onNew?.(place)
    },
    askAll(pattern) {
      if (globs.has(pattern)) return
      const { base, glob } = picomatch.scan(pattern)
      const depth = glob.includes('**') ? Infinity : pattern.split('/').length
      globs.set(pattern, { matches: picomatch(pattern, { dot: true }), base, depth })
      if (base !== '') addFolders(`${base}/x`)
      interest.onNew?.(base)
    },
    hasFile: path => files.has(path) || [...globs.values()].some(({ matches }) => matches(path)),
    hasFolder: path =>
      path === '' ||
      folders.has(path) ||
      [...globs.values()].some(({ base, depth }) => (base === '' || path.startsWith(`${base}/`)) && path.split('/').length < depth),
    onNew: undefined,
  }
  interest.ask(file)
  return interest
}
