import { cpSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { componentText, tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { fixtures, run, type Ran } from '../run.fixture.ts'

interface Served {
  readonly url: string
  /** The output so far when it was ready. */
  readonly out: string
  /** Interrupts it; resolves to how it ended. */
  stop(): Promise<Ran>
}

async function serve(args: readonly string[], cwd: string = fixtures): Promise<Served> {
  const interrupted = new AbortController()
  let out = ''
  let err = ''
  let ready: (url: string) => void = () => undefined
  const url = new Promise<string>(resolve => (ready = resolve))
  const ended = run(['serve', ...args, '--port', '0'], {
    cwd,
    signal: interrupted.signal,
    out: text => {
      out += text
      const [address] = /http:\/\/localhost:\d+/.exec(out) ?? []
      if (address !== undefined) ready(address)
    },
    err: text => void (err += text),
  })
  const stop = async (): Promise<Ran> => {
    interrupted.abort()
    return { code: (await ended).code, out, err }
  }
  onTestFinished(async () => void (await stop()))
  return {
    url: await Promise.race([url, ended.then(({ code }) => Promise.reject(new Error(`serve ended with ${String(code)}: ${err}`)))]),
    out,
    stop,
  }
}

/** The revisions that a portal sends, the current one first. */
async function followRevisions(url: string): Promise<AsyncIterator<{ readonly revision: string; readonly refs?: readonly string[] }>> {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const { body } = await fetch(`${url}/api/callboard/v1/changes`, { signal: stop.signal })
  const parse = async function* (): AsyncGenerator<{ revision: string; refs?: readonly string[] }> {
    let text = ''
    for await (const bytes of body ?? []) {
      text += new TextDecoder().decode(bytes)
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
        text = text.slice(end + 2)
        if (data !== undefined) yield JSON.parse(data) as { revision: string }
      }
    }
  }
  return parse()
}

describe('serve', () => {
  test('serves the catalog API, owners, badges and the manifest, and exits 0 when interrupted', async () => {
    const { url, out, stop } = await serve(['shop'])
    expect(out).toMatch(/^\S.* serves 8 entities at http:\/\/localhost:\d+\n$/)
    const json = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json()
    expect(await json('/api/catalog/entities/by-name/component/default/cart')).toMatchObject({ metadata: { name: 'cart' } })
    expect(await json('/api/callboard/v1/owners?entity=basket')).toMatchObject({ items: [{ owner: { ref: 'group:default/checkout' } }] })
    expect(await json('/callboard.json')).toMatchObject({ callboard: 1, type: 'handler', entities: 8 })
    expect((await fetch(`${url}/badge/component/default/cart.svg`)).headers.get('content-type')).toContain('svg')
    expect((await fetch(`${url}/nothing-here`)).status).toBe(404)
    expect(await stop()).toMatchObject({ code: 0, err: '' })
    await expect(fetch(url)).rejects.toThrow()
  })

  test('prints its URL in one document with --json', async () => {
    const { url, out } = await serve(['shop', '--json'])
    expect(JSON.parse(out)).toEqual({ url, entities: 8, revision: expect.any(String) })
  })

  test('follows the files: an edit is sent to followers and appears in answers', async () => {
    const root = tempFolder()
    cpSync(join(fixtures, 'shop'), root, { recursive: true })
    const { url } = await serve([root])
    const changes = await followRevisions(url)
    const { value: first } = (await changes.next()) as { value: { revision: string } }
    writeInto(root, 'new/catalog-info.yaml', componentText('fresh', { owner: 'checkout' }))
    const { value: next } = (await changes.next()) as { value: { revision: string; refs?: readonly string[] } }
    expect(next.revision).not.toBe(first.revision)
    expect(next.refs).toContain('component:default/fresh')
    const answer = await (await fetch(`${url}/api/callboard/v1/owners?entity=fresh`)).json()
    expect(answer).toMatchObject({ items: [{ owner: { ref: 'group:default/checkout' } }] })
  })

  test('serves pages next to the portal, but no dot files and nothing outside', async () => {
    const root = tempFolder({
      'pages/index.html': '<h1>Incidents',
      'pages/style.css': 'h1 {}',
      'pages/.env': 'secret',
      'secret.txt': 'secret',
    })
    const { url } = await serve([fixtures + '/shop', '--site', 'pages'], root)
    const page = await fetch(`${url}/`)
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([200, 'text/html; charset=utf-8', '<h1>Incidents'])
    expect((await fetch(`${url}/style.css`)).headers.get('content-type')).toBe('text/css; charset=utf-8')
    for (const path of ['/.env', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%5c..%5csecret.txt', '/style.css/', '/%00', '/%ff']) {
      expect(await (await fetch(`${url}${path}`)).text(), path).not.toContain('secret\n')
      expect((await fetch(`${url}${path}`)).status, path).toBeGreaterThanOrEqual(400)
    }
    expect(await (await fetch(`${url}/callboard.json`)).json()).toMatchObject({ entities: 8 })
  })

  test('says that a folder is empty and waits for files', async () => {
    const root = tempFolder()
    const { url, stop } = await serve([root])
    const changes = await followRevisions(url)
    await changes.next()
    writeInto(root, 'catalog-info.yaml', componentText('first'))
    await changes.next()
    expect(await (await fetch(`${url}/callboard.json`)).json()).toMatchObject({ entities: 1 })
    expect((await stop()).err).toMatch(/^callboard: There are no entities in /)
  })

  test('says how many errors there are, and how to list them', async () => {
    const { stop } = await serve(['troubled'])
    expect((await stop()).err).toBe('callboard: 4 errors in the descriptors; see `callboard validate troubled`.\n')
    const named = await serve(['--catalog', 'troubled'])
    expect((await named.stop()).err).toBe('callboard: 4 errors in the descriptors; see `callboard validate --catalog troubled`.\n')
  })

  test('reports a port in use in one sentence, and exits 1', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, 'localhost', resolve))
    onTestFinished(() => void other.close())
    const { port } = other.address() as AddressInfo
    expect(await run(['serve', 'shop', '--port', String(port)])).toEqual({
      code: 1,
      out: '',
      err: `callboard: Port ${String(port)} is in use; choose another with --port or PORT.\n`,
    })
  })

  test('takes its port from the environment when there is no option', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, 'localhost', resolve))
    onTestFinished(() => void other.close())
    const { port } = other.address() as AddressInfo
    const taken = await run(['serve', 'shop'], { env: { PORT: String(port) } })
    expect([taken.code, taken.err]).toEqual([1, `callboard: Port ${String(port)} is in use; choose another with --port or PORT.\n`])
    const wrong = await run(['serve', 'shop'], { env: { PORT: '70000' } })
    expect([wrong.code, wrong.err]).toEqual([2, 'callboard: PORT is "70000", but must be a number from 0 to 65535.\n'])
  })

  test('reports an address that the machine does not have in one sentence', async () => {
    expect(await run(['serve', 'shop', '--port', '0', '--host', '192.0.2.1'])).toMatchObject({
      code: 1,
      out: '',
      err: 'callboard: This machine has no address 192.0.2.1; leave --host out to serve on localhost.\n',
    })
  })
})

