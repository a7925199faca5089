import picomatch from 'picomatch'
import { isAbsolute, resolve, sep } from 'node:path'

/**
 * The names of the sources at these paths, in their order. Answers of a portal contain the names, so they do not reveal where the files are: a single path is
 * always `files`; several are named by the parts in which they differ.
 */
export function sourceNames(paths: readonly string[], cwd: string): readonly string[] {
  const times = new Map<string, number>()
  return paths.map(path => {
    const name = paths.length === 1 ? 'files' : nameOf(path, cwd)
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    return time === 1 ? name : `${name} (${String(time)})`
  })
}

function nameOf(path: string, cwd: string): string {
  const parts = path
    .split(sep)
    .join('/')
    .split('/')
    .filter(part => part !== '' && part !== '.')
  if (!isAbsolute(path) && !parts.includes('..')) return parts.join('/') || 'files'
  const { isGlob, glob } = picomatch.scan(path.split(sep).join('/'))
  if (isGlob) return glob
  const last = parts.at(-1)
  return last === undefined || last === '..' || resolve(cwd, path) === resolve(cwd) ? 'files' : last
}
