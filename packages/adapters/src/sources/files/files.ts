import {
  CallboardError,
  isCallboardError,
  type FailedItem,
  type Source,
  type SourceContext,
  type SourceEvent,
  type SourceItem,
  type TextItem,
} from '@callboard/core'
import { listFiles, locate, matcherOf, type FileSet } from './list-files.ts'
import { isOtherFormat } from './other-formats.ts'
import { confine, isLink, readConfined, reasonOf } from './read-confined.ts'

export interface FilesOptions {
  /** @default 'files' */
  readonly name?: string | undefined
  /** Globs of the descriptors in a folder. @default every YAML file, and `catalog-info*.json` */
  readonly include?: readonly string[] | undefined
  /** A larger file is told and not read. @default 10_000_000 */
  readonly maxFileBytes?: number | undefined
}

const atOnce = 16

/**
 * Descriptors from a folder, a file or a glob on disk. Files come in the order of their paths; those that have not changed since the last reading are not read again.
 * Symbolic links are followed only within the folder. In a folder, files of other known formats (Compose, Kubernetes, OpenAPI, workflows) are passed over; name a file or
 * give `include` to read them all the same.
 *
 * @example
 * const catalog = await createCatalog({ sources: [files('catalog')], watch: true })
 */
export function files(path: string, options: FilesOptions = {}): Source {
  const { name = 'files', include, maxFileBytes = 10_000_000 } = options
  let found: Promise<FileSet> | undefined
  /** The paths that were given last: a change at any other is a neighbour's. */
  let given = new Set<string>()
  let hasLinks = false
  let folder: string | undefined
  const fileSet = async (): Promise<FileSet> => {
    found ??= locate(path, include)
    try {
      const set = await found
      folder = set.root
      return set
    } catch (error) {
      found = undefined
      throw error
    }
  }

  const readOne = async (set: FileSet, file: string, known?: string): Promise<SourceItem | undefined> => {
    try {
      const read = await readConfined(set.root, file, maxFileBytes, known)
      // Node writes this letter for the bytes of a name that are no text, and such a name finds nothing.
      if (read === undefined && file.includes('\ufffd'))
        throw new CallboardError('unreachable', `${file} cannot be read: its name is not text in UTF-8`)
      if (read === undefined) return undefined
      if (read === 'unchanged') return { type: 'unchanged', path: file, revision: known }
      if (set.isGuess && isOtherFormat(read.text)) return undefined
      return textItem(file, read.text, read.revision)
    } catch (error) {
      return failedItem(file, error)
    }
  }

  return {
    name,
    mayBeEmpty: true,
    root: () => folder,

    async *read({ signal, known }: SourceContext) {
      found = undefined
      const set = await fileSet()
      const { paths, closed, ...listing } = await listFiles(set, signal)
      hasLinks = listing.hasLinks
      const seen = new Set<string>()
      for (let from = 0; from < paths.length; from += atOnce) {
        if (signal.aborted) return
        const items = await Promise.all(paths.slice(from, from + atOnce).map(file => readOne(set, file, known.get(file))))
        for (const item of items) {
          if (item === undefined) continue
          seen.add(item.path)
          yield item
        }
      }
      for (const [folder, error] of closed) {
        yield failedItem(folder, error)
        for (const file of new Set([...given, ...known.keys()])) {
          if (!file.startsWith(`${folder}/`)) continue
          seen.add(file)
          yield { ...failedItem(folder, error), path: file }
        }
      }
      given = seen
    },

    async *watch({ signal }) {
      const set = await fileSet()
      const matches = matcherOf(set)
      const { watchFiles } = await import('./watch-files.ts')
      // Which links count depends on all other files, and what they lead to may lie anywhere.
      const concernsLinks = async (changed: readonly string[]): Promise<boolean> =>
        (hasLinks && changed.some(file => !given.has(file))) ||
        (await Promise.all(changed.map(file => isLink(set.root, file)))).includes(true)
      for await (const changed of watchFiles(set.root, signal)) {
        yield changed === 'ready' || (await concernsLinks(changed))
          ? [{ type: 'resync' }]
          : await Promise.all(
              changed.map(async (file): Promise<SourceEvent> => {
                const item = matches(file) ? await readOne(set, file) : undefined
                if (item !== undefined && item.type !== 'unchanged') {
                  given.add(file)
                  return { type: 'changed', item }
                }
                return given.delete(file) ? { type: 'removed', path: file } : { type: 'touched', path: file }
              }),
            )
      }
    },

    files: {
      async read(file) {
        const { root } = await fileSet()
        const read = await readConfined(root, file, maxFileBytes).catch((error: unknown) => {
          throw error instanceof CallboardError
            ? error
            : new CallboardError('unreachable', `${file} cannot be read: ${reasonOf(error)}`, { cause: error })
        })
        return read === undefined || read === 'unchanged' ? undefined : textItem(file, read.text, read.revision)
      },
      async glob(pattern, signal) {
        const { root } = await fileSet()
        if (pattern.split('/').includes('..')) throw new CallboardError('refused', `${pattern} leads outside the folder of its source`)
        const { paths } = await listFiles({ root, patterns: [pattern.replace(/^(?:\.?\/)+/, '')], isGuess: false }, signal)
        const inside = await Promise.all(
          paths.map(async file => {
            try {
              return (await confine(root, file)) !== undefined
            } catch {
              return false
            }
          }),
        )
        return paths.filter((_, i) => inside[i])
      },
    },
  }
}

function textItem(path: string, text: string, revision: string): TextItem {
  return { type: 'text', path, text, revision, location: `file:${path}` }
}

function failedItem(path: string, error: unknown): FailedItem {
  if (isCallboardError(error, 'refused')) return { type: 'failed', path, reason: 'outside-root', message: error.message }
  if (isCallboardError(error, 'limit-exceeded')) return { type: 'failed', path, reason: 'too-large', message: error.message }
  if (error instanceof CallboardError) return { type: 'failed', path, reason: 'unreadable', message: error.message }
  return { type: 'failed', path, reason: 'unreadable', message: `${path} cannot be read: ${reasonOf(error)}` }
}
