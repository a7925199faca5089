import { describe, expect, test } from 'vitest'
import { CallboardError } from '../../errors.ts'
import { joinSignals, withinTime } from './within-time.ts'

const late = (): CallboardError => new CallboardError('unreachable', 'late')
const never = (): Promise<never> => new Promise(() => {})

/** A signal that counts its listeners. */
function counted() {
  const controller = new AbortController()
  const { signal } = controller
  const state = { listeners: 0 }
  const add = signal.addEventListener.bind(signal) as (...all: readonly unknown[]) => void
  const remove = signal.removeEventListener.bind(signal) as (...all: readonly unknown[]) => void
  Object.assign(signal, {
    addEventListener: (...all: readonly unknown[]) => (state.listeners++, add(...all)),
    removeEventListener: (...all: readonly unknown[]) => (state.listeners--, remove(...all)),
  })
  return { controller, signal, state }
}

describe('Work within a time', () => {
  test('returns its result, and releases the signals', async () => {
    const { signal, state } = counted()
    expect(await withinTime(async () => 'done', { ms: 1000, late, signals: [undefined, signal] })).toBe('done')
    expect(state.listeners).toBe(0)
  })

  test('fails with its own error, and releases the signals', async () => {
    const { signal, state } = counted()
    const failing = withinTime(() => Promise.reject(new TypeError('own')), { ms: 1000, late, signals: [signal] })
    await expect(failing).rejects.toThrow(TypeError)
    expect(state.listeners).toBe(0)
  })

  test('is late when the time is up, even if it ignores its signal, which is aborted', async () => {
    let own: AbortSignal | undefined
    const slow = withinTime(signal => ((own = signal), never()), { ms: 1, late, signals: [] })
    await expect(slow).rejects.toMatchObject({ code: 'unreachable', message: 'late' })
    expect(own?.aborted).toBe(true)
  })

  test('is late even if what it throws then is another error', async () => {
    const slow = withinTime(
      signal => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('socket closed')))),
      { ms: 1, late, signals: [] },
    )
    await expect(slow).rejects.toMatchObject({ message: 'late' })
  })

  test('is aborted as soon as a signal aborts, and its own signal with it', async () => {
    const [first, second] = [counted(), counted()]
    let own: AbortSignal | undefined
    const slow = withinTime(signal => ((own = signal), never()), { ms: 60_000, late, signals: [first.signal, second.signal] })
    expect(own?.aborted).toBe(false)
    second.controller.abort()
    await expect(slow).rejects.toMatchObject({ code: 'aborted' })
    expect(own?.aborted).toBe(true)
    expect(first.state.listeners).toBe(0)
  })

  test('does not start when a signal has aborted already', async () => {
    let hasBegun = false
    const work = async (): Promise<void> => void (hasBegun = true)
    await expect(withinTime(work, { ms: 1000, late, signals: [undefined, AbortSignal.abort()] })).rejects.toMatchObject({ code: 'aborted' })
    expect(hasBegun).toBe(false)
  })

  test('may take longer than any timer', async () => {
    const slow = withinTime(() => new Promise(resolve => setTimeout(() => resolve('done'), 5)), { ms: 2 ** 40, late, signals: [] })
    expect(await slow).toBe('done')
  })
})

describe('Joined signals', () => {
  test('abort with any of them, until they are released', () => {
    const [a, b] = [new AbortController(), new AbortController()]
    const joined = joinSignals([a.signal, undefined, b.signal])
    const released = joinSignals([a.signal, b.signal])
    released.release()
    b.abort()
    expect([joined.signal.aborted, released.signal.aborted]).toEqual([true, false])
  })

  test('can be stopped, and have aborted when one of them has', () => {
    const own = joinSignals([])
    expect(own.signal.aborted).toBe(false)
    own.stop()
    expect(own.signal.aborted).toBe(true)
    expect(joinSignals([undefined, AbortSignal.abort()]).signal.aborted).toBe(true)
  })
})
