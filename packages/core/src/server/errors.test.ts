import { describe, expect, test } from 'vitest'
import { CallboardError } from '../errors.ts'
import { asker, expectError } from './small-world.fixture.ts'

describe('an invalid request', () => {
  test('gets an error in the same form everywhere', async () => {
    const ask = await asker()
    await expectError(await ask('/nothing'), 404, 'NotFoundError')
    await expectError(await ask('/callboard.js'), 404, 'NotFoundError')
    await expectError(await ask('/badge/pay'), 404, 'NotFoundError')
    await expectError(await ask('/badge/component/%/pay.svg'), 400, 'InputError')
    await expectError(await ask('/api/callboard/v1/nothing'), 404, 'NotFoundError')
    await expectError(await ask('/api/callboard/v1/graph'), 400, 'InputError')
    await expectError(await ask('/api/callboard/v1/graph?entity=nobody-knows'), 404, 'NotFoundError')
    await expectError(await ask('/api/catalog/entities?limit=x'), 400, 'InputError')
    await expectError(await ask('/api/catalog/entities?nonsense=1'), 400, 'InputError')
    await expectError(await ask('/api/catalog/entities/by-name/component/default/none'), 404, 'NotFoundError')
    await expectError(await ask('/api/catalog/entities/by-name/component/%/none'), 400, 'InputError')
  })

  test('a method that is not supported is refused with 405, in the same form, with the supported ones', async () => {
    const ask = await asker()
    for (const [path, allow] of [
      ['/', 'GET,HEAD'],
      ['/callboard.json', 'GET,HEAD'],
      ['/badge/component/default/pay.svg', 'GET,HEAD'],
      ['/api/callboard/v1/owners', 'GET,HEAD,POST'],
      ['/api/callboard/v1/query', 'POST'],
    ] as const) {
      const response = await ask(path, { method: 'DELETE' })
      expect(await expectError(response, 405, 'MethodNotAllowedError')).toBe(
        `DELETE is not allowed here, only ${allow.replaceAll(',', ', ')}`,
      )
      expect(response.headers.get('allow')).toBe(allow)
    }
  })

  test('a body with a method that is not answered is not read, except as Backstage reads it', async () => {
    const ask = await asker()
    const broken = { method: 'PUT', body: '{', headers: { 'content-type': 'application/json' } }
    await expectError(await ask('/api/callboard/v1/owners', broken), 405, 'MethodNotAllowedError')
    await expectError(await ask('/api/catalog/entities', broken), 400, 'InputError')
  })

  test('OPTIONS returns 200 and the supported methods', async () => {
    const ask = await asker({ assets: { list: async () => [], read: async () => undefined } })
    for (const [path, allow] of [
      ['/callboard.json', 'GET,HEAD'],
      ['/embed/owner-badge', 'GET,HEAD'],
      ['/api/callboard/v1/owners', 'GET,HEAD,POST'],
      ['/api/catalog/locations/some-id', 'GET,HEAD,PUT,DELETE'],
    ] as const) {
      const response = await ask(path, { method: 'OPTIONS' })
      expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([200, allow, allow])
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    }
  })

  test('unknown paths and methods of the Backstage API are 404 without a body, as in Backstage', async () => {
    const ask = await asker()
    for (const [path, method] of [
      ['/nothing', 'GET'],
      ['/entities', 'PUT'],
      ['/entities', 'POST'],
      ['/entities/by-name//default/pay', 'GET'],
      ['', 'GET'],
    ] as const) {
      const response = await ask(`/api/catalog${path}`, { method })
      expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([404, null, ''])
    }
  })

  test('an invalid body is 400 with the reason', async () => {
    const ask = await asker()
    const send = (body: string, type = 'application/json'): Promise<Response> =>
      ask('/api/callboard/v1/owners', { method: 'POST', body, headers: { 'content-type': type } })
    expect(await expectError(await send('{"queries":'), 400, 'InputError')).toContain('JSON')
    expect(await expectError(await send('{}'), 400, 'InputError')).toContain('queries')
    expect(await expectError(await send('{"queries":[1]}'), 400, 'InputError')).toBe('request/body/queries/0 must be string')
    expect(await expectError(await send('"text"'), 400, 'InputError')).not.toBe('')
    expect(await expectError(await send('{}', 'text/plain'), 400, 'InputError')).toBe('unsupported media type text/plain')
    expect(await expectError(await send('{}', 'application/json; charset=latin1'), 400, 'InputError')).toContain('charset')
    const untyped = await ask('/api/callboard/v1/owners', { method: 'POST', body: new Uint8Array([0x7b, 0x7d]) })
    expect(await expectError(untyped, 400, 'InputError')).toBe('Send the body with content-type: application/json')
  })
})

