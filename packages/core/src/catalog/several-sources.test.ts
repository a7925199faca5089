import { expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import { createCatalog } from './create-catalog.ts'

const group = (name: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})
const pay =
  'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: pay }\nspec: { type: service, lifecycle: production, owner: nobody }\n'

/** The catalog of a source with `pay/catalog-info.yaml`, after another source. */
const catalogOf = (other: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>) =>
  createCatalog({
    sources: [
      memory({ name: 'other', entities: [group('other')], neighbours: other }),
      memory({ name: 'own', entities: [group('own')], files: { 'pay/catalog-info.yaml': pay }, neighbours: own }),
    ],
  })

test('a repository in a folder of one source does not replace the CODEOWNERS of another', async () => {
  const catalog = await catalogOf({ 'pay/.git/HEAD': 'ref: refs/heads/main\n' }, { CODEOWNERS: '* @acme/own\n' })
  expect(catalog.owner('pay/main.go').owner?.ref).toBe('group:default/own')
})

test('a repository in a folder of one source does not separate files of another from their descriptor', async () => {
  const catalog = await catalogOf({ 'pay/api/.git/HEAD': 'ref: refs/heads/main\n' }, {})
  expect(catalog.resolve('pay/api/main.go')).toMatchObject({ ref: 'component:default/pay', how: 'file' })
})

test('a repository in a folder of a source separates its files from the descriptor above', async () => {
  const catalog = await catalogOf({}, { 'pay/api/.git/HEAD': 'ref: refs/heads/main\n', 'CODEOWNERS': '/pay/ @acme/own\n' })
  expect(catalog.resolve('pay/api/main.go')).not.toHaveProperty('ref')
  expect(catalog.resolve('pay/main.go')).toMatchObject({ ref: 'component:default/pay', how: 'file' })
})

test('a folder next to a descriptor is not noted as matched by a catch-all rule of another source', async () => {
  const catalog = await catalogOf({ CODEOWNERS: '* @acme/other\n' }, { CODEOWNERS: '/docs/ @acme/own\n' })
  expect(catalog.resolve('pay/api/')).toEqual({
    query: 'pay/api/',
    ref: 'component:default/pay',
    how: 'file',
    confidence: 'exact',
    candidates: [],
  })
})
