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

test('what fits has no misfit, whatever else it holds', () => {
  for (const value of [good, { ...good, since: 0, notes: {}, free: null }, { ...good, list: [], notes: { a: '' }, since: undefined }])
    expect(misfit(value, shape)).toBe(undefined)
})

test.each([
  [undefined, ''],
  [null, ''],
  ['x', ''],
  [[good], ''],
  [{ ...good, title: '' }, '.title'],
  [{ ...good, title: 1 }, '.title'],
  [{ ...good, state: 'between' }, '.state'],
  [{ ...good, since: 1e300 }, '.since'],
  [{ ...good, since: null }, '.since'],
  [{ ...good, list: {} }, '.list'],
  [{ ...good, list: [{ ok: true }, {}] }, '.list[1].ok'],
  [{ ...good, list: [null] }, '.list[0]'],
  [{ ...good, notes: null }, '.notes'],
  [{ ...good, notes: { a: 1 } }, '.notes.a'],
  [{ ...good, notes: { 'a?': 1 } }, '.notes.a?'],
])('what does not fit is named: %j is wrong at "%s"', (value, where) => {
  expect(misfit(value, shape)).toBe(where)
})
