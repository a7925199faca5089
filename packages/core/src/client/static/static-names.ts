import { lookUp } from '../../catalog/resolve/look-up.ts'
import { resolveEntity } from '../../catalog/resolve/resolve-entity.ts'
import type { OwnerAnswer } from '../../catalog/ownership/types.ts'
import type { CatalogGraph } from '../../catalog/graph/graph.ts'
import type { PortalManifest, StaticIndex } from '../../http/wire.ts'
import { parseRef } from '../../ref.ts'
import { strangeAnswer } from '../check-answers.ts'
import { graphOfEntities } from '../graph-of-entities.ts'
import { misfit, type Shape } from '../misfit.ts'
import type { StaticFiles } from './static-files.ts'

const indexShape: Shape = {
  refs: ['string'],
  names: ['string'],
  titles: ['string'],
  displayNames: { '*': 'string' },
  aliases: { '*': 'string' },
  forwardTypes: { '*': 'string' },
}

const graphs = new WeakMap<StaticIndex, CatalogGraph>()

/** The owner answer for a text that is not a canonical reference. */
export async function ownerByName(files: StaticFiles, query: string): Promise<OwnerAnswer> {
  const { query: _, ...match } = resolveEntity(namesOf(files.manifest, await files.index()), query)
  const answer = match.ref === undefined ? undefined : (await files.owners(match.ref))[match.ref]
  if (answer !== undefined) return { ...answer, query, match }
  return {
    query,
    match,
    state: 'not-found',
    coOwners: [],
    reach: [],
    missing: ['owner'],
    because: [],
    escalation: [],
    revision: files.manifest.revision,
  }
}

/** The canonical reference for a reference. */
export function refByName(manifest: PortalManifest, index: StaticIndex, ref: string): string | undefined {
  return lookUp(namesOf(manifest, index), ref)?.ref
}

/** A graph of names only: enough to resolve a text. */
function namesOf(manifest: PortalManifest, index: StaticIndex): CatalogGraph {
  let graph = graphs.get(index)
  if (graph === undefined) {
    const where = misfit(index, indexShape)
    if (where !== undefined) throw strangeAnswer('The index of the portal', `index${where}`)
    const entities = index.refs.map((ref, i) => {
      const { kind, namespace, name } = parseRef(ref)
      return {
        apiVersion: '',
        kind,
        // The index leaves out what the reference says already.
        metadata: { name: index.names[i] || name, namespace, title: index.titles[i] ?? '' },
        spec: { profile: { displayName: index.displayNames[ref] } },
      }
    })
    graphs.set(index, (graph = graphOfEntities(entities, { revision: manifest.revision, aliases: index.aliases })))
  }
  return graph
}
