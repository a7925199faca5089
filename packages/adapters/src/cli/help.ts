import type { Command, CommandOption, ListedCommand } from './types.ts'

/** What `callboard --help` prints. */
export function generalHelp(commands: readonly ListedCommand[]): string {
  const width = Math.max(...commands.map(command => command.name.length))
  return [
    'callboard — who owns this, and how do I reach them',
    '',
    'Usage: callboard COMMAND [options]',
    '',
    ...commands.map(command => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'What to read: --catalog PATH, a folder, file or glob of descriptors (catalog-info.yaml); or --config FILE, a',
    'callboard.config.ts, .mjs or .js that exports a portal. Default: the config of the current folder, or the folder itself.',
    '--exclude GLOB skips files and folders.',
    'Every command takes --json and --help; `callboard --version` prints the version.',
    'Exit codes: 0 success, 1 problems found, 2 incorrect usage.',
    '',
  ].join('\n')
}

/** What `callboard COMMAND --help` prints. */
export function commandHelp({ name, summary }: ListedCommand, command: Command, common: Readonly<Record<string, CommandOption>>): string {
  const rows = Object.entries({ ...command.options, ...common }).map(([long, option]) => {
    const short = option.short === undefined ? '' : `-${option.short}, `
    const value = option.type === 'boolean' ? '' : ` ${option.value ?? 'VALUE'}`
    return [`${short}--${long}${value}`, option.help] as const
  })
  const width = Math.max(...rows.map(([option]) => option.length))
  return [
    summary,
    '',
    `Usage: callboard ${name} ${command.usage}`.trimEnd(),
    '',
    ...rows.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`),
    '',
    'Examples:',
    ...command.examples.map(example => `  ${example}`),
    '',
  ].join('\n')
}
