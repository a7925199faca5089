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
  const segments = hasSlash ? parts : ['**', ...parts]
  const last = parts.at(-1)
  // `docs/*` and `/*` match one level; `*` alone and patterns that end in a name also match everything below.
  const reachesBelow = !(last === '*' && hasSlash)
  if (folderOnly || last === '**') return path => matchSegments([...segments, '*', '**'], path.split('/'))
  if (!reachesBelow) return path => matchSegments(segments, path.split('/'))
  return path => matchSegments([...segments, '**'], path.split('/'))
}

/** `**` matches any number of segments; on a mismatch, the last one takes one more segment. */
function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  return matchItems(pattern, path, segment => segment === '**', matchSegment)
}

/** `*` matches any number of characters and `?` one; a backslash escapes. */
function matchSegment(pattern: string, segment: string): boolean {
  const letters = [...pattern]
  const signs: (string | { readonly letter: string })[] = []
  for (let i = 0; i < letters.length; i++) {
    const sign = letters[i] ?? ''
    signs.push(sign === '\\' ? { letter: letters[++i] ?? sign } : sign)
  }
  return matchItems(
    signs,
    [...segment],
    sign => sign === '*',
    (sign, letter) => sign === '?' || (typeof sign === 'string' ? sign : sign.letter) === letter,
  )
}
