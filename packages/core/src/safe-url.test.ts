import { describe, expect, test } from 'vitest'
import { safeHref, safeUrl } from './safe-url.ts'

describe('A URL becomes a link', () => {
  test.each([
    ['https://example.com/a?b#c', 'https://example.com/a?b#c'],
    ['HTTP://example.com', 'http://example.com/'],
    ['mailto:pay@example.com', 'mailto:pay@example.com'],
    ['tel:+3161234', 'tel:+3161234'],
  ])('when it is %s', (text, href) => {
    expect(safeUrl(text)).toBe(href)
    expect(safeHref(new URL(text))).toBe(href)
  })

  test.each([
    'javascript:alert(1)',
    ' \tjava\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'ftp://example.com',
    'slack://channel',
  ])('never when it is %j', text => {
    expect(safeUrl(text)).toBeUndefined()
    expect(safeHref(new URL(text))).toBeUndefined()
  })

  test.each(['https://user@example.com', 'https://:secret@example.com', 'https://user:secret@example.com'])(
    'never with credentials in it: %s',
    text => expect(safeUrl(text)).toBeUndefined(),
  )

  test.each(['', '/path', 'example.com', 'https://'])('never when it is not a URL: %j', text => expect(safeUrl(text)).toBeUndefined())
})

test('letters beyond ASCII stay URLs, however often one is parsed', () => {
  const addresses = Array.from({ length: 20_000 }, () => safeUrl('https://b\u00fccher.test/\u00fc'))
  expect(new Set(addresses)).toEqual(new Set(['https://xn--bcher-kva.test/%C3%BC']))
})
