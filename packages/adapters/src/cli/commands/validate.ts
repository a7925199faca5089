import { CallboardError, type Catalog, type Diagnostic, type Severity } from '@callboard/core'
import { readFileSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { counted } from '../output/counted.ts'
import { documentLines, type DocumentLine } from '../output/document-lines.ts'
import { toAnnotations } from '../output/github-annotations.ts'
import { painter } from '../output/paint.ts'
import { printJson } from '../output/print-json.ts'
import { reportText } from '../output/report-text.ts'
import { toSarif, type ShownPath } from '../output/sarif.ts'
import { visible, visibleJson } from '../output/visible.ts'
import { inTypedWords, lostText, noEntity, openPortal } from '../open-portal.ts'
import { catalogOptions, folderOf, foundConfig, typedPaths, whatToRead } from '../what-to-read.ts'
import type { Command, CommandContext, CommandIo } from '../types.ts'
import { UsageError } from '../usage-error.ts'

const formats = ['text', 'json', 'ndjson', 'sarif', 'github'] as const
type Format = (typeof formats)[number]

export const validate: Command = {
  usage: '[PATH…] [--exclude GLOB]… [--format text|json|ndjson|sarif|github] [--max-warnings N] [--quiet]',
  options: {
    ...catalogOptions,
    'format': { type: 'string', value: 'FORMAT', help: 'text (default), json, ndjson, sarif or github' },
    'max-warnings': { type: 'string', value: 'N', help: 'exit with 1 if there are more warnings' },
    'quiet': { type: 'boolean', help: 'show only errors' },
  },
  examples: [
    'callboard validate catalog',
    'callboard validate . --exclude templates --format github',
    'callboard validate catalog --format sarif > callboard.sarif',
  ],
  async run(context) {
    const { io, args } = context
    const format = formatOf(context)
    const mostWarnings = context.count('max-warnings')
    const portal = await openPortal(context, { paths: args, tells: false, keepsLost: true })
    try {
      const { catalog } = portal
      const nothing = whyNothing(context, catalog)
      if (nothing !== undefined && format === 'text') throw new CallboardError('not-found', nothing)
      const quiet = context.values['quiet'] === true && nothing === undefined
      const shown = (diagnostic: Diagnostic): boolean => !quiet || diagnostic.severity === 'error'
      const lines = documentLines(catalog).map(line => ({ ...line, diagnostics: line.diagnostics.filter(shown) }))
      const typed = typedPaths(context, args)
      const diagnostics = catalog.diagnostics.filter(shown)
      print(context, format, { lines, diagnostics, roots: catalog.roots(), typed, isRefused: nothing !== undefined })
      // Tools that upload the report need one anyway.
      if (nothing !== undefined) throw new CallboardError('not-found', nothing)
      const found = countOf(catalog.diagnostics)
      if (format === 'text') io.out(summary(context, lines, found))
      return found.errors > 0 || (mostWarnings !== undefined && found.warnings > mostWarnings) ? 1 : 0
    } finally {
      await portal.close()
    }
  },
}

/** Why nothing, or not everything that was named, could be validated; `undefined` if everything was. */
function whyNothing(context: CommandContext, catalog: Catalog): string | undefined {
  const { sources, documents, diagnostics } = catalog
  const lost = sources.filter(({ state }) => state === 'failed')
  const isNamed = whatToRead(context, context.args).config === undefined
  if (lost.length > 0 && (isNamed || lost.length === sources.length)) return lostText(lost, typedPaths(context, context.args))
  const isEmpty = documents.length === 0 && diagnostics.every(({ code }) => code === 'source/empty')
  return isEmpty ? noEntity(context, { paths: context.args }, catalog) : undefined
}

function formatOf(context: CommandContext): Format {
  const format = context.text('format') ?? (context.json ? 'json' : 'text')
  const known = formats.find(name => name === format)
  if (known === undefined) throw new UsageError(`--format is "${format}", but must be one of ${formats.join(', ')}.`)
  return known
}

interface Findings {
  readonly lines: readonly DocumentLine[]
  readonly diagnostics: readonly Diagnostic[]
  /** The folders of the sources on this machine. */
  readonly roots: ReadonlyMap<string, string>
  /** The paths that were typed, by source. */
  readonly typed: ReadonlyMap<string, string>
  /** Nothing, or not everything that was named, was validated. */
  readonly isRefused: boolean
}

function print(context: CommandContext, format: Format, { lines, diagnostics, roots, typed, isRefused }: Findings): void {
  const { io } = context
  const inWords = (diagnostic: Diagnostic): Diagnostic => ({
    ...diagnostic,
    message: inTypedWords(diagnostic, typed),
    at: diagnostic.at.path === '' ? { ...diagnostic.at, source: typed.get(diagnostic.at.source) ?? diagnostic.at.source } : diagnostic.at,
  })
  const isForTools = format === 'sarif' || format === 'github'
  const shownPath = pathShower(io, { roots, typed }, isForTools ? workspace(io) : undefined)
  const ofSources = diagnostics.filter(({ at }) => at.path === '')
  if (format === 'ndjson') {
    const ofPaths = isRefused ? ofSources.map(sourceLine) : []
    for (const line of [...ofPaths, ...lines]) io.out(`${visibleJson(JSON.stringify(jsonLine(line)))}\n`)
    for (const diagnostic of ofSources) io.err(`callboard: ${visible(inTypedWords(diagnostic, typed))}\n`)
  } else if (format === 'json') {
    const { errors, warnings } = countOf(diagnostics)
    const sources = ofSources.map(({ code, severity, message, hint, at }) => ({
      source: at.source,
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
    }))
    printJson(io, {
      ...foundConfig(context, context.args),
      valid: errors === 0 && !isRefused,
      errors,
      warnings,
      documents: lines.map(jsonLine),
      sources,
    })
  } else if (format === 'sarif') printJson(io, toSarif(diagnostics, shownPath, !isRefused))
  else if (format === 'github') io.out(toAnnotations(diagnostics, shownPath))
  else io.out(reportText(diagnostics.map(inWords), shownPath, lineReader(context, shownPath), painter(io)))
}

/** A problem of a source in the form of a document, for a report that would otherwise be empty. */
function sourceLine(diagnostic: Diagnostic): DocumentLine {
  return { source: diagnostic.at.source, path: '', index: 0, line: 1, valid: false, diagnostics: [diagnostic] }
}

function countOf(diagnostics: readonly Diagnostic[]): { readonly errors: number; readonly warnings: number } {
  const count = (wanted: Severity): number => diagnostics.filter(({ severity }) => severity === wanted).length
  return { errors: count('error'), warnings: count('warning') }
}

/** The promised fields, in the promised order. */
function jsonLine({ path, index, line, entityRef, valid, diagnostics }: DocumentLine): object {
  return {
    path,
    index,
    line,
    entityRef: entityRef ?? null,
    valid,
    diagnostics: diagnostics.map(({ code, severity, message, hint, at }) => ({
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      line: at.line ?? line,
      column: at.column ?? 1,
    })),
  }
}

/** The folder to which GitHub's tools resolve paths, if the command runs in it; otherwise the current one. */
function workspace({ cwd, env }: CommandIo): string {
  const folder = env['GITHUB_WORKSPACE'] ?? ''
  return folder !== '' && !relative(folder, cwd).startsWith('..') ? folder : cwd
}

/** A path of a source, shown relative to `base`, or to the current folder in the terminal. Absolute only in the terminal, for a distant path typed as absolute. */
function pathShower({ cwd }: CommandIo, { roots, typed }: Pick<Findings, 'roots' | 'typed'>, base: string | undefined): ShownPath {
  const folders = new Map(roots)
  for (const [source, path] of typed) folders.set(source, folderOf(resolve(cwd, path)))
  return ({ at: { source, path } }) => {
    const folder = folders.get(source)
    if (path === '' || folder === undefined) return path
    const file = join(folder, path)
    const shown = relative(base ?? cwd, file)
    const isFar = shown.startsWith(join('..', '..', '..')) && base === undefined && isAbsolute(typed.get(source) ?? '')
    return (isFar ? file : shown).split(sep).join('/')
  }
}

function lineReader({ io }: CommandContext, shownPath: ShownPath): (diagnostic: Diagnostic) => string | undefined {
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

function summary({ io }: CommandContext, lines: readonly DocumentLine[], { errors, warnings }: ReturnType<typeof countOf>): string {
  const paint = painter(io)
  const files = new Set(lines.map(({ source, path }) => `${source}\n${path}`)).size
  const read = `${counted(lines.length, 'document')} in ${counted(files, 'file')}`
  const found =
    errors === 0 && warnings === 0 ? paint('green', 'all good') : [counted(errors, 'error'), counted(warnings, 'warning')].join(', ')
  return `${errors + warnings === 0 ? '' : '\n'}${read}: ${errors > 0 ? paint('red', found) : found}\n`
}
