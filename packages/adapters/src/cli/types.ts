/** The environment of one run of the command; a test passes its own. */
export interface CommandIo {
  /** Writes to standard output. */
  readonly out: (text: string) => void
  /** Writes to standard error. */
  readonly err: (text: string) => void
  readonly isTty: boolean
  /** True when standard error is a terminal; progress is shown only then. */
  readonly isErrTty: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Aborts when the user interrupts the command. */
  readonly signal: AbortSignal
}

/** 0 success, 1 problems found, 2 incorrect usage. */
export type ExitCode = 0 | 1 | 2

/** One option of a command, for the parser and for the help. */
export interface CommandOption {
  readonly type: 'string' | 'boolean'
  readonly short?: string | undefined
  readonly multiple?: boolean | undefined
  /** The placeholder for the value in the help: `FILE`. */
  readonly value?: string | undefined
  readonly help: string
}

export interface CommandContext {
  readonly io: CommandIo
  readonly args: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  /** A text option. */
  text(name: string): string | undefined
  /** A text option that can be repeated. */
  texts(name: string): readonly string[]
  /** A whole number from 0. Throws a usage error for anything else. */
  count(name: string): number | undefined
  readonly json: boolean
}

/** One command: a file in `commands/`. */
export interface Command {
  /** The arguments after the name: `PATH… [--format FORMAT]`. */
  readonly usage: string
  readonly options: Readonly<Record<string, CommandOption>>
  readonly examples: readonly string[]
  run(context: CommandContext): Promise<ExitCode>
}

/** A command in the list of `commands.ts`. */
export interface ListedCommand {
  readonly name: string
  /** One line for the help. */
  readonly summary: string
  load(): Promise<Command>
}
