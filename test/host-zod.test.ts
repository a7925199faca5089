import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('support/parse-everything.ts', import.meta.url))

interface Told {
  readonly afterImport: { readonly config: readonly string[]; readonly tries: number }
  readonly afterHostSchema: number
  readonly parsed: { readonly right: number; readonly wrong: boolean }
  readonly statuses: readonly number[]
  readonly afterParsing: { readonly tries: readonly string[]; readonly config: readonly string[] }
  readonly hostParses: number
}

/** What a process tells that loads zod and the core and parses by every entry; `host` is what it does to zod first. */
async function tellOf(host: 'nothing' | 'jitless'): Promise<Told> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@callboard/source', program, host])
  return JSON.parse(stdout) as Told
}

test('importing and using the core leaves the zod of its host alone, and makes no code from text', async () => {
  const told = await tellOf('nothing')
  expect(told.parsed).toEqual({ right: 11, wrong: true })
  expect(told.statuses).toEqual([200, 400, 401])
  expect(told.afterImport).toEqual({ config: [], tries: 0 })
  expect(told.afterParsing).toEqual({ config: [], tries: [] })
  expect([told.afterHostSchema, told.hostParses], 'zod tries and compiles for its host, as without the core').toEqual([1, 1])
})

test('a host that forbids zod to compile keeps that, for all of its schemas', async () => {
  const told = await tellOf('jitless')
  expect([told.afterImport.config, told.afterParsing.config]).toEqual([[], []])
  expect([told.afterHostSchema, told.hostParses]).toEqual([0, 0])
})
