import { expect, test } from 'vitest'
import { buildGraph, type GraphBuild } from './build-graph.ts'
import { diffGraphs } from './diff.ts'
import { madeFile, madeKinds, type MadeEntity } from './made-files.fixture.ts'

const build = (entities: readonly MadeEntity[], previous?: GraphBuild): GraphBuild =>
  buildGraph({ files: [madeFile('a.yaml', entities)], kinds: madeKinds, previous })
const a: MadeEntity = { kind: 'Component', name: 'a', spec: { owner: 'one', dependsOn: ['component:b'] } }
const b: MadeEntity = { kind: 'Component', name: 'b', annotations: { 'x.y/z': '1' }, spec: { owner: 'one' } }
const c: MadeEntity = { kind: 'Component', name: 'c', spec: { owner: 'two' } }

test('a diff lists what was added, removed and changed, with fields and owners', () => {
  const before = build([a, b])
  const after = build([{ ...b, annotations: { 'x.y/z': '2' }, spec: { owner: 'two' } }, c], before)
  expect(diffGraphs(before.graph, after.graph)).toEqual({
    from: before.graph.revision,
    to: after.graph.revision,
    changes: [
      { ref: 'component:default/a', change: 'removed', fields: [], ownerBefore: 'group:default/one' },
      {
        ref: 'component:default/b',
        change: 'changed',
        fields: ['metadata.annotations.x.y/z', 'relations.dependencyOf', 'relations.ownedBy', 'spec.owner'],
        ownerBefore: 'group:default/one',
        ownerAfter: 'group:default/two',
      },
      { ref: 'component:default/c', change: 'added', fields: [], ownerAfter: 'group:default/two' },
    ],
  })
})

test('two separately built states with the same content do not differ', () => {
  expect(diffGraphs(build([a, b]).graph, build([a, b]).graph).changes).toEqual([])
})

test('keys in another order are not a change', () => {
  const turned: MadeEntity = { ...a, spec: { dependsOn: ['component:b'], owner: 'one' } }
  expect(diffGraphs(build([a, b]).graph, build([turned, b]).graph).changes).toEqual([])
})
