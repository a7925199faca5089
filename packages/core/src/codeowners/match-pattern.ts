import { compileFnmatch } from './compile-fnmatch.ts'
import { matchItems } from './match-items.ts'
import { normalizeGitlabPattern } from './normalize-gitlab-pattern.ts'
import type { CodeownersDialect, PathMatcher } from './types.ts'

/**
 * Compiles a pattern. GitHub's is like a line of `.gitignore`, but for what GitHub documents otherwise: `docs/*` means direct children only, `[ ]` and `!` mean themselves.
 * GitLab writes the pattern out and then matches as Ruby's `File.fnmatch` does. The time is bounded by the lengths of pattern and path, whatever they hold.
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
  // `docs/*` and `/*` stop at one level; `*` alone, and everything that names something, reach what lies below.
  const reachesBelow = folderOnly || last === '**' || !(last === '*' && hasSlash)
  if (folderOnly) return path => matchSegments([...segments, '*', '**'], path.split('/'))
  if (!reachesBelow) return path => matchSegments(segments, path.split('/'))
  if (last === '**') return path => matchSegments([...segments.slice(0, -1), '*', '**'], path.split('/'))
  return path => matchSegments([...segments, '**'], path.split('/'))
}

/** `**` stands for any number of segments; on a mismatch, the last one takes in one segment more. */
function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  return matchItems(pattern, path, segment => segment === '**', matchSegment)
}

/** `*` stands for any number of characters and `?` for one; a backslash takes the meaning away. */
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
