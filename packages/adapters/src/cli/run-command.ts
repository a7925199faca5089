import { parseArgs } from 'node:util'
import { closest } from './closest.ts'
import { commands } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'
import { visible } from './output/visible.ts'
import type { Command, CommandContext, CommandIo, CommandOption, ExitCode, ListedCommand } from './types.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'

const common: Readonly<Record<string, CommandOption>> = {
  json: { type: 'boolean', help: 'one JSON document on standard output, and nothing else' },
  help: { type: 'boolean', short: 'h', help: 'show this help' },
}

/** Runs the command in the arguments. Resolves to the exit code; every error is reported in one sentence. */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    const [name, ...rest] = argv
    if (name === '--version' || name === '-v') return print(io, `${version}\n`)
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      return print(io, rest[0] === undefined || rest[0].startsWith('-') ? generalHelp(commands) : await helpOf(find(rest[0])))
    }
    const listed = find(name)
    const command = await listed.load()
    const context = parse(name, command, rest, io)
    if (context.values['help'] === true) return print(io, await helpOf(listed))
    return await command.run(context)
  } catch (error) {
    return await complain(error, io)
  }
}

function find(name: string): ListedCommand {
  const command = commands.find(known => known.name === name)
  if (command !== undefined) return command
  const meant = closest(
    name,
    commands.map(known => known.name),
  )
  throw new UsageError(
    `There is no command "${name}".`,
    meant === undefined ? 'See `callboard --help`.' : `Did you mean \`callboard ${meant}\`?`,
  )
}

async function helpOf(listed: ListedCommand): Promise<string> {
  return commandHelp(listed, await listed.load(), common)
}

function print(io: CommandIo, text: string): ExitCode {
  io.out(text)
  return 0
}

function parse(name: string, command: Command, args: readonly string[], io: CommandIo): CommandContext {
  const options = { ...common, ...command.options }
  const { values, positionals } = parseStrictly(name, args, options)
  const empty = Object.keys(values).find(option => [values[option]].flat().includes(''))
  if (empty !== undefined) throw new UsageError(`--${empty} needs a value; it is empty.`, `See \`callboard ${name} --help\`.`)
  if (positionals.some(argument => argument.trim() === ''))
    throw new UsageError(`An argument of ${name} is empty.`, `See \`callboard ${name} --help\`.`)
  const text = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    io,
    args: positionals,
    values,
    text,
    texts: name => {
      const value = values[name]
      return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
    },
    count(name) {
      const value = text(name)
      if (value === undefined) return undefined
      if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--${name} must be a whole number, not "${value}".`)
      return Number(value)
    },
    json: values['json'] === true,
  }
}

function parseStrictly(command: string, args: readonly string[], options: Readonly<Record<string, CommandOption>>) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short === undefined ? {} : { short }), ...(multiple === undefined ? {} : { multiple }) },
    ]),
  )
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals: true, strict: true })
  } catch (error) {
    const wrong = error instanceof Error ? /'?(-{1,2}[^\s'=]+)/.exec(error.message)?.[1] : undefined
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && wrong !== undefined) {
      const meant = closest(wrong.replace(/^-+/, ''), Object.keys(options))
      throw new UsageError(
        `${command} has no option ${wrong}.`,
        meant === undefined ? `See \`callboard ${command} --help\`.` : `Did you mean --${meant}?`,
      )
    }
    if (wrong !== undefined && error instanceof Error && error.message.includes('ambiguous'))
      throw new UsageError(`${wrong} needs a value.`, `Write a value that starts with a dash as ${wrong}=-….`)
    if (wrong !== undefined)
      throw new UsageError(
        `${wrong} ${options[wrong.replace(/^-+/, '')]?.type === 'boolean' ? 'takes no value' : 'needs a value'}.`,
        `See \`callboard ${command} --help\`.`,
      )
    throw new UsageError('The arguments are not valid.', `See \`callboard ${command} --help\`.`)
  }
}

async function complain(error: unknown, io: CommandIo): Promise<ExitCode> {
  if (io.signal.aborted) return 1
  if (io.env['CALLBOARD_DEBUG'] !== undefined && error instanceof Error) io.err(`${error.stack ?? error.message}\n`)
  if (error instanceof UsageError) {
    io.err(`callboard: ${visible(error.message)}${error.hint === undefined ? '' : ` ${visible(error.hint)}`}\n`)
    return 2
  }
  const { isCallboardError } = await import('@callboard/core')
  if (isCallboardError(error)) {
    io.err(`callboard: ${visible(error.message)}${/[.?!]$/.test(error.message) ? '' : '.'}\n`)
    return error.code === 'not-found' || error.code === 'invalid-query' || error.code === 'invalid-options' || error.code === 'invalid-ref'
      ? 2
      : 1
  }
  const message = error instanceof Error ? error.message : String(error)
  io.err(`callboard: something went wrong: ${visible(message)} (set CALLBOARD_DEBUG=1 for details)\n`)
  return 1
}
