import type { PortalManifest } from '../../http/wire.ts'
import type { Requester } from '../transport/request-json.ts'
import type { Remote } from '../types.ts'
import { staticFiles } from './static-files.ts'

/** A portal of static files. The code for queries, and for names that are not canonical references, is loaded on first use. */
export function staticRemote(server: Requester, manifest: PortalManifest): Remote {
  const files = staticFiles(server, manifest)
  const names = async (): Promise<typeof import('./static-names.ts')> => import('./static-names.ts')
  const whole = async (): Promise<typeof import('./static-graph.ts')> => import('./static-graph.ts')
  return {
    type: 'static',
    manifest,
    title: manifest.title,
    revision: manifest.revision,
    mostQueries: Infinity,
    owners: queries =>
      Promise.all(queries.map(async query => own(await files.owners(query), query) ?? (await names()).ownerByName(files, query))),
    getMany: refs =>
      Promise.all(
        refs.map(async ref => {
          const found = own(await files.entities(ref), ref)
          if (found !== undefined) return found
          const canonical = (await names()).refByName(files.manifest, await files.index(), ref)
          return canonical === undefined ? undefined : own(await files.entities(canonical), canonical)
        }),
      ),
    query: async (query, options) => (await whole()).askQuery(files, query, options?.signal),
    facets: async (query, options) => (await whole()).askFacets(files, query, options?.signal),
    graph: async (ref, options) => (await whole()).askGraph(files, ref, options),
  }
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
