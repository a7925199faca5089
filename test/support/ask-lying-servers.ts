import { createClient, isCallboardError, type Client } from '@callboard/core/client'
import { lies, places, startLyingServer, type Lie, type LyingServer, type Place } from './lying-server.ts'

/** The outcome of one kind of misbehaviour at one URL. */
export interface LieOutcome {
  readonly lie: string
  readonly place: Place
  /** How each call ended: the code of an error, `answer`, `hung`, or an unexpected error. */
  readonly ends: readonly string[]
  /** How long the slowest call took, in milliseconds. */
  readonly slowest: number
  /** The most that one connection of the server wrote. */
  readonly mostWritten: number
  /** How a call of the same client ends once the server works again. */
  readonly after: readonly string[]
}

export interface LieOptions {
  readonly timeoutMs: number
  readonly maxBytes?: number | undefined
  /** How many servers misbehave at the same time. */
  readonly atOnce: number
}

const ref = 'component:default/pay'
const questions: readonly ((client: Client) => Promise<unknown>)[] = [
  client => client.owner(ref),
  client => client.get(ref),
  client => client.query({ filter: { kind: 'component' } }),
  client => client.graph(ref),
]

/** Calls every misbehaving server with a separate client, while garbage is collected constantly. Needs `--expose-gc`. */
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

/** A call that has not ended after five times its timeout hangs. */
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
