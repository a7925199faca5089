import picomatch from 'picomatch'

/** Returns a function that is true for the paths that a glob matches. */
export function matchGlob(pattern: string): (path: string) => boolean {
  const matches = picomatch(pattern, { dot: true })
  return path => matches(path)
}
