import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveHandler, type RunningServer } from '../packages/adapters/src/node/index.ts'
import { files } from '../packages/adapters/src/sources/files/files.ts'
import { createPortal, type Portal } from '../packages/core/src/index.ts'
import { createHandler } from '../packages/core/src/server/index.ts'
import { sharedDir, withoutShared } from './support/shared.ts'

/**
 * Deliberate differences: writes are refused with 401 because no caller can be known (`DELETE /entities/by-uid`, `POST /refresh`), and
 * `POST /validate-entity` reports every problem at once, in its own words.
 */
const otherwise = ['by-uid-0668', 'misc-0982', 'misc-0986', 'misc-0987', 'misc-0988', 'misc-0990']

interface Replay {
  readonly agree: number
  readonly total: number
  readonly differences: readonly {
    readonly id: string
    readonly request: string
    readonly at: string
    readonly expected: string
    readonly got: string
  }[]
}

const golden = `${sharedDir() ?? ''}/golden`

describe.skipIf(sharedDir() === undefined)(`the recorded responses of a real Backstage catalog${withoutShared}`, () => {
  let portal: Portal
  let server: RunningServer

  beforeAll(async () => {
    portal = await createPortal({ sources: [files(`${golden}/catalog`)] })
    server = await serveHandler({ handler: createHandler(portal), port: 0 })
  })

  afterAll(async () => {
    await server.close()
    await portal.close()
  })

  test('are reproduced, except for six deliberate differences', async () => {
    const { agree, total, differences } = await replay(`${server.url}/api/catalog`)
    const unmeant = differences.filter(({ id }) => !otherwise.includes(id))
    expect(unmeant).toEqual([])
    expect(differences.map(({ id }) => id)).toEqual(otherwise)
    expect([agree, total]).toEqual([991 - otherwise.length, 991])
  })
})

function replay(url: string): Promise<Replay> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [`${golden}/replay.mjs`, golden, url, '--json'], { maxBuffer: 50_000_000 }, (error, stdout, stderr) => {
      // Exit code 1 means that some differ; the output lists them.
      if (error !== null && error.code !== 1) reject(new Error(stderr || error.message))
      else resolve(JSON.parse(stdout) as Replay)
    })
  })
}
