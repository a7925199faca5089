import { createClient, type OwnerAnswer } from '@callboard/core/client'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LieOutcome, LieOptions } from './support/ask-lying-servers.ts'
import { lies, places, startLyingServer, type LyingServer } from './support/lying-server.ts'

const codes = ['answer', 'unreachable', 'refused', 'unexpected-answer', 'limit-exceeded', 'invalid-query', 'not-found']

/** In a separate process, which can run the garbage collector constantly. */
function askAll(options: LieOptions): readonly LieOutcome[] {
  const program = `import { askLyingServers } from ${JSON.stringify(join(import.meta.dirname, 'support', 'ask-lying-servers.ts'))}
    console.log(JSON.stringify(await askLyingServers(${JSON.stringify(options)})))`
  const flags = ['--expose-gc', '--conditions=@callboard/source', '--input-type=module', '--eval', program]
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8', maxBuffer: 10_000_000 })) as readonly LieOutcome[]
}

describe('a client in Node, while garbage is collected constantly', () => {
  let outcomes: readonly LieOutcome[]
  beforeAll(() => {
    outcomes = askAll({ timeoutMs: 5000, maxBytes: 2_000_000, atOnce: 20 })
  }, 240_000)

  test('is tested with many kinds of misbehaviour, at each URL that it requests', () => {
    expect(Object.keys(lies).length).toBeGreaterThan(50)
    expect(outcomes).toHaveLength(Object.keys(lies).length * places.length)
  })

  test('ends every call with an answer or a CallboardError', () => {
    expect(outcomes.filter(({ ends }) => !ends.every(end => codes.includes(end)))).toEqual([])
  })

  test('reads no more than its limit', () => {
    expect(outcomes.filter(({ mostWritten }) => mostWritten > 20_000_000)).toEqual([])
  })

  test('answers once the server works again', () => {
    expect(outcomes.filter(({ after }) => !after.every(end => end === 'answer'))).toEqual([])
  })
})

describe('a hung request', () => {
  let server: LyingServer
  beforeAll(async () => {
    server = await startLyingServer()
  })
  afterAll(() => server.close())

  test.each(places)('at %s does not delay the calls after it', async place => {
    const portal = server.portal(place, () => {})
    const client = createClient({ src: portal.src, timeoutMs: 30_000 })
    const hung = client.owner('component:default/pay')
    hung.catch(() => {})
    await portal.liedOnce
    portal.mend()
    // A pending request is shared for a tenth of the time, and serves no caller after that.
    const from = Date.now()
    let answer: OwnerAnswer | undefined
    while (answer === undefined && Date.now() - from < 25_000)
      answer = await client.owner('component:default/pay', { signal: AbortSignal.timeout(500) }).catch(() => undefined)
    expect(answer).toMatchObject({ state: 'owned' })
    client.close()
    await expect(hung).rejects.toMatchObject({ code: 'aborted' })
  })
})
