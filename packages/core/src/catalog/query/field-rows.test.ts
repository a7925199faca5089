import { expect, test } from 'vitest'
import type { CatalogNode } from '../graph/graph.ts'
import { fieldRows } from './field-rows.ts'

const entity = {
  'apiVersion': 'backstage.io/v1alpha1',
  'kind': 'Component',
  'metadata': { name: 'pay', Tier: 'Gold', tags: ['Java', 'java-17'], uid: { deep: 1 }, İd: 2 },
  'spec': { loadBalancer: { Zone: 'b' }, name: 'x', status: 'y' },
  'status': { level: 'up' },
  'metadata.etag': { deep: 1 },
}
const node = { ref: 'component:default/pay', relations: [], descriptor: { entity } } as unknown as CatalogNode

test.each([
  ['metadata.tier', ['Gold']],
  ['spec.loadbalancer.zone', ['b']],
  ['metadata.tags', ['Java', 'java-17']],
  ['metadata.tags.java', ['true']],
  ['metadata.tags.jav', []],
  ['metadata.i̇d', ['2']],
  ['spec.name', ['x']],
  ['spec.status', ['y']],
  ['status.level', []],
  ['metadata.uid.deep', []],
  ['metadata.etag.deep', []],
])('the field %s has the values %j, whatever the letter case of its keys', (field, values) => {
  expect(fieldRows(node, field).map(({ original }) => original)).toEqual(values)
})
