import { checkRelationTypes } from '../../catalog/graph/check-relation-types.ts'
import { graphAround, type EntityGraph, type GraphOptions } from '../../catalog/graph/graph-around.ts'
import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import { lookUp } from '../../catalog/resolve/look-up.ts'
import { facetEntities } from '../../catalog/query/facet-entities.ts'
import { queryEntities } from '../../catalog/query/query-entities.ts'
import type { CatalogQuery, FacetQuery, FacetValue, QueryResult } from '../../catalog/query/types.ts'
import { throwIfAborted } from '../../abort.ts'
import { CallboardError } from '../../errors.ts'
import { entityShape, strangeAnswer } from '../check-answers.ts'
import { misfit } from '../misfit.ts'
import { graphOfEntities } from '../graph-of-entities.ts'
import { joinable } from '../joinable.ts'
import type { StaticFiles } from './static-files.ts'

const graphs = new WeakMap<StaticFiles, () => Promise<CatalogGraph>>()

export async function askQuery(files: StaticFiles, query: CatalogQuery, signal: AbortSignal | undefined): Promise<QueryResult> {
  return queryEntities(await wholeGraph(files, signal), query)
}

export async function askFacets(
  files: StaticFiles,
  query: FacetQuery,
  signal: AbortSignal | undefined,
): Promise<Readonly<Record<string, readonly FacetValue[]>>> {
  return facetEntities(await wholeGraph(files, signal), query)
}

export async function askGraph(
  files: StaticFiles,
  ref: string,
  { signal, ...options }: GraphOptions & { readonly signal?: AbortSignal | undefined } = {},
): Promise<EntityGraph> {
  const graph = await wholeGraph(files, signal)
  checkRelationTypes(graph.kinds, graph.sorted, options.types)
  const root = lookUp(graph, ref)?.ref
  if (root === undefined) throw new CallboardError('not-found', `There is no entity ${ref}`)
  return graphAround(graph, root, options)
}

async function wholeGraph(files: StaticFiles, signal: AbortSignal | undefined): Promise<CatalogGraph> {
  let graph = graphs.get(files)
  if (graph === undefined) graphs.set(files, (graph = joinable(() => build(files), files.joinMs)))
  const built = await graph()
  throwIfAborted(signal)
  return built
}

async function build(files: StaticFiles): Promise<CatalogGraph> {
  const [{ aliases, forwardTypes }, shards] = await Promise.all([files.index(), files.allEntities()])
  const entities = shards.flatMap(shard => Object.values(shard))
  const where =
    misfit(entities, [entityShape]) ?? misfit({ aliases, forwardTypes }, { aliases: { '*': 'string' }, forwardTypes: { '*': 'string' } })
  if (where !== undefined) throw strangeAnswer('A data file of the portal', `entities${where}`)
  return graphOfEntities(entities, { revision: files.manifest.revision, aliases, forwardTypes })
}
