import { describe, expect, test } from 'vitest'
import type { OwnerAnswer } from '../../catalog/ownership/types.ts'
import type { PortalManifest, StaticIndex } from '../../http/wire.ts'
import type { StaticFiles } from './static-files.ts'
import { ownerByName, refByName } from './static-names.ts'

const manifest = { revision: '7' } as PortalManifest
const index = (): StaticIndex => ({
  refs: ['component:default/pay', 'group:default/money', 'user:default/jo'],
  names: ['Pay', '', ''],
  titles: ['Payments API', '', ''],
  displayNames: { 'user:default/jo': 'Jo Doe' },
  aliases: { 'component:default/old-pay': 'component:default/pay' },
  forwardTypes: {},
})
const answer = { query: 'component:default/pay', state: 'owned', revision: '7' } as unknown as OwnerAnswer
const files = (owners: Record<string, OwnerAnswer> = { 'component:default/pay': answer }, own: StaticIndex = index()): StaticFiles =>
  ({ manifest, index: async () => own, owners: async () => owners }) as unknown as StaticFiles

describe('The owner of a name in a static portal', () => {
  test.each(['Pay', 'pay', 'Payments API', 'component:old-pay', 'Component:Pay'])('%s is that of the entity it means', async query => {
    expect(await ownerByName(files(), query)).toMatchObject({ ...answer, query, match: { ref: 'component:default/pay' } })
  })

  test('is not found where nothing has the name, or the answer is not there', async () => {
    const nobody = { state: 'not-found', coOwners: [], reach: [], missing: ['owner'], because: [], escalation: [], revision: '7' }
    expect(await ownerByName(files(), 'zzz-unheard-of')).toEqual({ ...nobody, query: 'zzz-unheard-of', match: expect.any(Object) })
    expect(await ownerByName(files({}), 'pay')).toMatchObject({ ...nobody, match: { ref: 'component:default/pay' } })
    expect((await ownerByName(files({}), 'pay')).match).not.toHaveProperty('query')
  })
})

describe('A name in a static portal', () => {
  test.each([
    ['component:pay', 'component:default/pay'],
    ['Group:Default/Money', 'group:default/money'],
    ['component:old-pay', 'component:default/pay'],
    ['component:none', undefined],
  ])('%s means %s', (text, ref) => expect(refByName(manifest, index(), text)).toBe(ref))

  test('is asked for no answer when nothing has the name', async () => {
    let asked = 0
    const counting = { ...files(), owners: async () => (asked++, { undefined: answer }) } as unknown as StaticFiles
    expect((await ownerByName(counting, 'zzz-unheard-of')).state).toBe('not-found')
    expect(asked).toBe(0)
  })

  test('is written as the entity writes it, and may be absent from shorter lists', async () => {
    expect((await ownerByName(files(), 'Stryker was here!')).state).toBe('not-found')
    const short = { ...index(), names: ['PAY'], titles: [] }
    for (const ref of index().refs) expect(refByName(manifest, short, ref)).toBe(ref)
  })

  test('may be what a person is called', async () => {
    expect((await ownerByName(files({}), 'Jo Doe')).match.ref).toBe('user:default/jo')
  })

  test('is looked up in an index that is checked, once', () => {
    const own = index()
    expect(refByName(manifest, own, 'component:pay')).toBe('component:default/pay')
    Object.assign(own, { refs: null })
    expect(refByName(manifest, own, 'component:pay')).toBe('component:default/pay')
  })

  test.each([
    ['refs', null, 'refs'],
    ['refs', [1], 'refs[0]'],
    ['names', {}, 'names'],
    ['names', [null], 'names[0]'],
    ['titles', 'x', 'titles'],
    ['titles', [2], 'titles[0]'],
    ['displayNames', { a: 1 }, 'displayNames.a'],
    ['displayNames', null, 'displayNames'],
    ['aliases', { a: null }, 'aliases.a'],
    ['aliases', undefined, 'aliases'],
    ['forwardTypes', { a: [] }, 'forwardTypes.a'],
    ['forwardTypes', { a: '', b: 1 }, 'forwardTypes.b'],
    ['forwardTypes', [], 'forwardTypes'],
  ])('is not looked up in an index whose %s is %j', (key, value, where) => {
    expect(() => refByName(manifest, { ...index(), [key]: value }, 'pay')).toThrow(
      new RegExp(`^The index .*\\(index\\.${where.replace(/[[\]]/g, '\\$&')}\\)`),
    )
  })
})
