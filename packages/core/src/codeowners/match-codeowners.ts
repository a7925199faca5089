import { compilePattern } from './match-pattern.ts'
import type { CodeownersDialect, CodeownersFile, CodeownersMatch, CodeownersOwner, CodeownersRule, PathMatcher } from './types.ts'

/** The matchers of a rule, compiled once; a rule is immutable. */
const matchers = new WeakMap<CodeownersRule, PathMatcher>()

/** What a file says about a path of its repository: the last matching rule wins; in GitLab's dialect, the last one of each section. */
export function matchCodeowners(file: CodeownersFile, path: string): CodeownersMatch {
  const relative = relativePath(file.root, path)
  if (relative === undefined) return { state: 'unmatched', owners: [], rules: [] }
  const bySection = new Map<string, CodeownersRule>()
  const excluded = new Set<string>()
  for (let i = file.rules.length - 1; i >= 0; i--) {
    const rule = file.rules[i]
    if (rule === undefined) continue
    const section = rule.section ?? ''
    if (rule.exclude === true ? excluded.has(section) : bySection.has(section)) continue
    if (!matcherOf(rule, file.dialect)(relative)) continue
    if (rule.exclude === true) excluded.add(section)
    else bySection.set(section, rule)
    if (file.dialect === 'github') break
  }
  const rules = [...bySection]
    .filter(([section]) => !excluded.has(section))
    .map(([, rule]) => rule)
    .sort((a, b) => a.line - b.line)
  const owners = distinct(rules.flatMap(rule => rule.owners))
  return { state: rules.length === 0 ? 'unmatched' : owners.length === 0 ? 'unowned' : 'owned', owners, rules }
}

function matcherOf(rule: CodeownersRule, dialect: CodeownersDialect): PathMatcher {
  let matcher = matchers.get(rule)
  if (matcher === undefined) matchers.set(rule, (matcher = compilePattern(rule.pattern, dialect)))
  return matcher
}

/** True for a path in a folder, or for any path when the folder is the root. */
export function isInFolder(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}

function relativePath(root: string, path: string): string | undefined {
  const clean = path.replace(/^(?:\.?\/)+/, '')
  if (!isInFolder(root, clean)) return undefined
  return root === '' ? clean : clean.slice(root.length + 1)
}

function distinct(owners: readonly CodeownersOwner[]): readonly CodeownersOwner[] {
  return [...new Map(owners.map(owner => [`${owner.type} ${owner.value}`, owner])).values()]
}
