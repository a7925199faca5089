import { expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import { createCatalog } from './create-catalog.ts'

const entity = (kind: string, name: string, spec: object, title?: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, ...(title === undefined ? {} : { title }) },
  spec,
})
const group = (name: string, title?: string, more: object = {}): unknown =>
  entity('Group', name, { type: 'team', children: [], ...more }, title)
const thing = { type: 'service', lifecycle: 'production', owner: 'pay' }

const hints = async (...entities: readonly unknown[]) => {
  const { diagnostics } = await createCatalog({ sources: [memory({ entities })] })
  return diagnostics.map(({ code, hint }) => `${code} ${hint ?? ''}`)
}

test('a title in any field of references suggests the entity with that title', async () => {
  const pay = group('pay', 'Payments Team')
  const people = entity('User', 'jo', { memberOf: ['Payments Team'], profile: { displayName: 'Jo Miller' } })
  const api = entity('API', 'ledgerV2', { ...thing, type: 'openapi', definition: 'x' }, 'Ledger API')
  const system = entity('System', 'shop', { owner: 'payments team', domain: 'Online: Sales' }, 'Web Shop')
  const domain = entity('Domain', 'sales', { owner: 'pay' }, 'Online: Sales')
  const uses = { ...thing, system: 'Web Shop', providesApis: ['Ledger API'], consumesApis: ['ledger  api'] }
  const members = group('all', 'All / Everybody', { children: ['Payments Team'], members: ['Jo Miller'] })
  const below = group('below', undefined, { parent: 'All / Everybody' })
  expect((await hints(pay, people, api, system, domain, members, below, entity('Component', 'web', uses))).sort()).toEqual([
    'catalog/dangling-relation Did you mean `api:default/ledgerv2`?',
    'catalog/dangling-relation Did you mean `api:default/ledgerv2`?',
    'catalog/dangling-relation Did you mean `group:default/all`?',
    'catalog/dangling-relation Did you mean `group:default/pay`?',
    'catalog/dangling-relation Did you mean `group:default/pay`?',
    'catalog/dangling-relation Did you mean `system:default/shop`?',
    'catalog/dangling-relation Did you mean `user:default/jo`?',
    'catalog/missing-owner Did you mean `group:default/pay`?',
    'catalog/unexpected-kind Did you mean `domain:default/sales`?',
  ])
})

test('the title of a kind that the field does not expect is not suggested', async () => {
  const [hint] = await hints(group('pay'), entity('Component', 'web', { ...thing, system: 'Web Shop' }, 'Web Shop'))
  expect(hint).not.toContain('component:default/web')
})

test('other separators mean the same name', async () => {
  const api = entity('API', 'order-history-events', { ...thing, type: 'openapi', definition: 'x' })
  expect(await hints(group('pay'), api, entity('Component', 'web', { ...thing, providesApis: ['OrderHistory Events'] }))).toEqual([
    'catalog/dangling-relation Did you mean `api:default/order-history-events`?',
  ])
})

test('adding an entity with an invalid name is never suggested', async () => {
  expect(await hints(entity('Component', 'web', { ...thing, owner: 'The Team Of Nobody' }))).toEqual([
    'catalog/missing-owner Use the name of an entity in spec.owner: up to 63 letters, digits, `-`, `_` or `.`.',
  ])
  expect(await hints(entity('Component', 'web', { ...thing, owner: 'nobody' }))).toEqual([
    'catalog/missing-owner Add group:default/nobody to the catalog, or remove it from spec.owner.',
  ])
})
