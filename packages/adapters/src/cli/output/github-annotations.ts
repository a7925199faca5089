import type { Diagnostic, Severity } from '@callboard/core'
import type { ShownPath } from './sarif.ts'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands that GitHub Actions shows beside the lines of a pull request, one for each diagnostic. */
export function toAnnotations(diagnostics: readonly Diagnostic[], shownPath: ShownPath): string {
  return diagnostics.map(diagnostic => {
    const { code, severity, message, hint, at } = diagnostic
    const place = `file=${property(shownPath(diagnostic))},line=${String(at.line ?? 1)},col=${String(at.column ?? 1)},title=${property(code)}`
    return `::${commands[severity]} ${place}::${data(hint === undefined ? message : `${message}. ${hint}`)}\n`
  }).join('')
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