test('--cors allows pages of the listed origins, and no others', async () => {
  const { url } = await serve(['shop', '--cors', 'https://wiki.example.com/', '--cors', 'http://localhost:3000', '--cors', 'null'])
  const allowed = async (origin: string, path: string): Promise<string | null> =>
    (await fetch(url + path, { headers: { origin } })).headers.get('access-control-allow-origin')
  expect(await allowed('https://wiki.example.com', '/callboard.json')).toBe('https://wiki.example.com')
  expect(await allowed('http://localhost:3000', '/api/callboard/v1/health')).toBe('http://localhost:3000')
  expect(await allowed('null', '/api/callboard/v1/health')).toBe('null')
  expect(await allowed('https://other.example.com', '/callboard.json')).toBe(null)
})

test('--cors * allows pages of any origin', async () => {
  const { url } = await serve(['shop', '--cors', '*'])
  const answer = await fetch(`${url}/api/callboard/v1/owners`, {
    method: 'OPTIONS',
    headers: {
      'origin': 'https://any.example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  })
  expect([
    answer.status,
    answer.headers.get('access-control-allow-origin'),
    answer.headers.get('access-control-allow-credentials'),
  ]).toEqual([204, '*', null])
})

test('--base-path serves the portal below a path, and prints that URL', async () => {
  const { url, stop } = await serve(['shop', '--base-path', 'callboard/'])
  expect((await fetch(`${url}/callboard/callboard.json`)).status).toBe(200)
  expect((await fetch(`${url}/callboard.json`)).status).toBe(404)
  expect((await stop()).out).toContain(`${url}/callboard\n`)
})

test('--allowed-hosts accepts a host name that a proxy forwards', async () => {
  const { url } = await serve(['shop', '--allowed-hosts', 'portal.example.com'])
  const statusAs = async (host: string): Promise<number | undefined> =>
    await new Promise((resolve, reject) => {
      get(`${url}/callboard.json`, { headers: { host } }, answer => resolve(answer.resume().statusCode)).on('error', reject)
    })
  expect([await statusAs('portal.example.com'), await statusAs('attacker.example.com'), await statusAs('localhost')]).toEqual([
    200, 403, 200,
  ])
})

test.each([
  [['--cors', 'wiki.example.com'], '--cors is "wiki.example.com", but must be an origin, or * for any.'],
  [['--cors', 'https://wiki.example.com/page'], 'Did you mean https://wiki.example.com?'],
  [['--base-path', '/a?b'], '--base-path is "/a?b"'],
  [['--base-path', '../a'], '--base-path is "../a"'],
  [['--allowed-hosts', 'https://portal.example.com'], '--allowed-hosts is "https://portal.example.com"'],
])('%j is misuse that says what to write', async (args, says) => {
  const ran = await run(['serve', 'shop', ...args], { cwd: fixtures })
  expect(ran.code).toBe(2)
  expect(ran.err).toContain(says)
})
