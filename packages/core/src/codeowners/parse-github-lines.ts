import { parseOwner } from './parse-owner.ts'
import type { CodeownersRule, LineProblem, ParsedLines } from './types.ts'

/** Parses the lines of a CODEOWNERS file as GitHub does: a word that starts with `#` ends a line, and a line with an error is ignored. */
export function parseGithubLines(lines: readonly string[]): ParsedLines {
  const rules: CodeownersRule[] = []
  const problems: LineProblem[] = []
  for (const [i, text] of lines.entries()) {
    const line = i + 1
    const [pattern, ...names] = splitWords(text)
    if (pattern === undefined) continue
    const complaint = unsupported(pattern.word)
    if (complaint !== undefined) {
      problems.push({ message: complaint, hint: 'The line is skipped. List the paths one by one.', line, column: pattern.column })
      continue
    }
    const owners = names.map(({ word, column }) => ({ word, column, owner: parseOwner(word, 'github') }))
    const wrong = owners.find(({ owner }) => owner === undefined)
    if (wrong !== undefined) {
      const hint = 'Owners are `@user`, `@org/team` or an e-mail address. The line is skipped.'
      problems.push({ message: `"${wrong.word.slice(0, 80)}" is not an owner`, hint, line, column: wrong.column })
      continue
    }
    const named = distinctOwners(owners.flatMap(({ owner, column }) => (owner === undefined ? [] : { owner, place: { line, column } })))
    rules.push({ pattern: pattern.word, owners: named.map(({ owner }) => owner), places: named.map(({ place }) => place), line })
  }
  return { rules, problems }
}

/** Each owner once, where it first appears. */
export function distinctOwners<T extends { readonly owner: { readonly type: string; readonly value: string } }>(
  named: readonly T[],
): readonly T[] {
  const seen = new Set<string>()
  return named.filter(({ owner: { type, value } }) => {
    const key = `${type} ${value}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
}

interface Word {
  readonly word: string
  /** From 1. */
  readonly column: number
}

/** Words separated by unescaped white space. */
function splitWords(line: string): readonly Word[] {
  const words: Word[] = []
  for (const { 0: word, index } of line.matchAll(/(?:\\.|[^\s\\]|\\$)+/g)) {
    if (word.startsWith('#')) break
    words.push({ word, column: index + 1 })
  }
  return words
}

function unsupported(pattern: string): string | undefined {
  if (pattern.startsWith('!')) return 'GitHub does not support patterns that start with `!`'
  if (pattern.startsWith('\\#')) return 'GitHub does not support patterns that start with an escaped `#`'
  if (/(?<!\\)[[\]]/.test(pattern)) return 'GitHub does not support character ranges in patterns'
  return undefined
}
