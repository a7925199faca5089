import { diagnosticCodes, type Diagnostic, type DiagnosticCode, type Severity } from '@callboard/core'
import { version } from '../version.ts'

/** A place that a diagnostic stands at, as the tool that shows it names files. */
export type ShownPath = (diagnostic: Diagnostic) => string

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

/** A SARIF 2.1.0 log of what is wrong, for code scanning. */
export function toSarif(diagnostics: readonly Diagnostic[], shownPath: ShownPath): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort()
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'callboard', version, rules: codes.map(rule) } },
      columnKind: 'utf16CodeUnits',
      results: diagnostics.map(diagnostic => {
        const { code, severity, message, hint, at, entityRef } = diagnostic
        const uri = shownPath(diagnostic)
        return {
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: levels[severity],
          message: { text: hint === undefined ? message : `${message}. ${hint}` },
          locations: [{
            physicalLocation: {
              artifactLocation: { uri: encodeURI(uri) },
              region: { startLine: at.line ?? 1, startColumn: at.column ?? 1 },
            },
          }],
          partialFingerprints: { 'callboard/v1': `${code} ${uri} ${entityRef ?? ''} ${message}` },
        }
      }),
    }],
  }
}

function rule(code: DiagnosticCode): object {
  return { id: code, name: code.replace('/', '-'), shortDescription: { text: diagnosticCodes[code] } }
}
