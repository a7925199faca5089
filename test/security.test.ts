import { files } from '@callboard/adapters/files'
import { createPortal, memory } from '@callboard/core'
import { createHandler } from '@callboard/core/server'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { flow, sourceFiles } from './support/flow.ts'

test('no source file of the packages runs text as code, starts a process or uses a template engine', async () => {
  const found: string[] = []
  for (const file of flow.flatMap(({ src }) => sourceFiles(src))) {
    const text = await readFile(new URL(`../${file}`, import.meta.url), 'utf8')
    if (
      /\beval\(|\bFunction\(|['"](?:node:)?(?:child_process|cluster|vm|worker_threads)['"]|['"](?:nunjucks|ejs|handlebars|mustache)['"]/.test(
        text,
      )
    )
      found.push(file)
  }
  expect(found).toEqual([])
})

test('reading a catalog and answering from it opens no connection, whatever URLs are in descriptors', async () => {
  const asked: string[] = []
  const inside = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('text: of the inside')
  })
  await new Promise<void>(resolve => inside.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${String((inside.address() as AddressInfo).port)}`
  const folder = await mkdtemp(join(tmpdir(), 'callboard-security-'))
  try {
    await writeFile(
      join(folder, 'catalog-info.yaml'),
      `apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: pay
  links: [{ url: '${address}/link' }]
  annotations: { backstage.io/techdocs-ref: 'url:${address}/docs', backstage.io/source-location: 'url:${address}/source' }
spec: { type: openapi, lifecycle: production, owner: payments, definition: { $text: '${address}/text' } }
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: elsewhere }
spec: { type: url, target: '${address}/location', targets: ['${address}/targets'] }
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: { name: jo }
spec: { memberOf: [], profile: { picture: '${address}/picture' } }
`,
    )
    const portal = await createPortal({ sources: [files(folder)] })
    const handler = createHandler(portal)
    for (const path of ['/', '/badge/api/default/pay.svg', '/api/catalog/entities', '/api/callboard/v1/owners?entity=pay'])
      expect((await handler(new Request(`http://localhost${path}`))).status).toBe(200)
    expect(portal.catalog.query({}).totalItems).toBe(3)
    expect(asked).toEqual([])
    // The URL would answer.
    expect(await (await fetch(`${address}/text`)).text()).toBe('text: of the inside')
  } finally {
    inside.closeAllConnections()
    inside.close()
    await rm(folder, { recursive: true })
  }
})

test('a contact from an annotation with a key says that it is configured, and the answer does not contain the key', async () => {
  const key = 'r3adm3n0t'
  const portal = await createPortal({
    sources: [
      memory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'pay', annotations: { 'pagerduty.com/integration-key': key } },
            spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
          },
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name: 'payments', annotations: { 'pagerduty.com/integration-key': key } },
            spec: { type: 'team', children: [] },
          },
        ],
      }),
    ],
  })
  const handler = createHandler(portal)
  for (const path of [
    '/',
    '/badge/component/default/pay.svg',
    '/api/callboard/v1/owners?entity=pay',
    '/api/callboard/v1/graph?entity=pay',
  ]) {
    const text = await (await handler(new Request(`http://localhost${path}`))).text()
    expect(text, path).not.toContain(key)
  }
  expect(await (await handler(new Request('http://localhost/api/callboard/v1/owners?entity=pay'))).text()).toContain('its key is not shown')
})
