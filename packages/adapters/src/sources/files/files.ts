import { CallboardError, type Source, type SourceContext, type SourceEvent, type SourceItem, type TextItem } from '@callboard/core'
import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { confine } from '../../shared/confine.ts'
import { failedItem } from '../../shared/failed-item.ts'
import { readConfined } from '../../shared/read-confined.ts'
import { isDenied, reasonOf } from '../../shared/reason-of.ts'
import { changedMarks } from './changed-marks.ts'
import { excluded, locate, matcherOf, type FilePatterns, type FileSet } from './file-set.ts'
import { interestIn, type Interest } from './interest.ts'
import { listFiles, type Listing } from './list-files.ts'
import { isOtherFormat } from './other-formats.ts'
import { isLink, isReadable } from './path-facts.ts'
import type { FolderLook } from './watch-files.ts'

/** Which files to read below the path. */
export interface FilesOptions extends FilePatterns {
  /** The name of the source in diagnostics and in `sources`. @default 'files' */
  readonly name?: string | undefined
  /** A larger file is reported and not read. @default 10_000_000 */
  readonly maxFileBytes?: number | undefined
}

const atOnce = 16

/**
 * Descriptors from a folder, a file or a glob on disk. Files are sorted by path; files that have not changed since the last reading are not read again.
 * Symbolic links are followed only within the folder. In a folder, files of other known formats (Compose, Kubernetes, OpenAPI, workflows) are skipped; name a
 * file or set `include` to read them anyway.
 *
 * @example
 * const catalog = await createCatalog({ sources: [files('catalog')], watch: true })
 */
