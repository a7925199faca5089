import { describe, expect, test } from 'vitest'
import { createCatalog } from '../../catalog/create-catalog.ts'
import { buildStatic } from '../../server/index.ts'
import { memory } from '../../source/memory.ts'
import { createClient } from '../index.ts'

const src = 'https://pages.acme.test/portal'
const component = (name: string, owner: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner },
})

async function build(owner: string): Promise<ReadonlyMap<string, string>> {
  const catalog = await createCatalog({ sources: [memory({ entities: [component('pay', owner)] })] })
  const files = new Map<string, string>()
  for await (const { path, body } of buildStatic({ title: 'Acme', catalog, close: () => catalog.close() })) files.set(path, String(body))
  return files
}

/** A file host with a cache in front of its manifest: only a request that asks for it bypasses it. */
function host(first: ReadonlyMap<string, string>, missing: () => Response) {
  let files = first
  let cached = first.get('callboard.json')
  const asked: string[] = []
  return {
    asked,
    publish(next: ReadonlyMap<string, string>) {
      files = next
    },
    fetch: async ({ url, cache }: Request): Promise<Response> => {
      const path = url.slice(src.length + 1)
      asked.push(path.replace(/^data\/.*/, 'data') + (cache === 'no-cache' ? ' past the cache' : ''))
      if (path === 'callboard.json') {
        if (cache === 'no-cache') cached = files.get(path)
        return new Response(cached)
      }
      return files.has(path) ? new Response(files.get(path)) : missing()
    },
  }
}

describe('a static portal that was rebuilt behind a cached manifest', () => {
  test.each([
    ['404', () => new Response('', { status: 404 })],
    ['410', () => new Response('', { status: 410 })],
    ['403, as some hosts answer for what they do not have', () => new Response('', { status: 403 })],
    ['the start page of the host', () => new Response('<!doctype html><title>Acme</title>', { headers: { 'content-type': 'text/html' } })],
  ])('whose old data is %s: the manifest is requested past the cache, and every question is answered', async (_, missing) => {
    const { fetch, publish, asked } = host(await build('payments'), missing)
    publish(await build('platform'))
    for (const ask of [
      async () => (await createClient({ src, fetch }).owner('component:default/pay')).owner?.ref,
      async () => (await createClient({ src, fetch }).owner('pay')).owner?.ref,
      async () => (await createClient({ src, fetch }).get('component:default/pay'))?.spec?.['owner'],
      async () => (await createClient({ src, fetch }).query({ filter: { kind: 'component' } })).items[0]?.spec?.['owner'],
    ])
      expect(await ask()).toMatch(/platform$/)
    expect(asked.slice(0, 4)).toEqual(['callboard.json', 'data', 'callboard.json past the cache', 'data'])
  })

  test('a client with the old manifest and data answers from them, and from the new ones when a file is missing', async () => {
    const { fetch, publish } = host(await build('payments'), () => new Response('', { status: 404 }))
    const client = createClient({ src, fetch })
    expect(await client.title()).toBe('Acme')
    publish(await build('platform'))
    const answers = await Promise.all([client.owner('component:default/pay'), client.get('component:default/pay'), client.owner('pay')])
    expect(answers).toMatchObject([{ owner: { ref: 'group:default/platform' } }, { spec: { owner: 'platform' } }, { state: 'owned' }])
    expect(client.revision).toBe(answers[0].revision)
  })

  test('an incomplete folder is requested once more, and then reported', async () => {
    const files = new Map(await build('payments'))
    for (const path of files.keys()) if (path.startsWith('data/')) files.delete(path)
    const { fetch, asked } = host(files, () => new Response('', { status: 404 }))
    await expect(createClient({ src, fetch }).owner('component:default/pay')).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringContaining('the whole folder copied'),
    })
    expect(asked).toEqual(['callboard.json', 'data', 'callboard.json past the cache'])
  })
})
