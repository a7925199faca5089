/** The list of what builds wrote, beside `callboard.json`. Nothing that it does not name is overwritten or removed. */
export interface BuildList {
  readonly callboard: 1
  /** The files of the latest build, this list included. */
  readonly files: readonly string[]
  /** Data and scripts of the build before, which pages may still ask for. */
  readonly kept: readonly string[]
  /** The files of a build that has begun and not ended. */
  readonly writing?: readonly string[] | undefined
}

/** Where the list is. */
export const listPath = 'callboard.files.json'

/** A file is written here first and then moved to its place, so that no reader sees half of it. */
export const temporaryPath = 'callboard.tmp'

/** The list before the first build. */
export const emptyList: BuildList = { callboard: 1, files: [], kept: [] }

const topNames = /^(?:callboard(?:\.[\w.-]+)?|data|badge|embed|index\.html)$/

/** True for a path that a build may write: relative, without a step up, below a name of ours. */
export function isBuildPath(path: unknown): path is string {
  if (typeof path !== 'string' || /[\\\0:]/.test(path)) return false
  const parts = path.split('/')
  return topNames.test(parts[0] ?? '') && parts.every(part => part !== '' && part !== '.' && part !== '..')
}

/** A list from its text; `undefined` for what is none, and the first path that cannot be one of ours. */
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

/** The text of a list: the same paths give the same text. */
export function printList({ files, kept, writing }: BuildList): string {
  const sorted = (paths: readonly string[]): readonly string[] => [...new Set(paths)].sort()
  const list = { callboard: 1, files: sorted(files), kept: sorted(kept), ...(writing === undefined ? {} : { writing: sorted(writing) }) }
  return `${JSON.stringify(list, null, 1)}\n`
}

/** Every path that a list names. */
export function pathsIn({ files, kept, writing = [] }: BuildList): ReadonlySet<string> {
  return new Set([...files, ...kept, ...writing])
}
