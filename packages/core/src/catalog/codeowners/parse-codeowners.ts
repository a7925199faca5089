import type { Diagnostic } from '../../diagnostics.ts'
import { parseOwner } from './parse-owner.ts'
import type { CodeownersDialect, CodeownersFile, CodeownersOwner, CodeownersRule } from './types.ts'

export interface ParseCodeownersOptions {
  /** The name of the source it was read from. */
  readonly source: string
  readonly path: string
  /** The folder that patterns are relative to. @default the root of the source */
  readonly root?: string | undefined
  /** @default 'gitlab' under `.gitlab/` or with sections, else 'github' */
  readonly dialect?: CodeownersDialect | undefined
}

interface Section {
  readonly name: string
  readonly optional: boolean
  readonly owners: readonly CodeownersOwner[]
}

/** Reads a CODEOWNERS file. A line that cannot be read is told and skipped, as GitHub does; GitLab skips only the word that is no owner. */
export function parseCodeowners(text: string, options: ParseCodeownersOptions): CodeownersFile {
  const { source, path, root = '' } = options
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const dialect = options.dialect ?? (path.startsWith('.gitlab/') || lines.some(line => sectionLine.test(line)) ? 'gitlab' : 'github')
  const rules: CodeownersRule[] = []
  const diagnostics: Diagnostic[] = []
  let section: Section | undefined
  for (const [i, line] of lines.entries()) {
    const tell = (message: string, word: string, hint: string): void => {
      diagnostics.push({
        code: 'codeowners/syntax',
        severity: 'warning',
        message,
        at: { source, path, line: i + 1, column: Math.max(0, line.indexOf(word)) + 1 },
        text: line.trim().slice(0, 200),
        hint,
      })
    }
    const words = splitWords(line)
    const [pattern, ...names] = words
    if (pattern === undefined) continue
    if (dialect === 'gitlab' && sectionLine.test(line)) {
      section = readSection(line, dialect)
      continue
    }
    const exclude = dialect === 'gitlab' && pattern.startsWith('!')
    const complaint = exclude ? undefined : unsupported(pattern, dialect)
    if (complaint !== undefined) {
      tell(complaint, pattern, 'The line is skipped. Write the paths out.')
      continue
    }
    const owners = names.map(name => [name, parseOwner(name, dialect)] as const)
    const wrong = owners.find(([, owner]) => owner === undefined)
    if (wrong !== undefined) {
      const fate = dialect === 'gitlab' ? 'The word is ignored.' : 'The line is skipped.'
      tell(`"${wrong[0].slice(0, 80)}" is not an owner`, wrong[0], `Owners are \`@user\`, \`@org/team\` or an e-mail address. ${fate}`)
      if (dialect === 'github') continue
    }
    const own = distinct(owners.flatMap(([, owner]) => owner ?? []))
    rules.push({
      pattern: exclude ? pattern.slice(1) : pattern,
      owners: names.length === 0 && section !== undefined ? section.owners : own,
      line: i + 1,
      ...(section === undefined ? {} : { section: section.name, optional: section.optional }),
      ...(exclude ? { exclude } : {}),
    })
  }
  return { source, path, root, dialect, rules, diagnostics }
}

const sectionLine = /^\s*\^?\[[^\]]+\](?:\[\d+\])?(?:\s|$)/

/** Words parted by white space that no backslash precedes; a word that begins with `#` ends the line. */
function splitWords(line: string): readonly string[] {
  const words: string[] = []
  for (const [word] of line.matchAll(/(?:\\.|[^\s\\]|\\$)+/g)) {
    if (word.startsWith('#')) break
    words.push(word)
  }
  return words
}

function unsupported(pattern: string, dialect: CodeownersDialect): string | undefined {
  if (dialect === 'gitlab') return undefined
  if (pattern.startsWith('!')) return 'GitHub has no patterns that begin with `!`'
  if (pattern.startsWith('\\#')) return 'GitHub has no patterns that begin with an escaped `#`'
  if (/(?<!\\)[[\]]/.test(pattern)) return 'GitHub has no character ranges in patterns'
  return undefined
}

function readSection(line: string, dialect: CodeownersDialect): Section {
  const found = /^\s*(\^?)\[([^\]]+)\](?:\[\d+\])?(.*)$/.exec(line)
  const owners = splitWords(found?.[3] ?? '').flatMap(word => parseOwner(word, dialect) ?? [])
  // GitLab joins sections whose names differ only in case.
  return { name: (found?.[2] ?? '').trim().toLowerCase(), optional: found?.[1] === '^', owners: distinct(owners) }
}

function distinct(owners: readonly CodeownersOwner[]): readonly CodeownersOwner[] {
  const seen = new Set<string>()
  return owners.filter(({ type, value }) => {
    const key = `${type} ${value}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
}
