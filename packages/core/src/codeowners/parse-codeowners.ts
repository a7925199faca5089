import { gitlabSection, parseGitlabLines } from './parse-gitlab-lines.ts'
import { parseGithubLines } from './parse-github-lines.ts'
import type { CodeownersDialect, CodeownersFile, LineProblem } from './types.ts'

export interface ParseCodeownersOptions {
  /** The name of the source it was read from. */
  readonly source: string
  readonly path: string
  /** The folder that patterns are relative to. @default the root of the source */
  readonly root?: string | undefined
  /** @default 'gitlab' under `.gitlab/`, with sections or with roles, else 'github' */
  readonly dialect?: CodeownersDialect | undefined
}

/** Parses a CODEOWNERS file. An invalid line is skipped with a warning, as on GitHub; in GitLab's dialect, only the invalid word is. */
export function parseCodeowners(text: string, options: ParseCodeownersOptions): CodeownersFile {
  const { source, path, root = '' } = options
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const isGitlab = /(?:^|\/)\.gitlab\/[^/]*$/.test(path) || lines.some(line => gitlabSection.test(line) || gitlabRole.test(line))
  const dialect = options.dialect ?? (isGitlab ? 'gitlab' : 'github')
  const { rules, problems } = dialect === 'gitlab' ? parseGitlabLines(lines) : parseGithubLines(lines)
  const diagnostics = problems.map(({ message, hint, line, column }: LineProblem) => ({
    code: 'codeowners/syntax' as const,
    severity: 'warning' as const,
    message,
    at: { source, path, line, column },
    text: (lines[line - 1] ?? '').trim().slice(0, 200),
    hint,
  }))
  return { source, path, root, dialect, rules, diagnostics }
}

/** Only GitLab allows roles as owners. */
const gitlabRole = /^[^#].*\s@@(?:developer|maintainer|owner)s?(?:\s|$)/i
