import { describe, expect, test } from 'vitest'
import { noPortal, notData, notText, refusalOf, tooDeep, tooLong } from './refusal.ts'

const shown = 'portal.acme.test'
const unread = (): Promise<string> => Promise.reject(new Error('the body must not be read'))

describe('The error for a refusal', () => {
  test.each([
    [401, 'refused', 'fetch that sends a token'],
    [403, 'refused', '403'],
    [404, 'unexpected-answer', '404'],
    [418, 'unexpected-answer', '418'],
    [429, 'limit-exceeded', '429'],
    [499, 'unexpected-answer', '499'],
    [500, 'unreachable', '500'],
    [503, 'unreachable', '503'],
  ])('%d is %s, with the portal in the message, and its body is not read', async (status, code, words) => {
    let isRead = false
    const error = await refusalOf(new Response(null, { status }), shown, async () => {
      isRead = true
      return ''
    })
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) })
    expect(error.message).toContain(shown)
    expect(isRead).toBe(false)
  })

  test('400 has the reason from the body, shortened', async () => {
    const asked: number[] = []
    const error = await refusalOf(new Response(null, { status: 400 }), shown, async maxBytes => {
      asked.push(maxBytes)
      return JSON.stringify({ error: { message: `too bad ${'x'.repeat(1000)}` } })
    })
    expect(error).toMatchObject({ code: 'invalid-query', message: expect.stringMatching(/^portal\.acme\.test .*: too bad x{292}$/) })
    expect(asked).toEqual([64_000])
  })

  test.each([
    ['that is not JSON', async () => '<p>'],
    ['without a reason', async () => '{}'],
    ['that cannot be read', unread],
  ])('400 with a body %s has a message', async (_, body) => {
    expect(await refusalOf(new Response(null, { status: 400 }), shown, body)).toMatchObject({
      code: 'invalid-query',
      message: expect.stringMatching(/: 400$/),
    })
  })
})

describe('The error for an unusable answer', () => {
  test.each([
    [notData('<!doctype html>', shown), 'unexpected-answer', 'a web page'],
    [notData('\n  <html>', shown), 'unexpected-answer', 'a web page'],
    [notData('so <b>what</b>', shown), 'unexpected-answer', 'something else'],
    [notData('', shown), 'unexpected-answer', 'callboard build'],
    [tooDeep(1000, shown), 'limit-exceeded', '1000 levels'],
    [tooLong(5000, shown), 'limit-exceeded', '5000 bytes'],
    [notText(shown), 'unexpected-answer', 'UTF-8'],
    [noPortal(shown), 'unexpected-answer', 'callboard build'],
  ])('has the portal in its message: %s', (error, code, words) => {
    expect(error.code).toBe(code)
    expect(error.message).toContain(shown)
    expect(error.message).toContain(words)
  })
})