export function files(path: string, options: FilesOptions = {}): Source {
  const { name = 'files', include, exclude, maxFileBytes = 10_000_000 } = options
  let found: Promise<FileSet> | undefined
  /** The paths of the last reading: a change at any other path belongs to a neighbour. */
  let given = new Set<string>()
  let hasLinks = false
  let folder: string | undefined
  /** The files that mark repositories, as of the last listing; `undefined` when they may have changed. */
  let marks: readonly string[] | undefined
  /** The last file set that had files. */
  let held: FileSet | undefined
  /** What to watch for a source of one file. */
  let interest: Interest | undefined
  /** Folders and files without permission at the last reading: checked until they can be read. */
  const denied = new Set<string>()
  const noteDenied = (place: string, error: unknown): void => {
    if (isDenied(error)) denied.add(place)
  }
  const fileSet = async (): Promise<FileSet> => {
    found ??= locate(path, { include, exclude })
    try {
      const set = await found
      folder = set.root
      return set
    } catch (error) {
      found = undefined
      throw error
    }
  }

  /** An unmounted volume leaves an empty folder in place of one that had files. */
  const refuseUnmounted = async ({ root, identity }: FileSet): Promise<void> => {
    if (held === undefined || held.root !== root || held.identity === identity) return
    if ((await readdir(root)).length === 0)
      throw new CallboardError('unreachable', 'Its folder is empty and not the one that was read before; its volume may not be mounted')
  }

  /** Everything that exists now. Failing is cheap, so errors are retried soon. */
  const list = async (signal: AbortSignal): Promise<Listing & { readonly set: FileSet }> => {
    try {
      found = undefined
      const set = await fileSet()
      if (held !== undefined && held.file === undefined && set.file !== undefined)
        throw new CallboardError('unreachable', 'Its folder is a file now')
      const listing = await listFiles(set, signal)
      marks = listing.marks
      if (listing.paths.length === 0) await refuseUnmounted(set)
      return { ...listing, set }
    } catch (error) {
      throw error instanceof Error ? Object.assign(error, { retryBeforeMs: 3000 }) : error
    }
  }

  /** The current state of the watched folder. Throws when it cannot be read. */
  const lookAt = async (watched: FileSet): Promise<FolderLook> => {
    const now = await locate(path, { include, exclude })
    if (now.root !== watched.root || now.identity !== watched.identity || now.patterns.join() !== watched.patterns.join()) return 'replaced'
    await access(now.root, constants.R_OK | constants.X_OK)
    for (const place of denied) if (await isReadable(join(now.root, place))) return 'reread'
    return 'same'
  }

  const readOne = async (set: FileSet, file: string, known?: string): Promise<SourceItem | undefined> => {
    try {
      const read = await readConfined(set.root, file, maxFileBytes, known)
      // Node uses this character for bytes of a name that are not text, and such a name finds nothing.
      if (read === undefined && file.includes('\ufffd'))
        throw new CallboardError('unreachable', `${file} cannot be read: its name is not text in UTF-8`)
      if (read === undefined) return undefined
      if (read === 'unchanged') return { type: 'unchanged', path: file, revision: known }
      if (set.isGuess && isOtherFormat(read.text)) return undefined
      return textItem(file, read.text, read.revision)
    } catch (error) {
      noteDenied(file, error)
      return failedItem(file, error)
    }
  }

  return {
    name,
    mayBeEmpty: true,
    root: () => folder,

    async *read({ signal, known }: SourceContext) {
      const { set, paths, closed, ...listing } = await list(signal)
      hasLinks = listing.hasLinks
      denied.clear()
      for (const [closedFolder, error] of closed) noteDenied(closedFolder, error)
      const seen = new Set<string>()
      for (let from = 0; from < paths.length; from += atOnce) {
        if (signal.aborted) return
        const items = await Promise.all(paths.slice(from, from + atOnce).map(file => readOne(set, file, known.get(file))))
        for (const item of items) {
          if (signal.aborted) return
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
      if (paths.length > 0) held = set
    },

    async *watch({ signal }) {
      const { watchFiles } = await import('./watch-files.ts')
      while (!signal.aborted) {
        found = undefined
        const set = await fileSet()
        const matches = matcherOf(set)
        interest = set.file === undefined ? undefined : interestIn(set.file)
        // Which links count depends on all other files, and their targets may be anywhere.
        const concernsLinks = async (changed: readonly string[]): Promise<boolean> =>
          (hasLinks && changed.some(file => !given.has(file))) ||
          (await Promise.all(changed.map(file => isLink(join(set.root, file))))).includes(true)
        for await (const changed of watchFiles(set.root, { signal, look: () => lookAt(set), interest })) {
          if (changed === 'reread' || (await concernsLinks(changed))) {
            yield [{ type: 'resync' }]
            continue
          }
          const events = await Promise.all(
            changed.map(async (file): Promise<SourceEvent> => {
              const item = matches(file) ? await readOne(set, file) : undefined
              if (item !== undefined && item.type !== 'unchanged') {
                given.add(file)
                return { type: 'changed', item }
              }
              return given.delete(file) ? { type: 'removed', path: file } : { type: 'touched', path: file }
            }),
          )
          const turned = await changedMarks(set.root, changed, marks ?? [])
          if (turned.length > 0) marks = undefined
          yield [...events, ...turned.map(mark => ({ type: 'touched', path: mark }) as const)]
        }
      }
    },

    files: {
      async read(file) {
        const { root } = await fileSet()
        interest?.ask(file)
        const read = await readConfined(root, file, maxFileBytes).catch((error: unknown) => {
          if (error instanceof CallboardError) throw error
          noteDenied(file, error)
          throw new CallboardError('unreachable', `${file} cannot be read: ${reasonOf(error)}`, { cause: error })
        })
        return read === undefined || read === 'unchanged' ? undefined : textItem(file, read.text, read.revision)
      },
      async isFolder(folderPath) {
        const { root } = await fileSet()
        const real = await confine(root, folderPath)
        return real !== undefined && (await stat(real)).isDirectory()
      },
      async repositoryMarks(signal) {
        return (marks ??= (await listFiles(await fileSet(), signal)).marks)
      },
      async glob(pattern, signal) {
        const { root } = await fileSet()
        if (pattern.split('/').includes('..')) throw new CallboardError('refused', `${pattern} leads outside the folder of its source`)
        const inside = pattern.replace(/^(?:\.?\/)+/, '')
        interest?.askAll(inside)
        const { paths, closed } = await listFiles({ root, patterns: [inside], exclude: excluded(exclude), isGuess: false }, signal)
        const isInside = await Promise.all(
          paths.map(async file => {
            try {
              return (await confine(root, file)) !== undefined
            } catch {
              return false
            }
          }),
        )
        const found = paths.filter((_, i) => isInside[i])
        for (const [closedFolder, error] of closed) noteDenied(closedFolder, error)
        const [first] = closed
        if (first === undefined) return found
        const message = `${first[0]} cannot be read: ${reasonOf(first[1])}`
        throw Object.assign(new CallboardError('unreachable', message, { cause: first[1] }), { found })
      },
    },
  }
}

function textItem(path: string, text: string, revision: string): TextItem {
  return { type: 'text', path, text, revision, location: `file:${path}` }
}
