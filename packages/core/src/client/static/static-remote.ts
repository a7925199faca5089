import type { OwnerAnswer } from '../../catalog/types.ts'
import type { Entity } from '../../entity.ts'
import { shardOf } from '../../http/static-layout.ts'
import type { PortalManifest, StaticData, StaticFile } from '../../http/wire.ts'
import type { Asking, Remote } from '../types.ts'

/** What the parts that are loaded on demand need of a static portal. */
export interface StaticFiles {
  readonly data: StaticData
  readonly revision: string
  /** Each file is fetched once. */
  read(path: string): Promise<StaticFile>
}

/** The files of `callboard build`: only those that hold what is asked for are fetched. Names that are no canonical references, and queries, load code of their own. */
export function staticRemote({ title, revision }: PortalManifest, data: StaticData, asking: Asking, signal: AbortSignal): Remote {
  const fetched = new Map<string, Promise<StaticFile>>()
  const read = (path: string): Promise<StaticFile> => {
    let file = fetched.get(path)
    if (file === undefined) {
      fetched.set(path, (file = asking.json(path, signal) as Promise<StaticFile>))
      file.catch(() => fetched.delete(path))
    }
    return file
  }
  const files: StaticFiles = { data, revision, read }

  const find = async <T extends OwnerAnswer | Entity>(what: 'owners' | 'entities', ref: string): Promise<T | undefined> => {
    const paths = data[what]
    const found = (await read(paths[shardOf(ref, paths.length)] ?? ''))[what]
    return found !== undefined && Object.hasOwn(found, ref) ? (found[ref] as T) : undefined
  }
  const names = () => import('./resolve-names.ts')
  const graph = async () => (await import('./load-graph.ts')).loadGraph(files)

  return {
    kind: 'static',
    title,
    revision,
    async owners(queries) {
      const items = await Promise.all(queries.map(async query => await find<OwnerAnswer>('owners', query) ?? (await names()).answerName(files, query, ref => find('owners', ref))))
      return { items, revision }
    },
    async entities(refs) {
      const items = await Promise.all(refs.map(async ref => {
        const found = await find<Entity>('entities', ref) ?? await find('entities', await (await names()).lookUpName(files, ref) ?? '')
        return found ?? null
      }))
      return { items, revision }
    },
    query: async query => (await import('./ask-static.ts')).queryStatic(await graph(), query),
    facets: async query => (await import('./ask-static.ts')).facetStatic(await graph(), query),
    graph: async (ref, options) => (await import('./ask-static.ts')).drawStatic(await graph(), ref, options),
  }
}
