import { expect } from 'vitest'
import { createPortal, type Portal } from '../portal.ts'
import { memory } from '../source/memory.ts'
import { createHandler } from './index.ts'
import type { Assets, HandlerOptions } from './types.ts'

/** A service with a tag that contains its name. */
export const component = (name: string, owner: string, more: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, uid: `uid-of-${name}`, tags: [`tag-of-${name}`] },
  spec: { type: 'service', lifecycle: 'production', owner, ...more },
})
/** A team. */
export const group = (name: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})

/** Three services and two teams; `shop` depends on `secret`. */
export const world: readonly unknown[] = [
  component('pay', 'payments'),
  component('shop', 'payments', { dependsOn: ['component:secret'] }),
  component('secret', 'vault'),
  group('payments'),
  group('vault'),
]

/** The widgets, as far as tests need them. */
export const assets: Assets = {
  list: async () => [...assetFiles.keys()],
  read: async path => {
    const body = assetFiles.get(path)
    return body === undefined ? undefined : { body, type: 'text/javascript' }
  },
}

const assetFiles: ReadonlyMap<string, string> = new Map([
  ['callboard.js', '// widgets'],
  ['callboard/elements.json', '["owner-badge", "entity-link", "entity-card"]'],
])

/** A portal with the small world, or with other entities. */
export const open = (entities: readonly unknown[] = world): Promise<Portal> =>
  createPortal({ title: 'Acme', sources: [memory({ entities })] })

/** Sends a request for a path to a handler. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** Sends requests to a portal with the small world, or with other entities. */
export async function asker(options: HandlerOptions<string> = {}, entities: readonly unknown[] = world): Promise<Ask> {
  return askPortal(await open(entities), options)
}

/** Sends requests to a portal. */
export function askPortal(portal: Portal, options: HandlerOptions<string> = {}): Ask {
  const handler = createHandler(portal, options)
  return (path, init) => handler(new Request(`https://portal.acme.test${path}`, init))
}

/** A request with a JSON body. */
export const posted = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})

/** Checks the shape of an error response, in both APIs and outside them. Returns its message. */
export async function expectError(response: Response, status: number, name: string): Promise<string> {
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const body = await response.json()
  expect(Object.keys(body).sort()).toEqual(['error', 'request', 'response'])
  expect(Object.keys(body.error).sort()).toEqual(['message', 'name'])
  expect(body.error.name).toBe(name)
  expect(body.response).toEqual({ statusCode: status })
  expect(body.error.message).not.toBe('')
  return body.error.message
}

/** Every path that reads from the catalog and is not a stream. */
export const reads: readonly string[] = [
  '/',
  '/callboard.json',
  '/badge/component/default/pay.svg',
  '/api/catalog/entities',
  '/api/catalog/entities/by-query',
  '/api/catalog/entities/by-name/component/default/pay',
  '/api/catalog/entities/by-name/component/default/pay/ancestry',
  '/api/catalog/entities/by-uid/uid-of-pay',
  '/api/catalog/entity-facets?facet=kind',
  '/api/catalog/locations',
  '/api/callboard/v1/owners?entity=pay',
  '/api/callboard/v1/graph?entity=pay',
  '/api/callboard/v1/health',
]

/** Every write, as a request. */
export const writes: readonly (readonly [string, RequestInit])[] = [
  ['/api/catalog/refresh', posted({ entityRef: 'component:pay' })],
  ['/api/catalog/locations', posted({ type: 'url', target: 'https://git.acme.test/x' })],
  ['/api/catalog/locations/some-id', { method: 'DELETE' }],
  ['/api/catalog/locations/other-id', { ...posted({ type: 'url', target: 'https://git.acme.test/x' }), method: 'PUT' }],
  ['/api/catalog/entities/by-uid/some-uid', { method: 'DELETE' }],
  ['/api/catalog/analyze-location', posted({ location: { type: 'url', target: 'https://git.acme.test/x' } })],
]
