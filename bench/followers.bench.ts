// Memory for followers of `changes` that stop reading: 60 followers, 500 events of 100 references each. Bar: memory stays flat.
import { createPortal, memory } from '@callboard/core'
import { createHandler } from '@callboard/core/server'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const followers = 60
const events = 500
const groups = Array.from({ length: 100 }, (_, i) => `a-team-with-a-name-of-some-length-${String(i)}`)

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const used = (): string => {
  collect()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return ((heapUsed + external + arrayBuffers) / 1e6).toFixed(1)
}

const source = memory({ entities: [] })
const portal = await createPortal({ sources: [source], watch: true })
const handler = createHandler(portal)
const change = async (round: number): Promise<void> => {
  const changes = portal.catalog.changes()[Symbol.asyncIterator]()
  const next = changes.next()
  const texts = groups.map(name =>
    JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name, title: String(round) },
      spec: { type: 'team', children: [] },
    }),
  )
  source.write('groups.yaml', texts.join('\n---\n'))
  await next
  await changes.return?.()
  // Targets of weak references are kept until the end of a task.
  await new Promise(resolve => setImmediate(resolve))
}

await change(0)
const streams = await Promise.all(
  Array.from({ length: followers }, () => handler(new Request('http://localhost/api/callboard/v1/changes'))),
)
const figures: string[] = []
for (let round = 1; round <= events; round++) {
  await change(round)
  if (round === 1 || round % 125 === 0) figures.push(`${used()} MB after ${String(round)}`)
}
console.log(`${String(followers)} followers that stop reading: ${figures.join(', ')} events`)

await Promise.all(streams.map(stream => stream.body?.cancel()))
await portal.close()