describe('an internal error', () => {
  test('is a bare 500: nothing about it is shown, and `onError` is called', async () => {
    const told: unknown[] = []
    const trouble = new Error('password=hunter2 at /srv/secret/path')
    const ask = await asker({
      authorize: () => {
        throw trouble
      },
      onError: error => told.push(error),
    })
    for (const path of ['/', '/api/catalog/entities', '/api/callboard/v1/owners?entity=pay', '/badge/component/default/pay.svg']) {
      const response = await ask(path)
      const text = await response.clone().text()
      await expectError(response, 500, 'Error')
      expect(text).not.toMatch(/hunter2|srv|stack/)
    }
    expect(told).toEqual([trouble, trouble, trouble, trouble])
  })

  test.each([
    [
      'throws',
      (): never => {
        throw new Error('no logger')
      },
    ],
    [
      'rejects',
      async (): Promise<never> => {
        throw new Error('no logger')
      },
    ],
  ])('is a 500 even if `onError` %s', async (_, onError) => {
    const authorize = (): never => {
      throw new Error('lost')
    }
    const ask = await asker({ authorize, onError })
    expect(await expectError(await ask('/api/catalog/entities'), 500, 'Error')).toBe('The portal could not answer')
  })

  test('is reported with the request, and `onError` is optional', async () => {
    const trouble = new TypeError('no such thing')
    const authorize = (): never => {
      throw trouble
    }
    const told: unknown[] = []
    const ask = await asker({ authorize, onError: (error, request) => told.push([error, new URL(request.url).pathname]) })
    await ask('/callboard.json')
    expect(told).toEqual([[trouble, '/callboard.json']])
    await expectError(await (await asker({ authorize }))('/callboard.json'), 500, 'Error')
  })

  test('reveals no path of the machine and no details, not even in headers', async () => {
    const ask = await asker({
      assets: {
        list: async () => [],
        read: async () => {
          throw Object.assign(new Error("ENOENT: no such file, open '/srv/portal/node_modules/x'"), { path: '/srv/portal' })
        },
      },
      onError: () => {},
    })
    const answer = await ask('/callboard.js')
    const shown = JSON.stringify([await answer.clone().text(), ...answer.headers])
    await expectError(answer, 500, 'Error')
    expect(shown).not.toMatch(/srv|ENOENT|node_modules|\.ts/)
  })

  test.each([
    ['invalid-query', 400, 'InputError'],
    ['invalid-ref', 400, 'InputError'],
    ['invalid-options', 400, 'InputError'],
    ['limit-exceeded', 400, 'InputError'],
    ['not-found', 404, 'NotFoundError'],
  ] as const)('an error of Callboard that is about the question is answered: %s', async (code, status, name) => {
    const told: unknown[] = []
    const authorize = (): never => {
      throw new CallboardError(code, 'What is wrong')
    }
    const ask = await asker({ authorize, onError: error => told.push(error) })
    expect(await expectError(await ask('/callboard.json'), status, name)).toBe('What is wrong')
    expect(told).toEqual([])
  })

  test('with the code of another library is our own', async () => {
    const told: unknown[] = []
    const authorize = (): never => {
      throw Object.assign(new Error('No file'), { code: 'not-found' })
    }
    const ask = await asker({ authorize, onError: error => told.push(error) })
    await expectError(await ask('/callboard.json'), 500, 'Error')
    expect(told).toHaveLength(1)
  })

  test('that callers cannot cause is not reported as their fault', async () => {
    const told: unknown[] = []
    for (const code of ['unreachable', 'unexpected-answer'] as const) {
      const authorize = (): never => {
        throw new CallboardError(code, 'https://token@directory.acme.test does not answer')
      }
      const ask = await asker({ authorize, onError: error => told.push(error) })
      expect(await expectError(await ask('/callboard.json'), 500, 'Error')).not.toContain('directory')
    }
    expect(told).toHaveLength(2)
  })

  test('a body that ends early is the fault of the sender: `onError` is not called', async () => {
    const told: unknown[] = []
    const ask = await asker({ onError: error => told.push(error) })
    const body = new ReadableStream({ pull: stream => stream.error(new Error('aborted')) })
    const response = await ask('/api/callboard/v1/owners', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit)
    expect(await expectError(response, 400, 'InputError')).toBe('The body ended unexpectedly')
    expect(told).toEqual([])
  })
})
