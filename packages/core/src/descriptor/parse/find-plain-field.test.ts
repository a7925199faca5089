import { describe, expect, test } from 'vitest'
import { findPlainField } from './find-plain-field.ts'
import { readItem } from '../read-item.ts'

const find = (text: string): string | undefined => {
  const at = findPlainField(text, 0, text.length, 'spec', 'owner')
  return at === undefined ? undefined : text.slice(at).split('\n')[0]
}

describe('a field is found without a parser', () => {
  test.each([
    ['kind: A\nspec:\n  owner: pay\n', 'pay'],
    ['spec: # here\n    type: a\n    # owner: old\n    owner:   "pay" # now\n', '"pay" # now'],
    ["metadata:\n  owner: no\nspec:\n  x:\n    owner: inner\n  owner: 'pay'\nother: 1", "'pay'"],
    ['spec:\n  text: |\n    owner: inner\n  owner: pay\n', 'pay'],
    ['spec:\r\n  owner: pay\r\n', 'pay\r'],
  ])('%j', (text, value) => expect(find(text)).toBe(value))

  test.each([
    'spec: {owner: pay}\n',
    'spec:\n  owner:\n    pay\n',
    'spec:\n  owner: &a pay\n',
    'spec:\n  owner: *a\n',
    'spec:\n  owner: >\n    pay\n',
    'spec:\n  owner: a\n  owner: b\n',
    'spec:\n  owner: a\nspec:\n  owner: b\n',
    'spec:\n\towner: a\n',
    '{"spec": {"owner": "a"}}\n',
    '"spec":\n  owner: a\n',
    'spec:\n  "owner": a\n',
    'spec:\n  type: a\n',
    '',
  ])('%j is left to the parser', text => expect(find(text)).toBeUndefined())
})

test('the position is the one that the parser finds', async () => {
  const text = 'kind: A\n---\nmetadata:\n  name: b\nspec:\n  type: x\n  owner: "pay"\n---\nspec: {owner: pay}\n'
  const file = await readItem({ type: 'text', path: 'a.yaml', text }, { source: 's', kinds: [], signal: new AbortController().signal })
  expect([1, 2].map(index => file.locate(index, ['spec', 'owner']))).toEqual([
    { line: 7, column: 10 },
    { line: 9, column: 15 },
  ])
})
