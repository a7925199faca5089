import { beforeAll, describe, expect, test } from 'vitest'
import { isCallboardError } from '../errors.ts'
import { createPortal } from '../portal.ts'
import { buildStatic, createHandler } from '../server/index.ts'
import { memory } from '../source/memory.ts'
import { createClient } from './create-client.ts'
import { misfit, type Shape } from './misfit.ts'
import type { Client } from './types.ts'

const entities = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'Pay',
      title: 'Pay!',
      description: 'Takes money',
      tags: ['java'],
      links: [{ url: 'https://acme.test/', title: 'Runbook' }],
      annotations: { 'acme.test/tier': '1' },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'gone', system: 'shop' },
  },
  { apiVersion: 'backstage.io/v1alpha1', kind: 'System', metadata: { name: 'shop' }, spec: { owner: 'payments' } },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments' },
    spec: { type: 'team', children: [], profile: { displayName: 'Payments', email: 'payments@acme.test' } },
  },
]

const missing = Symbol('missing')
const replacements: readonly unknown[] = [missing, null, 42, [null]]

type Path = readonly string[]

function places(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))]
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by === missing ? undefined : by
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>
  if (rest.length === 0 && by === missing) {
    if (Array.isArray(copy)) copy.splice(Number(key), 1)
    else Reflect.deleteProperty(copy, key)
  } else copy[key] = replaced(copy[key], rest, by)
  return copy
}

/** The answers of a portal, by path; `mutate` changes the answers below one of them. */
interface Recorded {
  readonly answer: (request: Request) => Promise<Response>
}

let handler: Recorded
let files: Recorded

beforeAll(async () => {
  const portal = await createPortal({ sources: [memory({ entities })] })
  handler = { answer: createHandler(portal) }
  const built = new Map<string, string>()
  for await (const { path, body } of buildStatic(portal)) built.set(`/${path}`, typeof body === 'string' ? body : '')
  files = {
    answer: async request => {
      const body = built.get(new URL(request.url).pathname)
      return body === undefined ? new Response(null, { status: 404 }) : new Response(body)
    },
  }
})

interface Question {
  readonly ask: (client: Client) => Promise<unknown>
  /** The parts of a correct answer that the client relies on. */
  readonly isRight: (answer: unknown) => boolean
}

const is =
  (shape: Parameters<typeof misfit>[1]) =>
  (answer: unknown): boolean =>
    misfit(answer, shape) === undefined
const entity: Shape = {
  kind: 'words',
  metadata: { 'name': 'words', 'title?': 'words', 'tags?': ['string'], 'links?': [{ url: 'string' }] },
}
const questions: Readonly<Record<string, Question>> = {
  'the owner of a reference': {
    ask: client => client.owner('component:default/pay'),
    isRight: is({
      state: 'string',
      coOwners: [{ title: 'words' }],
      reach: [{ label: 'string' }],
      because: [{ message: 'string' }],
      match: { candidates: ['string'] },
    }),
  },
  'the owner of a name': {
    ask: client => client.owner('pay'),
    isRight: is({ state: 'string', escalation: [{ reach: [{ value: 'string' }] }] }),
  },
  'an entity': { ask: client => client.get('component:default/pay'), isRight: answer => answer === undefined || is(entity)(answer) },
  'a query': { ask: client => client.query({ filter: { kind: 'component' } }), isRight: is({ items: [entity], totalItems: 'number' }) },
  'facets': { ask: client => client.facets({ facets: ['kind'] }), isRight: is({ '*': [{ value: 'string', count: 'number' }] }) },
  'a graph': {
    ask: client => client.graph('component:default/pay'),
    isRight: is({ nodes: [{ ref: 'string', title: 'string' }], edges: [{ type: 'string' }], truncated: 'boolean' }),
  },
  'the title of the portal': { ask: client => client.title(), isRight: answer => typeof answer === 'string' },
}

describe.each([
  ['a handler', () => handler],
  ['static files', () => files],
])('an answer of %s in an unknown form', (_, portal) => {
  test.each(Object.entries(questions))(
    'is refused, or right where it is relied on: %s',
    async (_says, { ask, isRight }) => {
      const seen = new Map<string, unknown>()
      const record = createClient({
        src: 'https://portal.acme.test',
        fetch: async request => {
          const response = await portal().answer(request)
          if (response.ok) seen.set(new URL(request.url).pathname, await response.clone().json())
          return response
        },
      })
      expect(isRight(await ask(record))).toBe(true)
      const wrong: string[] = []
      let tried = 0
      for (const [address, body] of seen) {
        // Static files contain everything: checking what was requested is enough.
        for (const path of places(body).filter(([, ref = '']) => !/^(?:system|group):/.test(ref))) {
          for (const by of replacements) {
            tried++
            const client = createClient({
              src: 'https://portal.acme.test',
              fetch: async request =>
                new URL(request.url).pathname === address ? Response.json(replaced(body, path, by) ?? null) : portal().answer(request),
            })
            const says = `${address} ${path.join('.')} = ${by === missing ? 'missing' : JSON.stringify(by)}`
            try {
              const answer = await ask(client)
              if (!isRight(answer)) wrong.push(`${says} gives ${JSON.stringify(answer)}`)
            } catch (error) {
              if (!isCallboardError(error)) wrong.push(`${says} throws ${String(error)}`)
            }
          }
        }
      }
      expect(tried).toBeGreaterThan(20)
      expect(wrong).toEqual([])
    },
    60_000,
  )
})

test('a rejected answer says what is wrong, and does not affect other answers of the request', async () => {
  const client = createClient({
    src: 'https://portal.acme.test',
    fetch: async request => {
      const response = await handler.answer(request)
      if (!request.url.endsWith('/owners')) return response
      const { items, revision } = (await response.json()) as { readonly items: readonly object[]; readonly revision: string }
      return Response.json({ items: items.map((item, i) => (i === 0 ? { ...item, reach: [{ kind: 'chat' }] } : item)), revision })
    },
  })
  const [first, second] = await Promise.allSettled([client.owner('pay'), client.owner('shop')])
  expect(first).toMatchObject({
    status: 'rejected',
    reason: {
      code: 'unexpected-answer',
      message:
        'https://portal.acme.test/ answered in a form that this client does not understand (answer.reach[0].label); it may be another version',
    },
  })
  expect(second).toMatchObject({ status: 'fulfilled', value: { state: 'owned' } })
})

test('a portal of another version is reported', async () => {
  const client = createClient({
    src: 'https://portal.acme.test',
    fetch: async () => Response.json({ callboard: 2, type: 'handler', title: 'Acme', revision: '1' }),
  })
  await expect(client.owner('pay')).rejects.toMatchObject({
    code: 'unexpected-answer',
    message: expect.stringContaining('(callboard.json.callboard); it may be another version'),
  })
})
