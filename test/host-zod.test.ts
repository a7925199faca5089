import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('support/parse-everything.ts', import.meta.url))

interface Reported {
  readonly afterImport: { readonly config: readonly string[]; readonly tries: number }
  readonly afterHostSchema: number
  readonly parsed: { readonly right: number; readonly wrong: boolean }
  readonly statuses: readonly number[]
  readonly afterParsing: { readonly tries: readonly string[]; readonly config: readonly string[] }
  readonly hostParses: number
}

/** The report of a process that loads zod and the core and parses through every entry; `host` is what it does to zod first. */
async function reportOf(host: 'nothing' | 'jitless'): Promise<Reported> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@callboard/source', program, host])
  return JSON.parse(stdout) as Reported
}

test('importing and using the core does not change the zod of its host, and compiles no code from text', async () => {
  const reported = await reportOf('nothing')
  expect(reported.parsed).toEqual({ right: 11, wrong: true })
  expect(reported.statuses).toEqual([200, 400, 401])
  expect(reported.afterImport).toEqual({ config: [], tries: 0 })
  expect(reported.afterParsing).toEqual({ config: [], tries: [] })
  expect([reported.afterHostSchema, reported.hostParses], 'zod tries and compiles for its host, as without the core').toEqual([1, 1])
})

test('a host that forbids zod to compile keeps that setting for all of its schemas', async () => {
  const reported = await reportOf('jitless')
  expect([reported.afterImport.config, reported.afterParsing.config]).toEqual([[], []])
  expect([reported.afterHostSchema, reported.hostParses]).toEqual([0, 0])
})
