import { catalogReader, createCatalog, createPortal, memory, saveSnapshot, type Catalog, type Portal } from '@callboard/core'
import { createClient } from '@callboard/core/client'
import { buildStatic, createHandler, type PortalHandler } from '@callboard/core/server'
import { describeCatalogReader, describeSource } from '@callboard/core/testing'
import { describe, expect, test } from 'vitest'

const origin = 'https://portal.acme.test'
const src = `${origin}/callboard`
const files = {
  'teams/payments.yaml':
    'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: payments, title: Payments Team }\nspec: { type: team, children: [] }\n',
  'api/catalog-info.yaml':
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: payments-api\nspec:\n  type: service\n  lifecycle: production\n  owner: payments\n',
}

/** Tests of the exports of the package, for a runtime: every kind of reader, a source, reading, and each kind of response of the handler. */
export function describePublished(): void {
  describeCatalogReader('in memory', { create: catalogReader })
  describeCatalogReader('over the handler', {
    create: catalog => createClient({ src, fetch: createHandler(portalOf(catalog), { basePath: '/callboard' }) }),
  })
  describeCatalogReader('over static files', {
    create: async catalog => createClient({ src, fetch: await staticFetch(catalog) }),
  })
  let world = memory()
  describeSource('memory', {
    create: () => (world = memory({ files, neighbours: { 'n.txt': 'neighbour' } })),
    paths: Object.keys(files),
    neighbour: { path: 'n.txt', text: 'neighbour' },
    change: path => world.write(path, 'changed'),
  })

  describe('reading', () => {
    test('returns entities, and problems with their positions', async () => {
      const broken =
        'kind: [\n---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: a_ }\nspec: { type: team, children: [] }\n'
      const { size, diagnostics } = await createCatalog({ sources: [memory({ files: { ...files, 'broken.yaml': broken } })] })
      expect(size).toBe(2)
      expect(diagnostics.map(({ code, at }) => [code, at.line])).toEqual([
        ['descriptor/yaml-syntax', 2],
        ['descriptor/invalid-field', 5],
      ])
    })

    test('continues from a snapshot', async () => {
      const first = await createCatalog({ sources: [memory({ files })] })
      const second = await createCatalog({ sources: [memory({ files })], snapshot: saveSnapshot(first) })
      expect(second.revision).toBe(first.revision)
      expect([...second.entities]).toEqual([...first.entities])
    })
  })

  describe('the handler', () => {
    test('answers Backstage requests', async () => {
      const handler = await handlerOfFiles()
      const response = await handler(new Request(`${origin}/api/catalog/entities/by-query?filter=kind=component`))
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ totalItems: 1, items: [{ metadata: { name: 'payments-api' } }] })
    })

    test('answers POST requests', async () => {
      const handler = await handlerOfFiles()
      const response = await handler(posted('/api/callboard/v1/owners', { queries: ['payments-api'] }))
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ items: [{ state: 'owned', owner: { ref: 'group:default/payments' } }] })
    })

    test('answers 304 when nothing has changed', async () => {
      const handler = await handlerOfFiles()
      const url = `${origin}/api/callboard/v1/owners?entity=payments-api`
      const etag = (await handler(new Request(url))).headers.get('etag')
      expect(etag).toMatch(/^(?:W\/)?".+"$/)
      const again = await handler(new Request(url, { headers: { 'if-none-match': etag ?? '' } }))
      expect([again.status, await again.text()]).toEqual([304, ''])
    })

    test.each([
      ['GET', '/nothing/here', null, 404],
      ['POST', '/api/callboard/v1/query', '{', 400],
      ['POST', '/api/callboard/v1/query', '{"limit": "many"}', 400],
      ['POST', '/api/catalog/refresh', '{"entityRef": "component:default/payments-api"}', 401],
      ['POST', '/api/callboard/v1/query', `{"a": "${'a'.repeat(1_000_000)}"}`, 413],
    ])('refuses %s %s with the right status', async (method, path, body, status) => {
      const handler = await handlerOfFiles()
      const response = await handler(new Request(origin + path, { method, body, headers: { 'content-type': 'application/json' } }))
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ response: { statusCode: status } })
    })

    test('draws badges', async () => {
      const handler = await handlerOfFiles()
      const response = await handler(new Request(`${origin}/badge/component/default/payments-api.svg`))
      expect(response.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
      expect(await response.text()).toContain('Payments Team')
    })

    test('streams changes as they come', async () => {
      const source = memory({ files })
      const portal = await createPortal({ sources: [source], watch: true })
      const client = createClient({ src: origin, fetch: createHandler(portal) })
      const changes = client.changes()[Symbol.asyncIterator]()
      const first = await changes.next()
      source.remove('api/catalog-info.yaml')
      const second = await changes.next()
      expect([first.value?.refs, second.value?.refs]).toEqual([undefined, ['component:default/payments-api', 'group:default/payments']])
      await changes.return?.()
      await portal.close()
    })
  })
}

function portalOf(catalog: Catalog): Portal {
  return { title: 'Acme', catalog, close: () => catalog.close() }
}

async function handlerOfFiles(): Promise<PortalHandler> {
  return createHandler(await createPortal({ title: 'Acme', sources: [memory({ files })] }))
}

function posted(path: string, body: unknown): Request {
  return new Request(origin + path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
}

async function staticFetch(catalog: Catalog): Promise<PortalHandler> {
  const built = new Map<string, string | Uint8Array>()
  for await (const { path, body } of buildStatic(portalOf(catalog))) built.set(`/callboard/${path}`, body)
  return async request => {
    const body = built.get(new URL(request.url).pathname)
    return body === undefined || request.method !== 'GET' ? new Response('nothing here', { status: 404 }) : new Response(body as string)
  }
}
