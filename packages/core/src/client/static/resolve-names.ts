import type { CatalogGraph } from '../../catalog/graph.ts'
import { lookUp } from '../../catalog/ownership/look-up.ts'
import { resolveEntity } from '../../catalog/ownership/resolve-entity.ts'
import type { OwnerAnswer } from '../../catalog/types.ts'
import type { Entity } from '../../entity.ts'
import type { StaticIndex } from '../../http/wire.ts'
import { parseRef } from '../../ref.ts'
import { smallGraph } from '../small-graph.ts'
import type { StaticFiles } from './static-files.ts'

const graphs = new WeakMap<StaticFiles, Promise<CatalogGraph>>()

/**
 * The answer for a text that is no full reference: a name, an old name, a title, a noisy name. As the catalog would answer, but for file paths: a static portal has
 * no CODEOWNERS.
 */
export async function answerName(files: StaticFiles, query: string, owner: (ref: string) => Promise<OwnerAnswer | undefined>): Promise<OwnerAnswer> {
  const { query: _, ...match } = resolveEntity(await namesOf(files), query)
  const found = match.ref === undefined ? undefined : await owner(match.ref)
  if (found !== undefined) return { ...found, query, match }
  return { query, match, state: 'not-found', coOwners: [], reach: [], missing: ['owner'], because: [], escalation: [], revision: files.revision }
}

/** The entity of a reference that leaves parts out, is written in capitals, or is an old one. */
export async function entityOfName(files: StaticFiles, text: string, entity: (ref: string) => Promise<Entity | undefined>): Promise<Entity | null> {
  const ref = lookUp(await namesOf(files), text)?.ref
  return (ref === undefined ? undefined : await entity(ref)) ?? null
}

/** A graph of everything by name: entities without anything else. */
function namesOf(files: StaticFiles): Promise<CatalogGraph> {
  let graph = graphs.get(files)
  if (graph === undefined) {
    graphs.set(files, (graph = files.read(files.data.index).then(({ index }) => graphOf(index, files.revision))))
    graph.catch(() => graphs.delete(files))
  }
  return graph
}

function graphOf({ refs, titles, aliases, spellings = {} }: StaticIndex = { refs: [], titles: [], aliases: {}, forwardTypes: {} }, revision: string): CatalogGraph {
  const entities = refs.map((ref, i): readonly [string, Entity] => {
    const { kind, namespace, name } = parseRef(ref)
    const title = titles[i] ?? ''
    const spelling = Object.hasOwn(spellings, ref) ? spellings[ref] : undefined
    return [ref, {
      apiVersion: '',
      kind,
      metadata: { namespace, name: spelling?.name ?? name, ...(title === '' ? {} : { title }) },
      ...(spelling?.displayName === undefined ? {} : { spec: { profile: { displayName: spelling.displayName } } }),
    }]
  })
  return smallGraph(entities, { revision, source: 'portal', aliases })
}
