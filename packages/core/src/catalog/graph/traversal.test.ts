import { describe, expect, test } from 'vitest'
import { buildGraph } from '../build-graph.ts'
import { graphAround } from './graph-around.ts'
import { madeFile, madeKinds, type MadeEntity } from '../made-files.fixture.ts'
import { relatedEntities } from './related.ts'

const component = (name: string, ...dependsOn: readonly string[]): MadeEntity => ({
  kind: 'Component',
  name,
  spec: { dependsOn, owner: 'team' },
})
const { graph } = buildGraph({
  kinds: madeKinds,
  files: [
    madeFile('a.yaml', [
      component('web', 'component:shop', 'component:search'),
      component('shop', 'component:pay', 'resource:db'),
      component('pay', 'component:shop'),
      component('search'),
      { kind: 'Group', name: 'team' },
    ]),
  ],
})

describe('related', () => {
  test('goes to the requested depth, nearest first, and marks entities on a cycle', () => {
    const found = relatedEntities(graph, 'component:default/web', 'dependsOn', { depth: 5 })
    expect(found.map(({ ref, depth, via, cycle, entity }) => [ref, depth, via, cycle, entity !== undefined])).toEqual([
      ['component:default/search', 1, 'component:default/web', false, true],
      ['component:default/shop', 1, 'component:default/web', true, true],
      ['component:default/pay', 2, 'component:default/shop', true, true],
      ['resource:default/db', 2, 'component:default/shop', false, false],
    ])
  })

  test('goes one step by default, and upwards by the inverse relation', () => {
    expect(relatedEntities(graph, 'component:default/pay', 'dependencyOf').map(({ ref }) => ref)).toEqual(['component:default/shop'])
  })

  test('is empty for an unknown entity', () => {
    expect(relatedEntities(graph, 'component:default/none', 'dependsOn')).toEqual([])
  })
})

describe('graph', () => {
  test('contains each pair of relations once, in the direction of the kinds, and missing targets', () => {
    const around = graphAround(graph, 'component:default/shop')
    expect(around.nodes.map(({ ref, exists, depth }) => [ref, exists, depth])).toEqual([
      ['component:default/shop', true, 0],
      ['component:default/pay', true, 1],
      ['component:default/web', true, 1],
      ['group:default/team', true, 1],
      ['resource:default/db', false, 1],
    ])
    expect(around.edges.map(({ source, type, target, cycle }) => [source, type, target, cycle])).toEqual([
      ['component:default/pay', 'dependsOn', 'component:default/shop', true],
      ['component:default/pay', 'ownedBy', 'group:default/team', false],
      ['component:default/shop', 'dependsOn', 'component:default/pay', true],
      ['component:default/shop', 'dependsOn', 'resource:default/db', false],
      ['component:default/shop', 'ownedBy', 'group:default/team', false],
      ['component:default/web', 'dependsOn', 'component:default/shop', false],
      ['component:default/web', 'ownedBy', 'group:default/team', false],
    ])
    expect(around.cycles).toEqual([['component:default/pay', 'component:default/shop']])
    expect(around.truncated).toBe(false)
  })

  test('follows only the requested types, in the given direction', () => {
    const around = graphAround(graph, 'component:default/pay', { types: ['dependencyOf'], depth: 9 })
    expect(around.nodes.map(({ ref }) => ref)).toEqual(['component:default/pay', 'component:default/shop', 'component:default/web'])
    expect(around.edges.every(({ type }) => type === 'dependsOn')).toBe(true)
  })

  test('is truncated at the maximum number of nodes, and reports it', () => {
    const around = graphAround(graph, 'group:default/team', { depth: 3, maxNodes: 3 })
    expect([around.nodes.length, around.truncated]).toEqual([3, true])
  })

  test('has only the root for an unknown entity', () => {
    expect(graphAround(graph, 'component:default/none')).toMatchObject({ nodes: [{ exists: false, title: 'none' }], edges: [] })
  })
})

test.each([-1, Number.NaN, '2' as never])('a depth of %s is rejected: an empty result would mean that there are no relations', depth => {
  expect(() => relatedEntities(graph, 'component:default/web', 'dependsOn', { depth })).toThrow('`depth` must be a number')
  expect(() => graphAround(graph, 'component:default/web', { depth })).toThrow('`depth` must be a number')
})
