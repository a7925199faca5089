import { createClient, isCallboardError, type Client } from '@callboard/core/client'
import { lies, places, startLyingServer, type Lie, type LyingServer, type Place } from './lying-server.ts'

/** What came of one way to lie at one place. */
export interface LieOutcome {
  readonly lie: string
  readonly place: Place
  /** What each question ended in: the code of an error, `answer`, `hung`, or a mistake of ours. */
  readonly ends: readonly string[]
  /** How long the slowest question took, in milliseconds. */
  readonly slowest: number
  /** The most that one connection of the server wrote. */
  readonly mostWritten: number
  /** What the same client says once the server is well. */
  readonly after: readonly string[]
}

export interface LieOptions {
  readonly timeoutMs: number
  readonly maxBytes?: number | undefined
  /** How many lies are told at once. */
  readonly atOnce: number
}

const ref = 'component:default/pay'
const questions: readonly ((client: Client) => Promise<unknown>)[] = [
  client => client.owner(ref),
  client => client.get(ref),
  client => client.query({ filter: { kind: 'component' } }),
  client => client.graph(ref),
]

/** Asks every lying server with a client of its own, while garbage is collected all the time. Needs `--expose-gc`. */
export async function askLyingServers(options: LieOptions): Promise<readonly LieOutcome[]> {
  const server = await startLyingServer()
  const pressure = setInterval(globalThis.gc ?? (() => {}), 250)
  const outcomes: LieOutcome[] = []
  const rest = Object.entries(lies).flatMap(([name, lie]) => places.map(place => ({ name, lie, place })))
  const work = async (): Promise<void> => {
    for (let next = rest.pop(); next !== undefined; next = rest.pop())
      outcomes.push(await askOne(server, next.name, next.lie, next.place, options))
  }
  try {
    await Promise.all(Array.from({ length: options.atOnce }, work))
  } finally {
    clearInterval(pressure)
    await server.close()
  }
  return outcomes
}

async function askOne(server: LyingServer, name: string, lie: Lie, place: Place, { timeoutMs, maxBytes }: LieOptions): Promise<LieOutcome> {
  const portal = server.portal(place, lie)
  const client = createClient({ src: portal.src, timeoutMs, cacheMs: 0, maxBytes })
  const start = performance.now()
  const ends = await Promise.all(questions.map(question => endOf(question(client), timeoutMs)))
  const slowest = performance.now() - start
  const mostWritten = portal.mostWritten()
  portal.mend()
  const after: string[] = []
  for (const question of questions) after.push(await endOf(question(client), timeoutMs))
  client.close()
  return { lie: name, place, ends, slowest, mostWritten, after }
}

/** A question that has not ended after five times its time is hung. */
async function endOf(question: Promise<unknown>, timeoutMs: number): Promise<string> {
  const hung = Promise.withResolvers<string>()
  const guard = setTimeout(() => hung.resolve('hung'), 5 * timeoutMs)
  try {
    return await Promise.race([
      question.then(
        () => 'answer',
        (error: unknown) => (isCallboardError(error) ? error.code : String(error)),
      ),
      hung.promise,
    ])
  } finally {
    clearTimeout(guard)
  }
}
