import { describe, expect, test } from 'vitest'
import { checkItem } from './check-item.ts'

const origin = { path: 'a.yaml', revision: '1', location: 'file:a.yaml', viewUrl: 'https://a.example/v', editUrl: 'https://a.example/e' }
const failed = (path: string, words: string) => ({ type: 'failed', path, reason: 'unreadable', message: expect.stringContaining(words) })

describe('An item keeps its own fields, and no others', () => {
  test.each([
    ['a text', { type: 'text', text: '' }],
    ['data', { type: 'object', value: { any: 'thing' } }],
    ['data that is nothing', { type: 'object', value: undefined }],
    ['what did not change', { type: 'unchanged' }],
    ['a failure', { type: 'failed', reason: 'too-large', message: 'why' }],
    ['a failure outside', { type: 'failed', reason: 'outside-root', message: 'why' }],
    ['a failure to read', { type: 'failed', reason: 'unreadable', message: 'why' }],
  ])('%s', (_, own) => {
    expect(checkItem({ ...own, ...origin, secret: 1 }, 'item 1')).toStrictEqual({ ...origin, ...own })
    expect(checkItem({ ...own, path: 'a' }, 'item 1')).toStrictEqual({ ...own, path: 'a' })
    expect(checkItem({ ...own, path: 'a', revision: undefined }, 'item 1')).toStrictEqual({ ...own, path: 'a' })
  })
})

describe('What is not an item is a failed one', () => {
  test.each([
    [null, 'item 3', 'item 3 is null'],
    [undefined, 'item 3', 'item 3 is undefined, not an item'],
    ['a.yaml', 'item 3', 'a string'],
    [{ type: 'text', text: '' }, 'item 3', '`path`'],
    [{ type: 'text', text: '', path: '' }, 'item 3', '`path`'],
    [{ type: 'text', text: '', path: 1 }, 'item 3', '`path`'],
    [{ type: 'text', path: 'a' }, 'a', '`text`'],
    [{ type: 'text', path: 'a', text: 1 }, 'a', '`text`'],
    [{ path: 'a', text: '' }, 'a', '`type`'],
    [{ type: 'file', path: 'a', text: '' }, 'a', '`type`'],
    [{ type: 'text', path: 'a', text: '', revision: 1 }, 'a', '`revision`'],
    [{ type: 'text', path: 'a', text: '', location: {} }, 'a', '`location`'],
    [{ type: 'text', path: 'a', text: '', viewUrl: null }, 'a', '`viewUrl`'],
    [{ type: 'unchanged', path: 'a', editUrl: [] }, 'a', '`editUrl`'],
  ])('%j at %s', (item, path, words) => {
    expect(checkItem(item, 'item 3')).toStrictEqual(failed(path, words))
  })

  test('also when it throws', () => {
    const item = {
      get type(): never {
        throw new Error('locked')
      },
    }
    expect(checkItem(item, 'item 3')).toStrictEqual(failed('item 3', 'item 3 cannot be understood: locked'))
  })
})

test.each([undefined, '', 7])('a failure with the message %j and a strange reason gets its own', message => {
  expect(checkItem({ type: 'failed', path: 'a', reason: 'weather', message }, 'item 1')).toStrictEqual(failed('a', 'a cannot be read'))
})
