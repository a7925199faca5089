#!/usr/bin/env node
import { reasonOf } from '../shared/reason-of.ts'
import { runCommand } from './run-command.ts'

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())
process.stdout.on('error', error => {
  // A reader that has read enough, such as `head`, closes the pipe. That is not an error and does not change the exit code.
  if ('code' in error && error.code === 'EPIPE') return
  process.stderr.write(`callboard: The output cannot be written: ${reasonOf(error)}.\n`)
  process.exit(1)
})
process.stderr.on('error', () => undefined)

process.exitCode = await runCommand(process.argv.slice(2), {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  isTty: process.stdout.isTTY,
  isErrTty: process.stderr.isTTY,
  env: process.env,
  cwd: process.cwd(),
  signal: interrupted.signal,
})
