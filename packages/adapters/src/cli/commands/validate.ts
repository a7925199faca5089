import { CallboardError, type Diagnostic } from '@callboard/core'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { documentLines, type DocumentLine } from '../output/document-lines.ts'
import { toAnnotations } from '../output/github-annotations.ts'
import { painter } from '../output/paint.ts'
import { printJson } from '../output/print-json.ts'
import { reportText } from '../output/report-text.ts'
import { toSarif } from '../output/sarif.ts'
import { catalogOptions, openPortal } from '../open-portal.ts'
import type { Command, CommandContext, ExitCode } from '../types.ts'
import { UsageError } from '../usage-error.ts'

const formats = ['text', 'json', 'ndjson', 'sarif', 'github'] as const
type Format = (typeof formats)[number]

export const validate: Command = {
  name: 'validate',
  summary: 'Check descriptors offline, references included',
  usage: 'PATH… [--format text|json|ndjson|sarif|github] [--max-warnings N]',
  options: {
    ...catalogOptions,
    'format': { type: 'string', value: 'FORMAT', help: 'text (default), json, ndjson, sarif or github' },
    'max-warnings': { type: 'string', value: 'N', help: 'exit 1 when there are more warnings' },
    'quiet': { type: 'boolean', help: 'errors only' },
  },
  examples: ['callboard validate catalog', 'callboard validate . --format github', 'callboard validate catalog --format sarif > callboard.sarif'],
  async run(context) {
    const { io, args } = context
    const format = formatOf(context)
    const mostWarnings = context.count('max-warnings')
    const portal = await openPortal(context, { paths: args })
    try {
      const { catalog } = portal
      const lines = documentLines(catalog)
      const quiet = context.values['quiet'] === true
      const diagnostics = catalog.diagnostics.filter(({ severity, code }) => code !== 'source/empty' && (!quiet || severity === 'error'))
      if (lines.length === 0 && diagnostics.length === 0) throw new CallboardError('not-found', `There is no descriptor in ${args.length === 0 ? context.text('catalog') ?? 'the current folder' : args.join(', ')}; name a folder with catalog-info.yaml files`)
      const shownPath = pathShower(context)
      print(context, format, lines, diagnostics, shownPath)
      const errors = catalog.diagnostics.filter(({ severity }) => severity === 'error').length
      const warnings = catalog.diagnostics.filter(({ severity }) => severity === 'warning').length
      if (format === 'text') io.out(summary(context, lines, errors, warnings))
      const exit: ExitCode = errors > 0 || (mostWarnings !== undefined && warnings > mostWarnings) ? 1 : 0
      return exit
    } finally {
      await portal.close()
    }
  },
}

function formatOf(context: CommandContext): Format {
  const format = context.text('format') ?? (context.json ? 'json' : 'text')
  const known = formats.find(name => name === format)
  if (known === undefined) throw new UsageError(`--format is "${format}"; it must be ${formats.join(', ')}.`)
  return known
}

function print(context: CommandContext, format: Format, lines: readonly DocumentLine[], diagnostics: readonly Diagnostic[], shownPath: (diagnostic: Diagnostic) => string): void {
  const { io } = context
  if (format === 'ndjson') {
    for (const line of lines) io.out(`${JSON.stringify(jsonLine(line))}\n`)
  } else if (format === 'json') {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length
    printJson(io, { valid: errors === 0, errors, warnings: diagnostics.filter(({ severity }) => severity === 'warning').length, documents: lines.map(jsonLine) })
  } else if (format === 'sarif') printJson(io, toSarif(diagnostics, shownPath))
  else if (format === 'github') io.out(toAnnotations(diagnostics, shownPath))
  else io.out(reportText(diagnostics, shownPath, lineReader(context, shownPath), painter(io)))
}

/** The promised fields, in the promised order. */
function jsonLine({ path, index, line, entityRef, valid, diagnostics }: DocumentLine): object {
  return {
    path,
    index,
    line,
    entityRef: entityRef ?? null,
    valid,
    diagnostics: diagnostics.map(({ code, severity, message, hint, at }) => ({ code, severity, message, ...(hint === undefined ? {} : { hint }), line: at.line ?? line, column: at.column ?? 1 })),
  }
}

/** Sources are called by the paths that were given; a path within is shown from the current folder. */
function pathShower({ io, text }: CommandContext): (diagnostic: Diagnostic) => string {
  const folders = new Map<string, string>()
  const folderOf = (source: string): string => {
    const { base, isGlob } = picomatch.scan(source.split(sep).join('/'))
    const path = resolve(io.cwd, isGlob ? base : source)
    try {
      return statSync(path).isDirectory() ? path : dirname(path)
    } catch {
      return io.cwd
    }
  }
  return ({ at: { source, path } }) => {
    if (text('config') !== undefined) return path
    let folder = folders.get(source)
    if (folder === undefined) folders.set(source, (folder = folderOf(source)))
    const shown = relative(io.cwd, join(folder, path)).split(sep).join('/')
    return shown.startsWith('../../..') ? join(folder, path).split(sep).join('/') : shown
  }
}

function lineReader({ io }: CommandContext, shownPath: (diagnostic: Diagnostic) => string): (diagnostic: Diagnostic) => string | undefined {
  const texts = new Map<string, readonly string[]>()
  return diagnostic => {
    const path = resolve(io.cwd, shownPath(diagnostic))
    let lines = texts.get(path)
    if (lines === undefined) {
      try {
        lines = readFileSync(path, 'utf8').split('\n', 100_000)
      } catch {
        lines = []
      }
      if (texts.size < 1000) texts.set(path, lines)
    }
    return lines[(diagnostic.at.line ?? 0) - 1]?.replace(/\r$/, '')
  }
}

function summary({ io }: CommandContext, lines: readonly DocumentLine[], errors: number, warnings: number): string {
  const paint = painter(io)
  const files = new Set(lines.map(({ source, path }) => `${source}\n${path}`)).size
  const read = `${count(lines.length, 'document')} in ${count(files, 'file')}`
  const found = errors === 0 && warnings === 0 ? paint('green', 'all good') : [count(errors, 'error'), count(warnings, 'warning')].join(', ')
  return `${errors + warnings === 0 ? '' : '\n'}${read}: ${errors > 0 ? paint('red', found) : found}\n`
}

function count(number: number, word: string): string {
  return `${String(number)} ${word}${number === 1 ? '' : 's'}`
}
