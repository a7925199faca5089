import { expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import { createCatalog } from './create-catalog.ts'

const entity = (kind: string, name: string, annotations: Record<string, string> = {}, spec: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, annotations },
  spec: kind === 'Group' ? { type: 'team', children: [], ...spec } : spec,
})

const unknownOwners = async (entities: readonly unknown[], text: string, path = 'CODEOWNERS') => {
  const { diagnostics } = await createCatalog({ sources: [memory({ entities, neighbours: { [path]: text } })] })
  return diagnostics
    .filter(({ code }) => code === 'codeowners/unknown-owner')
    .map(({ at, text: owner, hint, severity }) => [severity, `${at.path}:${String(at.line)}:${String(at.column)}`, owner, hint])
}

test('an owner that is not in the catalog is a warning at its position, with a suggestion', async () => {
  const people = [
    entity('Group', 'payments', { 'github.com/team-slug': 'acme/pay-team' }),
    entity('Group', 'storefront'),
    entity('User', 'jo', {}, { memberOf: [], profile: { email: 'jo@example.com' } }),
  ]
  const text =
    '/a  @acme/pay-team @acme/storefrnot\n/b  @jon jo@example.com\n/c  joe@example.com @other/pay-team\n/d  @acme/storefront @acme/zebra\n'
  expect(await unknownOwners(people, text)).toEqual([
    ['warning', 'CODEOWNERS:1:20', '@acme/storefrnot', 'Did you mean `@acme/storefront`?'],
    ['warning', 'CODEOWNERS:2:5', '@jon', 'Did you mean `@jo`?'],
    ['warning', 'CODEOWNERS:3:5', 'joe@example.com', 'Did you mean `jo@example.com`?'],
    ['warning', 'CODEOWNERS:3:21', '@other/pay-team', 'Did you mean `@acme/pay-team`?'],
    ['warning', 'CODEOWNERS:4:22', '@acme/zebra', expect.stringContaining('`github.com/team-slug`')],
  ])
})

test('the owners of a section are reported once, at its heading; roles are not reported', async () => {
  const text = '[Docs] @docs @help\n*.md\n*.txt\n[Ops]\n/ops/ @@maintainer @help\n'
  expect((await unknownOwners([entity('Group', 'docs')], text)).map(([, place, owner]) => [place, owner])).toEqual([
    ['CODEOWNERS:1:14', '@help'],
    ['CODEOWNERS:5:20', '@help'],
  ])
})

test('a catalog without groups and users reports no unknown owners', async () => {
  expect(await unknownOwners([entity('System', 'shop', {}, { owner: 'pay' })], '* @acme/all\n')).toEqual([])
})
