import { describe, expect, onTestFinished, test } from 'vitest'
import type { RevisionEvent } from '../../http/wire.ts'
import { createPortal, type Portal } from '../../portal.ts'
import { memory, type MemorySource } from '../../source/memory.ts'
import { createHandler } from '../index.ts'
import type { HandlerOptions } from '../types.ts'

const group = (name: string, title = name): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, title },
  spec: { type: 'team', children: [] },
})

interface World {
  readonly source: MemorySource
  readonly portal: Portal
  ask(init?: RequestInit): Promise<Response>
}

async function world(options: HandlerOptions = {}): Promise<World> {
  const source = memory({ entities: [group('one')] })
  const portal = await createPortal({ sources: [source], watch: true })
  onTestFinished(() => portal.close())
  const handler = createHandler(portal, options)
  return { source, portal, ask: init => handler(new Request('https://portal.acme.test/api/callboard/v1/changes', init)) }
}

/** Reads one stream of events block by block. */
function reading(response: Response): { block(): Promise<string | undefined>; event(): Promise<RevisionEvent>; stop(): Promise<void> } {
  const reader = (response.body ?? new ReadableStream<Uint8Array>())
    .pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)
    .getReader()
  let text = ''
  const block = async (): Promise<string | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end !== -1) {
        const found = text.slice(0, end)
        text = text.slice(end + 2)
        return found
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      text += value
    }
  }
  return {
    block,
    async event() {
      const [event, id, data] = ((await block()) ?? '').split('\n')
      expect(event).toBe('event: revision')
      const parsed = JSON.parse(data?.replace(/^data: /, '') ?? '') as RevisionEvent
      expect(id).toBe(`id: ${parsed.revision}`)
      return parsed
    },
    stop: () => reader.cancel(),
  }
}

