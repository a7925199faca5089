import { graphAround } from '../../catalog/graph-around.ts'
import type { CatalogGraph } from '../../catalog/graph.ts'
import { lookUp } from '../../catalog/ownership/look-up.ts'
import { facetEntities } from '../../catalog/query/facet-entities.ts'
import { queryEntities } from '../../catalog/query/query-entities.ts'
import type { CatalogQuery, EntityGraph, FacetQuery, FacetValue, GraphOptions, QueryResult } from '../../catalog/types.ts'
import { smallGraph } from '../small-graph.ts'
import type { StaticFiles } from './static-files.ts'

const graphs = new WeakMap<StaticFiles, Promise<CatalogGraph>>()

/** Answers a query in the browser: every entity is fetched, once. */
export async function queryStatic(files: StaticFiles, query: CatalogQuery): Promise<QueryResult> {
  return queryEntities(await graphOf(files), query)
}

/** Counts facets in the browser. */
export async function facetStatic(files: StaticFiles, query: FacetQuery): Promise<Readonly<Record<string, readonly FacetValue[]>>> {
  return facetEntities(await graphOf(files), query)
}

/** Draws a graph in the browser. */
export async function drawStatic(files: StaticFiles, ref: string, options: GraphOptions): Promise<EntityGraph> {
  const graph = await graphOf(files)
  return graphAround(graph, lookUp(graph, ref)?.ref ?? ref, options)
}

function graphOf(files: StaticFiles): Promise<CatalogGraph> {
  let graph = graphs.get(files)
  if (graph === undefined) {
    graphs.set(files, (graph = load(files)))
    graph.catch(() => graphs.delete(files))
  }
  return graph
}

async function load({ data, revision, read }: StaticFiles): Promise<CatalogGraph> {
  const [{ index } = {}, ...parts] = await Promise.all([data.index, ...data.entities].map(path => read(path)))
  const entities = parts.flatMap(({ entities = {} }) => Object.entries(entities))
  return smallGraph(entities, { revision, source: 'portal', aliases: index?.aliases, forwardTypes: index?.forwardTypes })
}
