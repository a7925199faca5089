import type { Diagnostic, Severity } from '@callboard/core'
import type { Paint } from './paint.ts'
import type { ShownPath } from './sarif.ts'
import { visible } from './visible.ts'

const styles: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan'>> = { error: 'red', warning: 'yellow', info: 'cyan' }

/** Diagnostics for people: grouped by file, each with its source line and a hint. */
export function reportText(
  diagnostics: readonly Diagnostic[],
  shownPath: ShownPath,
  textOf: (diagnostic: Diagnostic) => string | undefined,
  paint: Paint,
): string {
  const lines: string[] = []
  let file: string | undefined
  for (const diagnostic of diagnostics) {
    const { code, severity, message, hint, at } = diagnostic
    const path = shownPath(diagnostic)
    if (path !== file) lines.push(...(file === undefined ? [] : ['']), paint('bold', visible(path === '' ? at.source : path)))
    file = path
    const place = at.line === undefined ? '' : `${String(at.line)}:${String(at.column ?? 1)}`
    lines.push(
      `  ${paint('dim', place.padEnd(7))} ${paint(styles[severity], severity.padEnd(7))}  ${visible(message)}  ${paint('dim', code)}`,
    )
    const text = textOf(diagnostic)
    if (text !== undefined && at.line !== undefined && path !== '') {
      const cut = text.slice(0, 120)
      const number = String(at.line)
      lines.push(`          ${paint('dim', `${number} │`)} ${visible(cut)}`)
      const column = at.column ?? 1
      if (column > 1 && column <= cut.length + 1)
        lines.push(`          ${paint('dim', `${' '.repeat(number.length)} ╵`)} ${' '.repeat(column - 1)}${paint(styles[severity], '^')}`)
    }
    if (hint !== undefined) lines.push(`          ${paint('dim', visible(hint.charAt(0).toUpperCase() + hint.slice(1)))}`)
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
