import { compileFnmatch } from './compile-fnmatch.ts'
import { matchItems } from './match-items.ts'
import { normalizeGitlabPattern } from './normalize-gitlab-pattern.ts'
import type { CodeownersDialect, PathMatcher } from './types.ts'

/**
 * Compiles a pattern. GitHub's patterns follow `.gitignore`, with the exceptions that GitHub documents: `docs/*` matches direct children
 * only, and `[ ]` and `!` are literal. GitLab expands the pattern and then matches like Ruby's `File.fnmatch`. The lengths of pattern and
 * path bound the time that matching takes.
 */
export function compilePattern(pattern: string, dialect: CodeownersDialect = 'github'): PathMatcher {
  if (dialect === 'gitlab') {
    const matches = compileFnmatch(normalizeGitlabPattern(pattern))
    return path => matches(`/${path}`)
  }
  const hasSlash = pattern.replace(/\/$/, '').includes('/')
  const trimmed = pattern.replace(/^\//, '')
  if (trimmed === '') return () => false
  const folderOnly = trimmed.endsWith('/')
  const parts = (folderOnly ? trimmed.slice(0, -1) : trimmed).split('/')
  const segments = hasSlash || parts[0] === '**' ? parts : ['**', ...parts]
  const last = parts.at(-1)
  // `docs/*` and `/*` match one level; `*` alone and patterns that end in a name also match everything below.
  const reachesBelow = folderOnly || last === '**' || !(last === '*' && hasSlash)
  if (folderOnly) return path => matchSegments([...segments, '*', '**'], path.split('/'))
  if (!reachesBelow) return path => matchSegments(segments, path.split('/'))
  if (last === '**') return path => matchSegments([...segments.slice(0, -1), '*', '**'], path.split('/'))
  return path => matchSegments([...segments, '**'], path.split('/'))
}

/** `**` matches any number of segments; on a mismatch, the last one takes one more segment. */
function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  return matchItems(pattern, path, segment => segment === '**', matchSegment)
}

/** `*` matches any number of characters and `?` one; a backslash escapes. */
function matchSegment(pattern: string, segment: string): boolean {
  const signs: string[] = []
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern.charAt(i)
    if (sign === '\\' && i + 1 < pattern.length) signs.push(`\\${pattern.charAt(++i)}`)
    else if (sign !== '*' || signs.at(-1) !== '*') signs.push(sign)
  }
  return matchItems(
    signs,
    [...segment],
    sign => sign === '*',
    (sign, letter) => (sign === '?' ? true : (sign.length === 2 && sign.startsWith('\\') ? sign.slice(1) : sign) === letter),
  )
}
