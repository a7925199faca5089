import { expect, test } from 'vitest'
import { placeInSources } from './place-in-sources.ts'

const roots = new Map([
  ['all', '/work'],
  ['shop', '/work/shop'],
  ['win', 'C:\\code\\win'],
])

test.each([
  ['/work/shop/src/a.ts', { source: 'shop', path: 'src/a.ts', removed: [] }],
  ['/work/shop/src/', { source: 'shop', path: 'src/', removed: [] }],
  ['/work/shopping/a.ts', { source: 'all', path: 'shopping/a.ts', removed: [] }],
  ['/work/shop/x/../a.ts:10:5', { source: 'shop', path: 'a.ts', removed: [':10:5'] }],
  ['file:///work/shop/a%20b.ts', { source: 'shop', path: 'a b.ts', removed: [] }],
  ['C:\\code\\win\\src\\a.cs', { source: 'win', path: 'src/a.cs', removed: [] }],
  ['/elsewhere/a.ts', undefined],
  ['work/shop/a.ts', undefined],
  ['component:default/shop', undefined],
])('%s', (query, place) => expect(placeInSources(query, roots)).toEqual(place))
