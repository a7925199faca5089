import { createPortal } from '../packages/core/src/portal.ts'
import { createHandler } from '../packages/core/src/server/create-handler.ts'
import { bodySlots, hostileShapes } from '../packages/core/src/server/hostile-bodies.fixture.ts'
import { memory } from '../packages/core/src/source/memory.ts'
import { generateOrg } from './support/generate-org.ts'
import { report } from './support/measure.ts'

// Bodies just within the size limit that POST routes refuse, at 10,000 entities, compared with a body of the same size that the same route answers.
const letters = 900_000
const slowestBar = 50
const ratioBar = 3
const files = Object.fromEntries(generateOrg({ entities: 10_000, files: 200 }).map(({ path, text }) => [path, text]))
const handler = createHandler(await createPortal({ sources: [memory({ files })] }))

interface Asked {
  readonly status: number
  readonly ms: number
  readonly bytes: number
  readonly heapMb: number
}

async function ask(path: string, body: string): Promise<Asked> {
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
  const request = new Request(`http://portal.test${path}`, init)
  const before = process.memoryUsage()
  const cpu = process.cpuUsage()
  const answer = await handler(request)
  const text = await answer.text()
  const { user, system } = process.cpuUsage(cpu)
  const after = process.memoryUsage()
  const heapMb = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6
  return { status: answer.status, ms: (user + system) / 1000, bytes: Buffer.byteLength(text), heapMb }
}

/** The median of an odd number of durations. */
async function askOften(path: string, body: string, times = 3): Promise<Asked> {
  const all: Asked[] = []
  for (let i = 0; i < times; i++) all.push(await ask(path, body))
  return all.sort((a, b) => a.ms - b.ms)[times >> 1] as Asked
}

/** The same, repeated when it seems too slow: among thousands of short measurements, some coincide with garbage collection or a busy machine. */
async function askCarefully(path: string, body: string): Promise<Asked> {
  const asked = await askOften(path, body)
  const isSlow = asked.ms > slowestBar || asked.ms > ratioBar * (reference.get(path) ?? 1)
  return isSlow ? await askOften(path, body, 15) : asked
}

const texts = (json: string): string => `[${Array.from({ length: Math.floor(letters / (json.length + 1)) }, () => json).join(',')}]`
const name = '"component:default/service-4376"'
const valid: Readonly<Record<string, string>> = {
  '/api/callboard/v1/query': `{"predicate":{"kind":{"$in":${texts(name)}}},"limit":1}`,
  '/api/callboard/v1/facets': `{"facets":["kind"],"predicate":{"kind":{"$in":${texts(name)}}}}`,
  '/api/callboard/v1/owners': `{"queries":[${name}${' '.repeat(letters)}]}`,
  '/api/callboard/v1/entities': `{"refs":[${name}${' '.repeat(letters)}]}`,
  '/api/catalog/entities/by-query': `{"query":{"kind":{"$in":${texts(name)}}},"limit":1}`,
  '/api/catalog/entities/by-refs': `{"entityRefs":["a"],"query":{"kind":{"$in":${texts(name)}}}}`,
  '/api/catalog/entity-facets': `{"facets":["kind"],"query":{"kind":{"$in":${texts(name)}}}}`,
  '/api/catalog/locations/by-query': `{"query":{"kind":{"$in":${texts(name)}}}}`,
  '/api/catalog/validate-entity': `{"location":"url:https://x.test/y","entity":{"apiVersion":"backstage.io/v1alpha1","kind":"API","metadata":{"name":"a"},"spec":{"type":"openapi","lifecycle":"x","owner":"y","definition":"${'x\\n'.repeat(letters / 3)}"}}}`,
  '/api/catalog/refresh': `{"entityRef":"${'x'.repeat(letters)}"}`,
  '/api/catalog/locations': `{"type":"url","target":"${'x'.repeat(letters)}"}`,
  '/api/catalog/analyze-location': `{"location":{"type":"url","target":"${'x'.repeat(letters)}"}}`,
}

const reference = new Map<string, number>()
for (const [path, body] of Object.entries(valid)) {
  await askOften(path, body)
  reference.set(path, (await askOften(path, body, 15)).ms)
}

let refused = 0
let slowest = { ms: 0, what: '' }
let worstRatio = { ratio: 0, what: '' }
let largest = { bytes: 0, what: '' }
let heaviest = { heapMb: 0, what: '' }
for (const [shape, make] of Object.entries(hostileShapes)) {
  const json = make(letters)
  for (const { path, body } of bodySlots) {
    const text = body(json)
    if (Buffer.byteLength(text) > 1_000_000) continue
    const { status, ms, bytes, heapMb } = await askCarefully(path, text)
    if (status === 200) continue
    refused++
    const what = `${shape} at ${path}`
    const ratio = ms / (reference.get(path) ?? 1)
    if (process.env['CALLBOARD_BENCH_ALL'] !== undefined && (ms > 25 || heapMb > 25))
      console.log(`${ms.toFixed(1)} ms, ${ratio.toFixed(1)} ×, ${heapMb.toFixed(0)} MB: ${what}`)
    if (ms > slowest.ms) slowest = { ms, what }
    if (ratio > worstRatio.ratio) worstRatio = { ratio, what }
    if (bytes > largest.bytes) largest = { bytes, what }
    if (heapMb > heaviest.heapMb) heaviest = { heapMb, what }
  }
}

report(`Refused bodies of 0.9 MB, 10,000 entities, ${String(refused)} of them`, [
  { name: `slowest: ${slowest.what}`, value: slowest.ms, unit: 'ms', bar: slowestBar },
  { name: `against a valid body: ${worstRatio.what}`, value: worstRatio.ratio, unit: '×', bar: ratioBar },
  { name: `memory: ${heaviest.what}`, value: heaviest.heapMb, unit: 'MB', bar: 32 },
  { name: `answer: ${largest.what}`, value: largest.bytes / 1000, unit: 'kB', bar: 8 },
])
