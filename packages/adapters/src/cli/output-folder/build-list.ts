/** The list of what builds wrote, next to `callboard.json`. Only listed files are overwritten or removed. */
export interface BuildList {
  readonly callboard: 1
  /** The files of the latest build, this list included. */
  readonly files: readonly string[]
  /** Data and scripts of the previous build, which pages may still request. */
  readonly kept: readonly string[]
  /** The files of a build that has started and not finished. */
  readonly writing?: readonly string[] | undefined
}

/** The path of the list. */
export const listPath = 'callboard.files.json'

/** A file is written here first and then moved into place, so that no reader sees half of it. */
export const temporaryPath = 'callboard.tmp'

/** The list before the first build. */
export const emptyList: BuildList = { callboard: 1, files: [], kept: [] }

const topNames = /^(?:callboard(?:\.[\w.-]+)?|data|badge|embed|index\.html)$/

/** True for a path that a build may write: relative, without `..`, below one of the names that builds use. */
export function isBuildPath(path: unknown): path is string {
  if (typeof path !== 'string' || /[\\\0:]/.test(path)) return false
  const parts = path.split('/')
  return topNames.test(parts[0] ?? '') && parts.every(part => part !== '' && part !== '.' && part !== '..')
}

/** Parses a list: `undefined` for text that is not a list, or the first path that a build cannot have written. */
export function parseList(text: string): BuildList | { readonly wrongPath: string } | undefined {
  let list: Partial<BuildList> | null
  try {
    list = JSON.parse(text) as Partial<BuildList> | null
  } catch {
    return undefined
  }
  if (typeof list !== 'object' || list?.callboard !== 1) return undefined
  const { files, kept, writing } = list
  const parts: readonly unknown[] = [files, kept, writing ?? []]
  if (!parts.every(Array.isArray)) return undefined
  const wrong = parts.flat().find(path => !isBuildPath(path))
  if (wrong !== undefined) return { wrongPath: String(wrong) }
  return list as BuildList
}

/** The text of a list; the same paths produce the same text. */
export function printList({ files, kept, writing }: BuildList): string {
  const sorted = (paths: readonly string[]): readonly string[] => [...new Set(paths)].sort()
  const list = { callboard: 1, files: sorted(files), kept: sorted(kept), ...(writing === undefined ? {} : { writing: sorted(writing) }) }
  return `${JSON.stringify(list, null, 1)}\n`
}

/** Every path in a list. */
export function pathsIn({ files, kept, writing = [] }: BuildList): ReadonlySet<string> {
  return new Set([...files, ...kept, ...writing])
}
