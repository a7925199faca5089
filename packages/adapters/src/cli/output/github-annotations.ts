import type { Diagnostic, Severity } from '@callboard/core'
import type { ShownPath } from './sarif.ts'
import { visible } from './visible.ts'
import { withHint } from './with-hint.ts'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands that GitHub Actions shows at the lines of a pull request, one for each diagnostic. */
export function toAnnotations(diagnostics: readonly Diagnostic[], shownPath: ShownPath): string {
  return diagnostics
    .map(diagnostic => {
      const { code, severity, message, hint, at } = diagnostic
      const path = shownPath(diagnostic)
      const place = path === '' ? '' : `file=${property(path)},line=${String(at.line ?? 1)},col=${String(at.column ?? 1)},`
      return `::${commands[severity]} ${place}title=${property(code)}::${data(withHint(message, hint))}\n`
    })
    .join('')
}

function data(text: string): string {
  return visible(text).replaceAll('%', '%25')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
