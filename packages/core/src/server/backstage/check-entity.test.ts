import { describe, expect, test } from 'vitest'
import { createPortal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { createHandler } from '../index.ts'

const component = (name: string, more: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments', ...more },
})

async function ask(options: { readonly signedIn?: boolean } = {}): Promise<{
  readonly source: ReturnType<typeof memory>
  readonly send: (path: string, body?: unknown, method?: string) => Promise<Response>
}> {
  const source = memory({ entities: [component('pay')] })
  const handler = createHandler(await createPortal({ sources: [source] }), options.signedIn === true ? { authenticate: () => 'ada' } : {})
  return {
    source,
    send: (path, body, method = 'POST') =>
      handler(
        new Request(`https://portal.acme.test/api/catalog${path}`, {
          method,
          ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        }),
      ),
  }
}

describe('an entity to validate', () => {
  const location = 'url:https://git.acme.test/pay/catalog-info.yaml'

  test('is valid with an empty answer, and open to everyone, because nothing is written', async () => {
    const { send } = await ask()
    const response = await send('/validate-entity', { entity: component('new'), location })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect((await send('/entities/by-name/component/default/new', undefined, 'GET')).status).toBe(404)
  })

  test('gets every problem at once', async () => {
    const { send } = await ask()
    const response = await send('/validate-entity', {
      entity: { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'not a name' }, spec: { type: 'service' } },
      location,
    })
    expect(response.status).toBe(400)
    const { errors } = await response.json()
    expect(errors.length).toBeGreaterThanOrEqual(3)
    expect(errors.every(({ name, message }: { name: string; message: string }) => name === 'InputError' && message !== '')).toBe(true)
  })

  test('is required, with a url location', async () => {
    const { send } = await ask()
    const wrong = await send('/validate-entity', { entity: component('x'), location: 'file:/etc/passwd' })
    expect([wrong.status, (await wrong.json()).errors[0].message]).toEqual([
      400,
      "Invalid location ref file:/etc/passwd, only 'url:<target>' is supported, e.g. url:https://host/path",
    ])
    const nowhere = await send('/validate-entity', { entity: component('x'), location: 'url:' })
    expect((await nowhere.json()).errors[0].message).toBe(
      "Unable to parse location ref 'url:', expected '<type>:<target>', e.g. 'url:https://host/path'",
    )
    for (const body of [{ location }, { entity: component('x') }, { entity: 'x', location }])
      expect((await send('/validate-entity', body)).status).toBe(400)
  })
})

describe('a refresh', () => {
  test('reads the sources again before it answers', async () => {
    const { source, send } = await ask({ signedIn: true })
    source.put('more', component('more'))
    expect((await send('/entities/by-name/component/default/more', undefined, 'GET')).status).toBe(404)
    expect((await send('/refresh', { entityRef: 'component:default/PAY' })).status).toBe(200)
    expect((await send('/entities/by-name/component/default/more', undefined, 'GET')).status).toBe(200)
  })

  test('of a missing entity is 404, and of none 400', async () => {
    const { send } = await ask({ signedIn: true })
    const absent = await send('/refresh', { entityRef: 'component:default/none' })
    expect([absent.status, (await absent.json()).error.message]).toEqual([404, 'Entity component:default/none not found'])
    expect((await send('/refresh', {})).status).toBe(400)
    expect((await send('/refresh', { entityRef: 'x', more: 1 })).status).toBe(400)
  })
})

describe('what is not stored here', () => {
  test('there are no locations, and writes of known callers are 501', async () => {
    const { send } = await ask({ signedIn: true })
    expect(await (await send('/locations', undefined, 'GET')).json()).toEqual([])
    expect(await (await send('/locations/by-query', {})).json()).toEqual({ items: [], totalItems: 0, pageInfo: {} })
    expect((await send('/locations/x', undefined, 'GET')).status).toBe(404)
    expect((await send('/locations/by-entity/component/default/pay', undefined, 'GET')).status).toBe(404)
    const target = { type: 'url', target: 'https://git.acme.test/x' }
    for (const response of [
      await send('/locations', target),
      await send('/locations?dryRun=true', target),
      await send('/analyze-location', { location: target }),
      await send('/locations/x', undefined, 'DELETE'),
    ]) {
      expect([response.status, (await response.json()).error.name]).toEqual([501, 'NotImplementedError'])
    }
  })

  test('removing an entity is 501, and a missing one is gone already', async () => {
    const { send } = await ask({ signedIn: true })
    const { uid } = (await (await send('/entities/by-name/component/default/pay', undefined, 'GET')).json()).metadata
    expect((await send(`/entities/by-uid/${uid as string}`, undefined, 'DELETE')).status).toBe(501)
    expect((await send('/entities/by-uid/none', undefined, 'DELETE')).status).toBe(204)
  })
})
