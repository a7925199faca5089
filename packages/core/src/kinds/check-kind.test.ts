import { expect, test } from 'vitest'
import { z } from 'zod'
import { createCatalog } from '../catalog/create-catalog.ts'
import type { Kind } from './types.ts'

const right = {
  kind: 'ServiceLevel',
  apiVersions: ['acme.example/v1'],
  title: 'Service level',
  description: '',
  schema: z.object({ of: z.string() }),
  relations: [{ field: 'of', type: 'promises', inverse: 'promisedBy', defaultKind: 'Component' }],
}

test.each([
  ['no list', right, '`kinds` must be a list'],
  ['no object', ['ServiceLevel'], 'defineKind()'],
  ['nothing', [null], 'defineKind()'],
  ['no name', [{ ...right, kind: undefined }], '`kind`'],
  ['a name that no descriptor may write', [{ ...right, kind: 'Service level' }], '`kind`'],
  ['no version', [{ ...right, apiVersions: [] }], '`apiVersions`'],
  ['a version that is not a list', [{ ...right, apiVersions: 'acme.example/v1' }], '`apiVersions`'],
  ['no schema', [{ ...right, schema: undefined }], '`schema`'],
  ['a schema of another sort', [{ ...right, schema: { type: 'object' } }], '`schema`'],
  ['a variant without a schema', [{ ...right, variants: [{ specType: 'x' }] }], '`schema`'],
  ['no relations', [{ ...right, relations: undefined }], '`relations`'],
  ['a relation without its way back', [{ ...right, relations: [{ field: 'of', type: 'promises' }] }], '`inverse`'],
  ['a relation that is not an object', [{ ...right, relations: ['of'] }], '`relations`'],
  ['two of one name', [right, { ...right, kind: 'servicelevel' }], 'two of `kinds`'],
])('a kind with a wrong definition is rejected by name: %s', async (_, kinds, word) => {
  const creating = createCatalog({ sources: [], kinds: kinds as unknown as readonly Kind[] })
  await expect(creating).rejects.toMatchObject({ code: 'invalid-options', message: expect.stringContaining(word) as unknown })
})

test('the same kind in two plugins counts once', async () => {
  const { kinds } = await createCatalog({ sources: [], kinds: [right, right] })
  expect(kinds.filter(({ kind }) => kind === 'ServiceLevel')).toHaveLength(1)
})
