import { expect, test } from 'vitest'
import { misfit, type Shape } from './misfit.ts'

const shape: Shape = {
  'title': 'words',
  'since?': 'time',
  'state': 'on|off',
  'list': [{ ok: 'boolean' }],
  'notes?': { '*': 'string' },
  'free?': { '*?': 'string' },
}
const good = { title: 'x', state: 'on', list: [{ ok: true }], more: 1 }

test('a value that fits has no misfit, whatever its other fields', () => {
  for (const value of [
    good,
    { ...good, since: 8.64e15 },
    { ...good, since: 0, notes: {}, free: null },
    { ...good, list: [], notes: { a: '' }, since: undefined },
  ])
    expect(misfit(value, shape)).toBe(undefined)
})

const misfits: readonly { readonly value: unknown; readonly where: string; readonly own?: Shape }[] = [
  { value: undefined, where: '' },
  { value: null, where: '' },
  { value: 'x', where: '' },
  { value: [good], where: '' },
  { value: undefined, where: '', own: { '*?': 'string' } },
  { value: 7, where: '', own: { '*?': 'string' } },
  { value: { ...good, title: '' }, where: '.title' },
  { value: { ...good, title: 1 }, where: '.title' },
  { value: { ...good, state: 'between' }, where: '.state' },
  { value: { ...good, since: 1e300 }, where: '.since' },
  { value: { ...good, since: null }, where: '.since' },
  { value: { ...good, free: { a: 1 } }, where: '.free.a' },
  { value: { ...good, list: {} }, where: '.list' },
  { value: { ...good, list: [{ ok: true }, {}] }, where: '.list[1].ok' },
  { value: { ...good, list: [null] }, where: '.list[0]' },
  { value: { ...good, notes: null }, where: '.notes' },
  { value: { ...good, notes: { a: 1 } }, where: '.notes.a' },
  { value: { ...good, notes: { 'a?': 1 } }, where: '.notes.a?' },
]

test.each(misfits)('what does not fit is named: $value is wrong at "$where"', ({ value, where, own = shape }) => {
  expect(misfit(value, own)).toBe(where)
})