describe('changes', () => {
  test('are server-sent events without caching or buffering; the first comes immediately', async () => {
    const { ask, portal } = await world()
    const response = await ask()
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    expect(response.headers.has('etag')).toBe(false)
    const stream = reading(response)
    expect(await stream.event()).toEqual({ revision: portal.catalog.revision })
    await stream.stop()
  })

  test('list what changed', async () => {
    const { ask, source, portal } = await world()
    const stream = reading(await ask())
    const { revision } = await stream.event()
    source.put('more', group('two'))
    const second = await stream.event()
    expect(second).toEqual({ revision: portal.catalog.revision, refs: ['group:default/two'] })
    expect(second.revision).not.toBe(revision)
    source.remove('entity-1')
    expect((await stream.event()).refs).toEqual(['group:default/one'])
    await stream.stop()
  })

  test('list no more than a thousand references', async () => {
    const { ask, source } = await world()
    const stream = reading(await ask())
    await stream.event()
    source.write('many.yaml', Array.from({ length: 1001 }, (_, i) => JSON.stringify(group(`g${String(i)}`))).join('\n---\n'))
    expect(Object.keys(await stream.event())).toEqual(['revision'])
    await stream.stop()
  })

  test('of hidden entities are not reported', async () => {
    const { ask, source } = await world({ authorize: (_who, _action, { metadata }) => metadata.name !== 'secret' })
    const stream = reading(await ask())
    await stream.event()
    source.write('mixed.yaml', ['secret', 'open'].map(name => JSON.stringify(group(name))).join('\n---\n'))
    expect((await stream.event()).refs).toEqual(['group:default/open'])
    await stream.stop()
  })

  test('of hidden entities leave no trace: no event, and no neighbour listed', async () => {
    const { ask, source } = await world({ authorize: (_who, _action, { kind }) => kind === 'Group' })
    const stream = reading(await ask())
    await stream.event()
    const spec = { type: 'service', lifecycle: 'production', owner: 'one' }
    const hidden = { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'hidden' }, spec }
    source.put('hidden', hidden)
    source.write('mixed.yaml', [hidden, group('open')].map(entity => JSON.stringify(entity).replace('hidden', 'too')).join('\n---\n'))
    expect((await stream.event()).refs).toEqual(['group:default/open'])
    await stream.stop()
  })

  test('of CODEOWNERS are reported, even if a hidden entity changes at the same time', async () => {
    const { ask, source } = await world({ authorize: (_who, _action, { metadata }) => metadata.name !== 'secret' })
    const stream = reading(await ask())
    await stream.event()
    source.put('secret', group('secret'))
    source.writeNeighbour('CODEOWNERS', '* @acme/one')
    source.put('more', group('more'))
    const { revision, refs } = await stream.event()
    expect(refs).toEqual(['group:default/more'])
    source.put('secret', group('secret', 'changed'))
    source.writeNeighbour('CODEOWNERS', '/docs/ @acme/one')
    const next = await stream.event()
    expect(next.refs).toEqual([])
    expect(next.revision).not.toBe(revision)
    await stream.stop()
  })

  test('a silent stream sends heartbeats', async () => {
    const { ask } = await world({ heartbeatMs: 1 })
    const stream = reading(await ask())
    await stream.event()
    expect(await stream.block()).toBe(': alive')
    expect(await stream.block()).toBe(': alive')
    await stream.stop()
  })

  test('end when the request is aborted, before or after it is answered', async () => {
    const { ask } = await world({ maxFollowers: 1 })
    const gone = new AbortController()
    const stream = reading(await ask({ signal: gone.signal }))
    await stream.event()
    gone.abort()
    expect(await stream.block()).toBeUndefined()
    const never = reading(await ask({ signal: AbortSignal.abort() }))
    while ((await never.block()) !== undefined);
    expect((await ask()).status).toBe(200)
  })

  test('end when the portal closes', async () => {
    const { ask, portal } = await world()
    const stream = reading(await ask())
    await stream.event()
    await portal.close()
    expect(await stream.block()).toBeUndefined()
  })

  test('have a limited number of followers; leaving makes room', async () => {
    const { ask } = await world({ maxFollowers: 2 })
    const [first, second] = [await ask(), await ask()]
    const refused = await ask()
    expect(refused.status).toBe(503)
    expect((await refused.json()).error.name).toBe('ServiceUnavailableError')
    await first.body?.cancel()
    const third = await ask()
    expect(third.status).toBe(200)
    await Promise.all([second.body?.cancel(), third.body?.cancel()])
  })

  test('that sixty followers do not read are merged into one event for each', async () => {
    const { ask, source, portal } = await world()
    const lively = reading(await ask())
    const { revision } = await lively.event()
    const silent = await Promise.all(Array.from({ length: 60 }, async () => reading(await ask())))
    for (let i = 0; i < 500; i++) {
      source.put('more', group(`g${String(i)}`))
      await lively.event()
    }
    const left = await Promise.all(
      silent.map(async stream => {
        const first = await stream.event()
        let last = first
        let count = 1
        for (; last.revision !== portal.catalog.revision; count++) last = await stream.event()
        await stream.stop()
        return [first.revision === revision, count <= 4, last.refs?.length]
      }),
    )
    // The decoder of the test reads one or two events ahead; the rest is merged.
    expect(new Set(left.map(row => row.slice(0, 2).join()))).toEqual(new Set(['true,true']))
    for (const [, , refs] of left) expect(refs).toBeGreaterThan(400)
    await lively.stop()
  })

  test('that are merged list no more than a thousand references either', async () => {
    const { ask, source, portal } = await world()
    const lively = reading(await ask())
    const response = await ask()
    await lively.event()
    for (const part of ['a', 'b', 'c', 'd']) {
      source.write(`${part}.yaml`, Array.from({ length: 400 }, (_, i) => JSON.stringify(group(`${part}${String(i)}`))).join('\n---\n'))
      expect((await lively.event()).refs).toHaveLength(400)
    }
    const silent = reading(response)
    let last = await silent.event()
    while (last.revision !== portal.catalog.revision) last = await silent.event()
    expect(Object.keys(last)).toEqual(['revision'])
    await Promise.all([silent.stop(), lively.stop()])
  })

  test('that are not read for three heartbeats end, and make room', async () => {
    const { ask } = await world({ heartbeatMs: 1, maxFollowers: 1 })
    const silent = await ask()
    const statuses: number[] = []
    await expect
      .poll(async () => {
        const next = await ask()
        statuses.push(next.status)
        await next.body?.cancel()
        return next.status
      })
      .toBe(200)
    expect(statuses[0]).toBe(503)
    await expect(silent.text()).rejects.toThrow('stopped reading')
  })

  test('of others continue when those of one follower fail', async () => {
    let isArmed = false
    const { ask, source } = await world({
      authenticate: request => request.headers.get('x-who') ?? undefined,
      authorize: who => {
        if (isArmed && who === 'odd') throw new Error('The directory is away')
        return true
      },
    })
    const odd = reading(await ask({ headers: { 'x-who': 'odd' } }))
    const other = reading(await ask({ headers: { 'x-who': 'jo' } }))
    await Promise.all([odd.event(), other.event()])
    isArmed = true
    for (const name of ['two', 'three']) {
      source.put(name, group(name))
      expect((await other.event()).refs).toEqual([`group:default/${name}`])
    }
    expect(await odd.block()).toBeUndefined()
    await other.stop()
  })

  test('HEAD opens no stream, because it would never be closed', async () => {
    const { ask } = await world({ maxFollowers: 1 })
    for (let i = 0; i < 3; i++) {
      const head = await ask({ method: 'HEAD' })
      expect([head.status, head.headers.get('content-type'), head.body]).toEqual([200, 'text/event-stream; charset=utf-8', null])
    }
    expect((await ask()).status).toBe(200)
  })
})
