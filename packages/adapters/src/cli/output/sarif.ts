import { diagnosticCodes, type Diagnostic, type DiagnosticCode, type Position, type Severity } from '@callboard/core'
import { withHint } from './with-hint.ts'
import { version } from '../version.ts'

/** The file of a diagnostic, as the tool that shows it names files; empty for a source as a whole. */
export type ShownPath = (diagnostic: Diagnostic) => string

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

/** A SARIF 2.1.0 log of the problems, for code scanning. `isSuccessful`: everything that was named was validated. */
export function toSarif(diagnostics: readonly Diagnostic[], shownPath: ShownPath, isSuccessful: boolean): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort()
  const [results, ofSources] = [diagnostics.filter(({ at }) => at.path !== ''), diagnostics.filter(({ at }) => at.path === '')]
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'callboard', version, rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        // Code scanning refuses a result without a location.
        invocations: [{ executionSuccessful: isSuccessful, toolExecutionNotifications: ofSources.map(notification) }],
        results: results.map(diagnostic => {
          const { code, severity, message, hint, at, entityRef } = diagnostic
          const uri = shownPath(diagnostic)
          return {
            ruleId: code,
            ruleIndex: codes.indexOf(code),
            level: levels[severity],
            message: { text: withHint(message, hint) },
            locations: [place(uri, at)],
            partialFingerprints: { 'callboard/v1': `${code} ${uri} ${entityRef ?? ''} ${message}` },
          }
        }),
      },
    ],
  }
}

function place(path: string, { line = 1, column = 1 }: Position): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(path).replace(/[?#:]/g, encodeURIComponent) },
      region: { startLine: line, startColumn: column },
    },
  }
}

function notification({ code, severity, message, hint }: Diagnostic): object {
  return { descriptor: { id: code }, level: levels[severity], message: { text: withHint(message, hint) } }
}

function rule(code: DiagnosticCode): object {
  const text = { text: diagnosticCodes[code] }
  // GitHub requires all three for every rule.
  return { id: code, name: code.replace('/', '-'), shortDescription: text, fullDescription: text, help: text }
}
