import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.ts'
import type { CommandIo, ExitCode } from './types.ts'

/** The folder of the example catalogs. */
export const fixtures: string = fileURLToPath(new URL('fixtures', import.meta.url))

/** What a run of the command wrote and how it ended. */
export interface Ran {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** Runs the command in this process, by default in the folder of the example catalogs, without a terminal. */
export async function run(args: readonly string[], io: Partial<CommandIo> = {}): Promise<Ran> {
  let out = ''
  let err = ''
  const code = await runCommand(args, {
    out: text => void (out += text),
    err: text => void (err += text),
    isTty: false,
    isErrTty: false,
    env: {},
    cwd: fixtures,
    signal: new AbortController().signal,
    ...io,
  })
  return { code, out, err }
}

/** Runs with `--json`; the output must be one JSON document and nothing else. */
export async function runJson(
  args: readonly string[],
  io: Partial<CommandIo> = {},
): Promise<{ readonly code: ExitCode; readonly value: unknown; readonly err: string }> {
  const { code, out, err } = await run([...args, '--json'], io)
  return { code, value: JSON.parse(out), err }
}
