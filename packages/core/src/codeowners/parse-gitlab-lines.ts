import { distinctOwners } from './parse-github-lines.ts'
import { parseOwner, writtenOwner } from './parse-owner.ts'
import type { CodeownersOwner, CodeownersRule, LineProblem, OwnerPlace, ParsedLines } from './types.ts'

/** A heading, alone on its line or with default owners: files for GitHub have none. */
export const gitlabSection: RegExp = /^\s*\^?\[[^\]]+\](?:\[\d+\])?(?:\s|$)/

interface NamedOwner {
  readonly owner: CodeownersOwner
  readonly place: OwnerPlace
}

interface Section {
  /** Absent for the rules before the first heading. */
  readonly name: string | undefined
  readonly owners: readonly NamedOwner[]
}

/** GitLab's name for the section of all rules before the first heading. */
const defaultSection = 'codeowners'

/**
 * Parses the lines of a CODEOWNERS file as GitLab does: anything that starts with `[…]` is a heading, and sections that differ only in
 * case are one. Every owner after a pattern counts, even in what looks like a comment; a pattern alone has the owners of its section.
 */
export function parseGitlabLines(lines: readonly string[]): ParsedLines {
  const rules: CodeownersRule[] = []
  const problems: LineProblem[] = []
  let section: Section = { name: undefined, owners: [] }
  for (const [i, text] of lines.entries()) {
    const line = i + 1
    const start = text.length - text.trimStart().length
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const heading = readHeading(trimmed, line, start)
    if (heading !== undefined) {
      section = heading
      continue
    }
    const space = /(?<!\\)\s+/.exec(trimmed)
    const written = space === null ? trimmed : trimmed.slice(0, space.index)
    const rest = space === null ? '' : trimmed.slice(space.index + space[0].length)
    const exclude = written.startsWith('!')
    const own = readOwners(rest, line, start + trimmed.length - rest.length)
    if (!exclude) problems.push(...complain(rest, line, start + trimmed.length - rest.length, own))
    const owners = exclude ? [] : rest === '' ? section.owners : own
    rules.push({
      pattern: exclude ? written.slice(1) : written,
      owners: owners.map(({ owner }) => owner),
      places: owners.map(({ place }) => place),
      line,
      ...(section.name === undefined ? {} : { section: section.name }),
      ...(exclude ? { exclude } : {}),
    })
  }
  return { rules, problems }
}

function readHeading(text: string, line: number, start: number): Section | undefined {
  const found = /^\^?\[(.*?)\](?:\[\d*?\])?(\s+[@\w.\-/\s+]*)?/.exec(text)
  if (found === null) return undefined
  const [all, title = '', owners = ''] = found
  const name = title.toLowerCase()
  return {
    name: name === defaultSection ? undefined : name,
    owners: readOwners(owners, line, start + all.length - owners.length),
  }
}

/** Every owner in a text. `offset` is where the text starts in its line. */
function readOwners(text: string, line: number, offset: number): readonly NamedOwner[] {
  const found: NamedOwner[] = []
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const owner = parseOwner(word, 'gitlab')
    if (owner !== undefined) found.push({ owner, place: { line, column: offset + index + 1 } })
    else for (const inner of namesWithin(word)) found.push({ owner: inner.owner, place: { line, column: offset + index + inner.at + 1 } })
  }
  return distinctOwners(found)
}

/** Owners between other characters: `@a,@b`, `(@a)`, `<a@example.com>`. */
function namesWithin(word: string): readonly { readonly owner: CodeownersOwner; readonly at: number }[] {
  return [...word.matchAll(/[\w.+-]+@[\w.-]*\w|(?<![\w@])@\w[\w.-]*(?:\/\w[\w.-]*)*/g)].flatMap(({ 0: name, index }) => {
    const owner = parseOwner(name.replace(/[.-]+$/, ''), 'gitlab')
    return owner === undefined ? [] : [{ owner, at: index }]
  })
}

/** Words after a pattern that are not owners or look like a comment. */
function complain(text: string, line: number, offset: number, owners: readonly NamedOwner[]): readonly LineProblem[] {
  const comment = /(?:^|\s)(#.*)$/.exec(text)
  const commentAt = comment === null ? text.length : comment.index + comment[0].length - (comment[1] ?? '').length
  const problems: LineProblem[] = []
  for (const { 0: word, index } of text.slice(0, commentAt).matchAll(/\S+/g)) {
    if (parseOwner(word, 'gitlab') !== undefined) continue
    const isRead = namesWithin(word).length > 0
    const hint = `Owners are \`@user\`, \`@group\` or an e-mail address, separated by spaces.${isRead ? '' : ' The word is ignored.'}`
    problems.push({ message: `"${word.slice(0, 80)}" is not an owner`, hint, line, column: offset + index + 1 })
    break
  }
  if (comment !== null) {
    const named = owners.filter(({ place }) => place.column > offset + commentAt).map(({ owner }) => writtenOwner(owner))
    const effect = named.length === 0 ? '' : `: ${named.join(', ')} ${named.length === 1 ? 'owns' : 'own'} these paths too`
    const message = `GitLab does not support comments after a rule${effect}`.slice(0, 300)
    problems.push({ message, hint: 'Put the comment on a line of its own.', line, column: offset + commentAt + 1 })
  }
  return problems
}
