// A real portal for the widgets' tests, as middleware of the test server: the handler below /portal/, the same catalog as static files below /static/,
// and URLs that misbehave on purpose.
import { createPortal, memory } from '@callboard/core'
import { buildStatic, createHandler } from '@callboard/core/server'
import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { entities } from './portal-entities.mjs'

const hostile = process.env.CALLBOARD_SHARED ?? new URL('../../../../shared', import.meta.url).pathname

/** The `middleware` for `web-test-runner.config.mjs`. */
export async function portalMiddleware() {
  const source = memory({ name: 'test', entities })
  const portal = await createPortal({ title: 'Test', sources: [source], watch: true })
  const handler = createHandler(portal, { basePath: '/portal' })
  const files = new Map()
  for await (const { path, body } of buildStatic(portal)) files.set(`/static/${path}`, body)
  const stale = createHandler(await stalePortal(), { basePath: '/stale' })
  const repository = createHandler(await repositoryPortal(), { basePath: '/repository' })
  const asked = []

  return async (context, next) => {
    const { path } = context
    if (path === '/control/put') {
      const { at, entity } = JSON.parse(await textOf(context.req))
      source.put(at, entity)
      return reply(context, new Response('{}'))
    }
    if (path === '/control/asked') return reply(context, Response.json(asked))
    if (path === '/control/one-file.js')
      return reply(context, new Response(await oneFile(), { headers: { 'content-type': 'text/javascript' } }))
    if (path === '/control/hostile-fields') return reply(context, new Response(readHostile()))
    if (path.startsWith('/portal/')) {
      asked.push(`${context.method} ${path}`)
      return reply(context, await handler(await toRequest(context)))
    }
    if (path.startsWith('/stale/')) return reply(context, await stale(await toRequest(context)))
    if (path.startsWith('/repository/')) return reply(context, await repository(await toRequest(context)))
    if (path.startsWith('/static/')) {
      asked.push(`${context.method} ${path}`)
      const body = files.get(path)
      return reply(
        context,
        body === undefined
          ? new Response('not here', { status: 404 })
          : new Response(body, { headers: { 'content-type': 'application/json' } }),
      )
    }
    if (path.startsWith('/html/'))
      return reply(context, new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } }))
    if (path.startsWith('/broken/'))
      return reply(
        context,
        new Response('{"error":{"name":"Error","message":"secret-token-1234"}}', {
          status: 500,
          headers: { 'content-type': 'application/json' },
        }),
      )
    if (path.startsWith('/silent/')) return new Promise(() => {})
    return next()
  }
}

/** A portal whose only source answered once, and then failed. */
async function stalePortal() {
  const { read } = memory({ name: 'test', entities })
  let isGone = false
  const source = {
    name: 'test',
    async *read(context) {
      if (isGone) throw new Error('The repository is away')
      yield* read(context)
    },
  }
  const portal = await createPortal({ title: 'Stale', sources: [source] })
  isGone = true
  await portal.catalog.refresh()
  return portal
}

/** A component, and CODEOWNERS that assigns a file in its folder to another team. */
async function repositoryPortal() {
  const group = name => ({ apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name }, spec: { type: 'team', children: [] } })
  const pay =
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: pay, title: Pay }\nspec: { type: service, lifecycle: production, owner: pay }\n'
  const source = memory({
    files: { 'pay/catalog-info.yaml': pay },
    entities: [
      group('pay'),
      { ...group('terraform'), spec: { type: 'team', children: [], profile: { email: 'terraform@infrastructure.acme.test' } } },
    ],
    neighbours: { CODEOWNERS: '*.tf @acme/terraform\n' },
  })
  return createPortal({ title: 'Repository', sources: [source] })
}

/** The elements bundled into one file, in which a lazy part loads within the task of a press. */
async function oneFile() {
  const { outputFiles } = await build({
    entryPoints: [new URL('../src/index.ts', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    conditions: ['@callboard/source', 'production', 'browser'],
  })
  return outputFiles[0].text
}

function readHostile() {
  try {
    return readFileSync(`${hostile}/hostile/entities/hostile-fields.json`, 'utf8')
  } catch {
    return '[]'
  }
}

async function toRequest(context) {
  const stop = new AbortController()
  context.req.on('close', () => context.res.writableEnded || stop.abort())
  context.res.on('close', () => stop.abort())
  const hasBody = context.method !== 'GET' && context.method !== 'HEAD'
  const headers = Object.entries(context.req.headers).filter(([, value]) => typeof value === 'string')
  return new Request(`http://localhost${context.url}`, {
    method: context.method,
    headers,
    signal: stop.signal,
    ...(hasBody ? { body: await textOf(context.req) } : {}),
  })
}

async function textOf(stream) {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function reply(context, response) {
  context.respond = false
  const { res } = context
  res.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body === null || context.method === 'HEAD') return res.end()
  const reader = response.body.getReader()
  res.on('close', () => void reader.cancel().catch(() => {}))
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true }))
    if (done) break
    res.write(value)
  }
  res.end()
}
