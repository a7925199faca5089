import type { OwnerAnswer } from '../../catalog/types.ts'
import type { Entity } from '../../entity.ts'
import { shardOf } from '../../http/static-layout.ts'
import type { PortalManifest, StaticData, StaticFile } from '../../http/wire.ts'
import type { Asking, Remote } from '../types.ts'
import type { StaticFiles } from './static-files.ts'

/** The files of `callboard build`: only those that hold what is asked for are fetched. Names that are no full references, and queries, load code of their own. */
export function staticRemote({ title, revision }: PortalManifest, data: StaticData, asking: Asking, signal: AbortSignal): Remote {
  const fetched = new Map<string, Promise<StaticFile>>()
  const read: StaticFiles['read'] = path => {
    let file = fetched.get(path)
    if (file === undefined) {
      fetched.set(path, (file = asking.json(path, signal) as Promise<StaticFile>))
      file.catch(() => fetched.delete(path))
    }
    return file
  }
  const files: StaticFiles = { data, revision, read }

  const find = async (what: 'owners' | 'entities', ref: string): Promise<unknown> => {
    // Anything else is a name, which no file is sorted by.
    if (!/^[^:/]+:[^/]+\/./.test(ref)) return undefined
    const path = data[what][shardOf(ref, data[what].length)] ?? ''
    const found = (await read(path))?.[what]
    if (typeof found !== 'object' || found === null) throw asking.nonsense(path)
    return Object.hasOwn(found, ref) ? found[ref] : undefined
  }
  const owner = async (ref: string): Promise<OwnerAnswer | undefined> => await find('owners', ref) as OwnerAnswer | undefined
  const entity = async (ref: string): Promise<Entity | undefined> => await find('entities', ref) as Entity | undefined
  const names = () => import('./resolve-names.ts')
  const more = () => import('./ask-static.ts')

  return {
    kind: 'static',
    title,
    revision,
    owners: async queries => ({ revision, items: await Promise.all(queries.map(async query => await owner(query) ?? (await names()).answerName(files, query, owner))) }),
    entities: async refs => ({ revision, items: await Promise.all(refs.map(async ref => await entity(ref) ?? (await names()).entityOfName(files, ref, entity))) }),
    query: async query => (await more()).queryStatic(files, query),
    facets: async query => (await more()).facetStatic(files, query),
    graph: async (ref, options) => (await more()).drawStatic(files, ref, options),
  }
}
