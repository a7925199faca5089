import picomatch from 'picomatch'

/** True for the paths of a source that a glob names. */
export function matchGlob(pattern: string): (path: string) => boolean {
  const matches = picomatch(pattern, { dot: true })
  return path => matches(path)
}
