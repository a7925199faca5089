import { expect } from 'chai'
import type { Client } from '@callboard/core/client'
import { watchRevision } from './watch-revision.ts'

type Asked = Pick<Client, 'changes' | 'checkRevision'>

/** Runs with a clock on which every pause ends immediately; `pauses` records the intended lengths. */
async function onFastClock(run: (pauses: readonly number[]) => Promise<void>): Promise<void> {
  const own = window.setTimeout
  const pauses: number[] = []
  window.setTimeout = ((work: () => void, ms = 0) => {
    pauses.push(ms)
    return own(work, 0)
  }) as typeof window.setTimeout
  try {
    await run(pauses)
  } finally {
    window.setTimeout = own
  }
}

/** Watches until a revision for which `isEnough` is true. */
async function watch(client: Asked, holdsStream: boolean, isEnough: (revision: string | undefined) => boolean): Promise<void> {
  const stop = new AbortController()
  const tell = (revision: string | undefined): void => {
    if (isEnough(revision)) stop.abort()
  }
  await watchRevision({ client: client as Client, holdsStream, signal: stop.signal, tell })
}

const isLong = (ms: number): boolean => ms > 20_000

describe('a watched revision', () => {
  it('is polled with increasing pauses while there is no answer, and at the usual interval afterwards', () =>
    onFastClock(async pauses => {
      let asked = 0
      const client: Asked = {
        changes: () => {
          throw new Error('no stream may be held')
        },
        checkRevision: async () => {
          asked++
          if (asked <= 3) throw new Error('down')
          return String(asked)
        },
      }
      await watch(client, false, revision => revision === '6')
      const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = pauses
      expect(second).to.be.greaterThan(first)
      expect(third).to.be.greaterThan(second)
      for (const ms of [fourth, fifth]) expect(ms).to.be.lessThan(second)
    }))

  it('arrives through the stream, and is rarely polled in addition', () =>
    onFastClock(async pauses => {
      let asked = 0
      const client: Asked = {
        async *changes({ signal } = {}) {
          yield { revision: 'streamed' }
          await new Promise(resolve => signal?.addEventListener('abort', resolve))
        },
        checkRevision: async () => String(++asked),
      }
      await watch(client, true, revision => revision === '3')
      expect(pauses.slice(1).every(isLong)).to.equal(true)
    }))

  it('is polled often again when the stream ends', () =>
    onFastClock(async pauses => {
      let asked = 0
      let end: () => void = () => {}
      const ended = new Promise<void>(resolve => (end = resolve))
      const client: Asked = {
        async *changes() {
          yield { revision: 'streamed' }
          await ended
        },
        checkRevision: async () => {
          if (++asked === 2) end()
          return String(asked)
        },
      }
      await watch(client, true, revision => revision === '5')
      expect(pauses.slice(1, 3).every(isLong)).to.equal(true)
      expect(pauses).to.have.length.greaterThan(5)
      expect(pauses.slice(4).some(isLong)).to.equal(false)
    }))

  it('is polled when a stream stays silent, which is then closed', () =>
    onFastClock(async () => {
      let stream: AbortSignal | undefined
      let isHeld = true
      const client: Asked = {
        // oxlint-disable-next-line require-yield
        async *changes({ signal } = {}) {
          stream = signal
          await new Promise(resolve => signal?.addEventListener('abort', resolve))
        },
        checkRevision: async () => {
          isHeld = stream?.aborted === false
          return 'asked'
        },
      }
      await watch(client, true, revision => revision === 'asked')
      expect(isHeld).to.equal(false)
    }))
})
