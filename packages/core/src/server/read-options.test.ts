import { expect, test } from 'vitest'
import { createHandler } from './index.ts'
import { asker, assets, open } from './small-world.fixture.ts'

const refusal = async (options: unknown): Promise<unknown> => {
  const portal = await open()
  try {
    createHandler(portal, options as never)
  } catch (error) {
    return error
  }
  return undefined
}

test.each([
  ['basePath', 5],
  ['basePath', ['/a']],
  ['assets', {}],
  ['assets', { list: async () => [] }],
  ['assets', { list: [], read: async () => undefined }],
  ['cors', {}],
  ['cors', 'https://wiki.example.com'],
  ['cors', { origins: 'https://wiki.example.com' }],
  ['cors', { origins: [/wiki/] }],
  ['cors', { origins: [], credentials: 'no' }],
  ['authenticate', 'ada'],
  ['authorize', {}],
  ['publicBadges', 'false'],
  ['allowedHosts', 'x'],
  ['allowedHosts', [7]],
  ['frameAncestors', '*'],
  ['frameAncestors', [null]],
  ['maxBodyBytes', -1],
  ['maxBodyBytes', '1000'],
  ['maxBodyBytes', NaN],
  ['maxFollowers', -1],
  ['maxFollowers', '5'],
  ['heartbeatMs', -1],
  ['heartbeatMs', true],
  ['onError', 'log'],
])('the option `%s` must not be %j', async (name, value) => {
  expect(await refusal({ [name]: value })).toMatchObject({ code: 'invalid-options', message: expect.stringContaining(`\`${name}\``) })
  expect(await refusal({ [name]: null })).toMatchObject({ code: 'invalid-options', message: expect.stringContaining(`\`${name}\``) })
})

test.each([[null], ['/callboard'], [7]])('the options must not be %j', async options => {
  expect(await refusal(options)).toMatchObject({ code: 'invalid-options' })
})

test('every option may be left out or be undefined, and limits may be 0 or infinite', async () => {
  const names = 'basePath assets cors authenticate authorize publicBadges allowedHosts frameAncestors maxBodyBytes maxFollowers onError'
  expect(await refusal(Object.fromEntries(names.split(' ').map(name => [name, undefined])))).toBeUndefined()
  expect(await refusal({ cors: { origins: [], credentials: undefined }, maxBodyBytes: 0, maxFollowers: Infinity })).toBeUndefined()
})

test('options may be inherited: a class with `authenticate` is as safe as an object', async () => {
  class Options {
    authenticate(): string | undefined {
      return undefined
    }
  }
  expect((await (await asker(new Options()))('/callboard.json')).status).toBe(401)
})

test.each([
  ['https://w.test/', 'https://w.test'],
  ['https://W.test', 'https://w.test'],
  ['https://w.test:443', 'https://w.test'],
  ['http://w.test:80/', 'http://w.test'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['https://bücher.test', 'https://xn--bcher-kva.test'],
  ['capacitor://localhost', 'capacitor://localhost'],
  ['chrome-extension://abcdefghijklmnop', 'chrome-extension://abcdefghijklmnop'],
])('the allowed origin %s allows pages of %s', async (listed, origin) => {
  const ask = await asker({ cors: { origins: [listed], credentials: true } })
  const { headers } = await ask('/callboard.json', { headers: { origin } })
  expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([origin, 'true'])
})

test.each([
  '', 'w.test', 'https://', 'https://w.test/wiki', 'https://w.test/?', 'https://w.test/#', 'https://ada@w.test', 'https://*.w.test', 'file:///wiki',
  'data:,x', 'ftp://w.test/', 'blob:https://w.test/1', '**', 'NULL',
])('%j is not an origin', async origin => {
  expect(await refusal({ cors: { origins: [origin] } })).toMatchObject({
    code: 'invalid-options',
    message: expect.stringContaining(`\`cors.origins\` contains ${JSON.stringify(origin)}`),
  })
}) // prettier-ignore

test.each([
  ['Portal.test', 'portal.test'],
  ['portal.test.', 'portal.test'],
  ['bücher.test', 'bücher.test'],
  ['xn--bcher-kva.test', 'bücher.test'],
  ['.bücher.test', 'a.bücher.test'],
  ['my_host', 'my_host'],
  ['::1', '[::1]'],
  ['[::1]', '[::1]'],
  ['*', 'any.test'],
])('the allowed host %s accepts requests for %s', async (allowed, host) => {
  const handler = createHandler(await open(), { allowedHosts: [allowed] })
  expect((await handler(new Request(`http://${host}:8080/callboard.json`))).status).toBe(200)
  if (allowed !== '*') expect((await handler(new Request('http://other.test/callboard.json'))).status).toBe(403)
})

test.each(['', '.', 'https://w.test', 'w.test:80', 'w.test/', 'ada@w.test', 'w test', ' w.test', '*.w.test', 'w\\test', 'w?', 'w#', '[w]'])(
  '%j is not a host name',
  async host => {
    expect(await refusal({ allowedHosts: [host] })).toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining(`\`allowedHosts\` contains ${JSON.stringify(host)}`),
    })
  },
)

test.each([
  ['/a b', '/a%20b'],
  ['/a%20b', '/a%20b'],
  ['é', '/%C3%A9'],
  ['/a?b#c/', '/a%3Fb%23c'],
  ['/a/../b', '/b'],
  ['\\\\evil.test', '/evil.test'],
  ['/..', ''],
])('the base path %j is %j', async (basePath, base) => {
  const ask = await asker({ basePath, assets })
  expect((await ask(`${base}/callboard.json`)).status).toBe(200)
  if (base === '') return
  const answer = await ask(`${base}?x=1`)
  expect([answer.status, answer.headers.get('location')]).toEqual([301, `${base}/?x=1`])
})
