import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ParsedFile } from '../../descriptor/types.ts'
import { buildGraph, type GraphBuild } from '../build-graph.ts'
import type { CatalogGraph } from '../graph/graph.ts'
import { madeFile, madeKinds, type MadeEntity } from '../made-files.fixture.ts'
import { nameIndex } from '../resolve/name-index.ts'
import { facetEntities } from './facet-entities.ts'
import { queryEntities } from './query-entities.ts'

const name = fc.constantFrom('a', 'b', 'c', 'd')
const long = 'x'.repeat(300)
const entity: fc.Arbitrary<MadeEntity> = fc.record({
  kind: fc.constantFrom('Component', 'System', 'Group'),
  name,
  annotations: fc.dictionary(fc.constantFrom('one', 'two'), fc.constantFrom('v', 'V', 'w', long), { maxKeys: 2 }),
  spec: fc.record({ owner: name }, { requiredKeys: [] }),
})
const edits = fc.array(
  fc.record({ path: fc.constantFrom('1', '2', '3'), entities: fc.option(fc.array(entity, { maxLength: 4 })), asks: fc.boolean() }),
  { minLength: 1, maxLength: 10 },
)
const facets = ['kind', 'metadata.name', 'metadata.annotations.one', 'relations.ownedBy', 'relations.ownerOf', 'spec.owner']

function answers(graph: CatalogGraph): unknown {
  return {
    facets: facetEntities(graph, { facets }),
    filtered: facets.map(field => queryEntities(graph, { filter: { [field]: ['a', 'v', 'component', 'group:default/a'] } })),
    present: facets.map(field => queryEntities(graph, { predicate: { [field]: { $exists: true } } }).totalItems),
    ordered: queryEntities(graph, { order: [{ field: 'metadata.annotations.one', order: 'desc' }, { field: 'kind' }] }),
    text: queryEntities(graph, { fullText: { term: 'xxx', fields: ['metadata.annotations.one'] } }),
    named: ['a', 'b', 'c', 'd'].map(text =>
      nameIndex(graph)
        .byName(text)
        .map(({ ref }) => ref),
    ),
    words: ['a', 'b'].map(text =>
      nameIndex(graph)
        .byWords(text)
        .map(({ ref }) => ref),
    ),
    names: [...nameIndex(graph).names].sort(),
  }
}

test('indexes patched over any sequence of edits give the same answers as rebuilt ones', () => {
  fc.assert(
    fc.property(edits, steps => {
      const files = new Map<string, ParsedFile>()
      let previous: GraphBuild | undefined
      for (const { path, entities, asks } of steps) {
        if (entities === null) files.delete(path)
        else files.set(path, madeFile(path, entities))
        const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file)
        previous = buildGraph({ files: sorted, kinds: madeKinds, previous })
        if (!asks) continue
        expect(answers(previous.graph)).toEqual(answers(buildGraph({ files: sorted, kinds: madeKinds }).graph))
      }
    }),
    { numRuns: 500 },
  )
})
