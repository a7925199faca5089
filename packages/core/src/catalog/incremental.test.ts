import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ParsedFile } from '../descriptor/types.ts'
import { buildGraph, type GraphBuild } from './build-graph.ts'
import { diffGraphs } from './diff.ts'
import type { CatalogGraph, CatalogNode } from './graph/graph.ts'
import { madeFile, madeKinds, type MadeEntity } from './made-files.fixture.ts'
import { nameIndex } from './resolve/name-index.ts'

const names = ['a', 'b', 'c', 'd', 'e']
const name = fc.constantFrom(...names)
const refs = fc.constantFrom(...names.flatMap(one => [`component:${one}`, `system:${one}`, `component:x/${one}`]))
const titles = ['Pay', 'PAY', 'a', 'Shop  front']
const title = fc.option(fc.constantFrom(...titles), { nil: undefined, freq: 3 })
const namespace = fc.constantFrom('default', 'x')
const aliases = fc.option(fc.array(refs, { maxLength: 2 }), { nil: undefined, freq: 5 })
const entity: fc.Arbitrary<MadeEntity> = fc.oneof(
  fc.record({
    kind: fc.constant('Component'),
    name,
    namespace,
    title,
    annotations: aliases.map(list => (list === undefined ? {} : { 'callboard.dev/aliases': list.join(',') })),
    spec: fc.record(
      {
        owner: fc.constantFrom(...names, 'user:a'),
        dependsOn: fc.array(refs, { maxLength: 3 }),
        dependencyOf: fc.array(refs, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ kind: fc.constant('System'), name, title, spec: fc.record({ owner: name }, { requiredKeys: [] }) }),
  fc.record({
    kind: fc.constant('Group'),
    name,
    spec: fc.record({ parent: name, children: fc.array(name, { maxLength: 3 }) }, { requiredKeys: [] }),
  }),
  fc.record({ kind: fc.constant('User'), name, spec: fc.record({ memberOf: fc.array(name, { maxLength: 2 }) }) }),
)
const edit = fc.record({ path: fc.constantFrom('1', '2', '3', '4'), entities: fc.option(fc.array(entity, { maxLength: 4 })) })

function shown({ graph, diagnostics }: GraphBuild): unknown {
  return {
    revision: graph.revision,
    entities: graph.sorted.map(node => node.entity),
    byRef: [...graph.nodes].map(([ref, node]) => [ref, node.relations]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    aliases: [...graph.aliases].sort(([a], [b]) => (a < b ? -1 : 1)),
    diagnostics,
    names: shownNames(graph),
  }
}

/** What each name, old name and title refers to, in order. */
function shownNames(graph: CatalogGraph): unknown {
  const index = nameIndex(graph)
  const refsOf = (nodes: readonly CatalogNode[]): readonly string[] =>
    nodes.map(node => (node === graph.nodes.get(node.ref) ? node.ref : `${node.ref} of an earlier graph`))
  return {
    names: [...index.names].sort(),
    byName: names.flatMap(one => [refsOf(index.byName(one)), refsOf(index.byName(one, 'x')), refsOf(index.byWords(one))]),
    byOldName: names.map(one => [index.byOldName(one), index.byOldName(one, 'x'), index.byOldWords(one)].map(node => node?.ref)),
    byTitle: titles.map(one => refsOf(index.byTitle(one))),
  }
}

test('any sequence of edits leads to the same catalog as a full reading, and keeps what did not change', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), edits => {
      const files = new Map<string, ParsedFile>()
      let previous: GraphBuild | undefined
      let previousAnew: GraphBuild | undefined
      for (const { path, entities } of edits) {
        if (entities === null) files.delete(path)
        else files.set(path, madeFile(path, entities))
        const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file)
        const patched = buildGraph({ files: sorted, kinds: madeKinds, previous })
        const anew = buildGraph({ files: sorted.map(file => madeFile(file.origin.path, entitiesOf(file))), kinds: madeKinds })
        expect(shown(patched)).toEqual(shown(anew))
        if (previous !== undefined) {
          const { nodes, since } = patched.graph
          for (const ref of since === undefined ? [] : new Set([...nodes.keys(), ...previous.graph.nodes.keys()])) {
            if (since?.touched.has(ref) === false) expect(nodes.get(ref)).toBe(previous.graph.nodes.get(ref))
          }
          const { changes } = diffGraphs(previous.graph, patched.graph)
          if (previousAnew !== undefined) expect(changes).toEqual(diffGraphs(previousAnew.graph, anew.graph).changes)
          const changed = new Set(changes.map(({ ref }) => ref))
          for (const node of patched.graph.sorted)
            expect(node.entity === previous.graph.nodes.get(node.ref)?.entity).toBe(!changed.has(node.ref))
        }
        previous = patched
        previousAnew = anew
      }
    }),
    { numRuns: 1000 },
  )
}, 60_000)

function entitiesOf(file: ParsedFile): readonly MadeEntity[] {
  return file.descriptors.map(({ entity: { kind, metadata, spec } }) => ({
    kind,
    name: metadata.name,
    namespace: metadata.namespace ?? 'default',
    title: metadata.title,
    ...(metadata.annotations === undefined ? {} : { annotations: metadata.annotations }),
    spec: spec as MadeEntity['spec'] & object,
  }))
}
