import { expect, test } from 'vitest'
import { createPortal } from '../portal.ts'
import { memory } from '../source/memory.ts'
import { isAllowedHost } from './allowed-host.ts'
import { createHandler } from './create-handler.ts'
import { asker, assets, expectError, open, reads } from './small-world.fixture.ts'

test.each([
  ['localhost', true],
  ['LOCALHOST:7007', true],
  ['localhost.', true],
  ['wiki.localhost:80', true],
  ['127.0.0.1:7007', true],
  ['10.1.2.3', true],
  ['[::1]:7007', true],
  ['[fe80::1]', true],
  ['attacker.test', false],
  ['attacker.test:7007', false],
  ['localhost.attacker.test', false],
  ['127.0.0.1.attacker.test', false],
  ['notlocalhost', false],
  ['portal.acme.test', true],
  ['portal.acme.test:443', true],
  ['other.acme.test', false],
  ['corp.test', true],
  ['a.b.corp.test', true],
  ['xcorp.test', false],
  ['portal.acme:80.test', false],
  ['evilportal.acme.test', false],
  ['10.11.12.13', true],
  ['x.10.1.2.3', false],
  ['', false],
])('%j is accepted: %j', (host, expected) => {
  expect(isAllowedHost(host, ['portal.acme.test', '.corp.test'])).toBe(expected)
})

test('`*` allows every name, and a trailing dot of an allowed name is ignored', () => {
  expect(isAllowedHost('any.test', ['*'])).toBe(true)
  expect(isAllowedHost('any.test', ['', 'other.test'])).toBe(false)
  expect(isAllowedHost('Wiki.test', ['wiki.Test.'])).toBe(true)
})

test('a handler with allowedHosts answers 403 for other names; without it, all names are accepted', async () => {
  const portal = await createPortal({ sources: [memory({ entities: [] })] })
  const ask = async (host: string, allowedHosts?: readonly string[]): Promise<number> =>
    (await createHandler(portal, { allowedHosts })(new Request(`http://${host}/callboard.json`))).status
  expect(await Promise.all([ask('attacker.test', []), ask('localhost:7007', []), ask('attacker.test', ['attacker.test'])])).toEqual([
    403, 200, 200,
  ])
  expect(await ask('attacker.test')).toBe(200)
})

test('a host that is not allowed gets nothing: no page, badge, script, change or API answer', async () => {
  const ask = await asker({ allowedHosts: [], assets })
  for (const path of [...reads, '/callboard.js', '/embed/owner-badge', '/api/callboard/v1/changes', '/nothing']) {
    const message = await expectError(await ask(path), 403, 'NotAllowedError')
    expect(message).toContain('"portal.acme.test"')
    expect(message).toContain('allowedHosts')
  }
  expect((await (await asker({ allowedHosts: ['.acme.test'] }))('/callboard.json')).status).toBe(200)
})

test('a very long name is shortened in the message', async () => {
  const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.test`
  const answer = await createHandler(await open(), { allowedHosts: [] })(new Request(`http://${host}/callboard.json`))
  const { message } = (await answer.json()).error
  expect(message).toContain(JSON.stringify(host.slice(0, 100)))
})
