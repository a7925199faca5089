import { CallboardError } from '../errors.ts'
import { hashText } from '../hash.ts'
import { matchGlob } from './match-glob.ts'
import type { ObjectItem, Source, SourceEvent, TextItem } from './types.ts'

/** The initial content and the name of the source. */
export interface MemoryOptions {
  /** The name of the source in diagnostics and in `sources`. @default 'memory' */
  readonly name?: string | undefined
  /** Descriptor texts, YAML or JSON, by path. */
  readonly files?: Readonly<Record<string, string>> | undefined
  /** Descriptors as plain data; the first is at the path `entity-1`. */
  readonly entities?: readonly unknown[] | undefined
  /** Texts that are read only when a descriptor refers to them, and `CODEOWNERS`, by path. */
  readonly neighbours?: Readonly<Record<string, string>> | undefined
}

/** A source in memory whose content can change; watchers are notified. */
export interface MemorySource extends Source {
  /** Adds or replaces the descriptor text at a path. */
  write(path: string, text: string): void
  /** Adds or replaces the plain data at a path. */
  put(path: string, value: unknown): void
  /** Adds or replaces a text that is read only when a descriptor refers to it. */
  writeNeighbour(path: string, text: string): void
  /** Removes what is at a path. */
  remove(path: string): void
}

/**
 * Descriptors from memory: for tests, browsers, and programs that make their catalog. Revisions are fingerprints of the content.
 *
 * @example
 * const source = memory({ files: { 'catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Component\n…' } })
 */
export function memory(options: MemoryOptions = {}): MemorySource {
  const { name = 'memory', files = {}, entities = [], neighbours = {} } = options
  const items = new Map<string, TextItem | ObjectItem>()
  const beside = new Map<string, TextItem>()
  const watchers = new Set<(events: readonly SourceEvent[]) => void>()
  const notify = (event: SourceEvent): void => {
    for (const watcher of watchers) watcher([event])
  }
  for (const [path, text] of Object.entries(files)) items.set(path, textItem(path, text))
  for (const [index, value] of entities.entries()) items.set(`entity-${index + 1}`, objectItem(`entity-${index + 1}`, value))
  for (const [path, text] of Object.entries(neighbours)) beside.set(path, textItem(path, text))

  return {
    name,
    mayBeEmpty: 'at-once',

    async *read({ signal, known }) {
      for (const item of [...items.values()]) {
        if (signal.aborted) return
        const { path, revision } = item
        yield revision !== undefined && known.get(path) === revision ? { type: 'unchanged', path, revision } : item
      }
    },

    async *watch({ signal }) {
      let waiting: SourceEvent[] = []
      let wake: () => void = () => undefined
      const watcher = (events: readonly SourceEvent[]): void => {
        waiting.push(...events)
        wake()
      }
      const stop = (): void => wake()
      watchers.add(watcher)
      signal.addEventListener('abort', stop)
      try {
        while (!signal.aborted) {
          if (waiting.length === 0)
            await new Promise<void>(resolve => {
              wake = resolve
            })
          const batch = waiting
          waiting = []
          if (batch.length > 0 && !signal.aborted) yield batch
        }
      } finally {
        watchers.delete(watcher)
        signal.removeEventListener('abort', stop)
      }
    },

    files: {
      async read(path) {
        const inside = normalize(path)
        const item = beside.get(inside) ?? items.get(inside)
        return item?.type === 'text' ? item : undefined
      },
      async isFolder(path) {
        const folder = `${normalize(path)}/`
        return folder === '/' || [...items.keys(), ...beside.keys()].some(known => known.startsWith(folder))
      },
      async glob(pattern) {
        const matches = matchGlob(normalize(pattern))
        const texts = [...items.values()].filter(item => item.type === 'text').map(item => item.path)
        return [...new Set([...texts, ...beside.keys()])].filter(path => matches(path)).sort()
      },
    },

    write(path, text) {
      const item = textItem(path, text)
      items.set(path, item)
      notify({ type: 'changed', item })
    },
    put(path, value) {
      const item = objectItem(path, value)
      items.set(path, item)
      notify({ type: 'changed', item })
    },
    writeNeighbour(path, text) {
      beside.set(path, textItem(path, text))
      notify({ type: 'touched', path })
    },
    remove(path) {
      if (items.delete(path)) notify({ type: 'removed', path })
      if (beside.delete(path)) notify({ type: 'touched', path })
    },
  }
}

function textItem(path: string, text: string): TextItem {
  return { type: 'text', path, text, revision: hashText(text) }
}

function objectItem(path: string, value: unknown): ObjectItem {
  return { type: 'object', path, value }
}

/** The path without `.` and `..`; throws `refused` when it leads outside. */
function normalize(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' ? parts.pop() === undefined : false) throw new CallboardError('refused', `"${path}" leads outside its source`)
    if (part !== '..' && part !== '.' && part !== '') parts.push(part)
  }
  if (path.startsWith('/')) throw new CallboardError('refused', `"${path}" leads outside its source`)
  return parts.join('/')
}
