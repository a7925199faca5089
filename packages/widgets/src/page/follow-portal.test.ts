import { expect } from 'chai'
import { createClient, type Client } from '@callboard/core/client'
import { followPortal } from './follow-portal.ts'
import { mayHoldStream, openChannel } from './share-connection.ts'

const put = async (name: string, title: string): Promise<void> => {
  const entity = { apiVersion: 'backstage.io/v1alpha1', kind: 'Group', metadata: { name, title }, spec: { type: 'team', children: [] } }
  await fetch('/control/put', { method: 'POST', body: JSON.stringify({ at: name, entity }) })
}

/** A client that records its requests. */
function spied(): { readonly client: Client; readonly asked: string[] } {
  const asked: string[] = []
  const client = createClient({
    src: '/portal/',
    fetch: request => {
      asked.push(new URL(request.url).pathname.split('/').at(-1) ?? '')
      return fetch(request)
    },
  })
  return { client, asked }
}

describe('following a portal', () => {
  it('polls with a client of the page, which may act for a different user than other pages: no stream, no channel', async () => {
    const { client, asked } = spied()
    const stop = new AbortController()
    const reported = new Promise<void>(resolve =>
      client.type().then(() => followPortal({ client, isOwn: true, known: client.revision, signal: stop.signal, tell: resolve })),
    )
    await client.type()
    await put('followed', 'One')
    await reported
    stop.abort()
    expect(asked).not.to.include('changes')
  }).timeout(10_000)

  it('uses one stream with a shared client', async () => {
    const { client, asked } = spied()
    const stop = new AbortController()
    await client.type()
    let change: () => void = () => {}
    const reported = new Promise<void>(resolve => (change = resolve))
    followPortal({ client, isOwn: false, known: client.revision, signal: stop.signal, tell: () => change() })
    while (!asked.includes('changes')) await new Promise(resolve => requestAnimationFrame(resolve))
    await put('followed', 'Two')
    await reported
    stop.abort()
    expect(asked.filter(name => name === 'changes')).to.have.length(1)
  })

  it('reports when a portal that was unreachable at first can be reached', async () => {
    let isDown = true
    const client = createClient({
      src: '/portal/',
      fetch: request => (isDown ? Promise.reject(new TypeError('Failed to fetch')) : fetch(request)),
    })
    const stop = new AbortController()
    const reported = new Promise<void>(resolve =>
      followPortal({ client, isOwn: true, known: undefined, signal: stop.signal, tell: resolve }),
    )
    await client.type().catch(() => {})
    isDown = false
    await reported
    stop.abort()
  }).timeout(10_000)

  it('sends one request at the start if another page watches: the portal may have changed before', async () => {
    const src = new URL('/watched-elsewhere/', location.href).href
    const other = new BroadcastChannel(openChannel(src)?.name ?? '')
    other.addEventListener('message', () => other.postMessage({ type: 'lead', id: '' }))
    const client = { src, type: async () => 'handler', checkRevision: async () => 'now' } as unknown as Client
    const stop = new AbortController()
    await new Promise<void>(resolve => followPortal({ client, isOwn: false, known: 'before', signal: stop.signal, tell: resolve }))
    stop.abort()
    other.close()
  })

  it('notifies other pages once of each revision', async () => {
    const src = new URL('/watched-here/', location.href).href
    const ear = new BroadcastChannel(openChannel(src)?.name ?? '')
    const heard: string[] = []
    ear.addEventListener('message', ({ data }: MessageEvent<{ readonly type: string }>) => heard.push(data.type))
    const client = {
      src,
      type: async () => 'handler',
      checkRevision: async () => 'one',
      async *changes({ signal }: { readonly signal: AbortSignal }) {
        for (const revision of ['one', 'one', 'two', 'two', 'three']) yield { revision }
        await new Promise(resolve => signal.addEventListener('abort', resolve))
      },
    } as unknown as Client
    const stop = new AbortController()
    const reported: number[] = []
    followPortal({ client, isOwn: false, known: 'one', signal: stop.signal, tell: () => reported.push(heard.length) })
    while (reported.length < 2) await new Promise(resolve => requestAnimationFrame(resolve))
    stop.abort()
    while (!heard.includes('bye')) await new Promise(resolve => requestAnimationFrame(resolve))
    ear.close()
    expect(heard.filter(type => type === 'change')).to.have.length(3)
  })

  it('does not poll static files', async () => {
    const { asked } = spied()
    const client = createClient({
      src: '/static/',
      fetch: request => {
        asked.push(request.url)
        return fetch(request)
      },
    })
    const stop = new AbortController()
    followPortal({ client, isOwn: false, known: undefined, signal: stop.signal, tell: () => {} })
    await client.type()
    expect(asked).to.have.length(1)
    stop.abort()
  })
})

describe('a stream is allowed', () => {
  const here = new URL('/portal/', location.href).href

  it("for pages of the portal's own origin that can elect a leader", () => {
    expect(mayHoldStream(here, true)).to.equal(true)
    expect(mayHoldStream(here, false)).to.equal(false)
    expect(mayHoldStream('http://portal.elsewhere.test/', true)).to.equal(false)
  })

  it('for every page if the connection is multiplexed', () => {
    const own = Object.getOwnPropertyDescriptor(PerformanceResourceTiming.prototype, 'nextHopProtocol')
    const src = performance.getEntriesByType('resource').at(-1)?.name ?? ''
    for (const [protocol, may] of [
      ['h2', true],
      ['h3', true],
      ['http/1.1', false],
      ['', false],
    ] as const) {
      Object.defineProperty(PerformanceResourceTiming.prototype, 'nextHopProtocol', { get: () => protocol, configurable: true })
      expect(mayHoldStream(src, false), protocol).to.equal(may)
    }
    if (own !== undefined) Object.defineProperty(PerformanceResourceTiming.prototype, 'nextHopProtocol', own)
  })

  it('and a frame with an opaque origin has no channel', async () => {
    expect(openChannel(here)).to.be.instanceOf(BroadcastChannel)
    const own = Object.getOwnPropertyDescriptor(self, 'origin')
    Object.defineProperty(self, 'origin', { value: 'null', configurable: true })
    expect(openChannel(here)).to.equal(undefined)
    if (own !== undefined) Object.defineProperty(self, 'origin', own)
  })
})
