import type { CodeownersDialect } from './types.ts'

/** Tells whether a path lies under a CODEOWNERS pattern. */
export type PathMatcher = (path: string) => boolean

/**
 * Compiles a pattern. Like a line of `.gitignore`, but for what GitHub documents otherwise: `docs/*` means direct children only, `[ ]` and `!` mean themselves.
 * To GitLab, only a leading slash means the root: `docs/a.md` is any such path. Matching takes time in proportion to pattern × path at worst, whatever they hold.
 */
export function compilePattern(pattern: string, dialect: CodeownersDialect = 'github'): PathMatcher {
  const hasSlash = pattern.replace(/\/$/, '').includes('/')
  const anchored = dialect === 'gitlab' ? pattern.startsWith('/') : hasSlash
  const trimmed = pattern.replace(/^\//, '')
  if (trimmed === '') return () => false
  const folderOnly = trimmed.endsWith('/')
  const parts = (folderOnly ? trimmed.slice(0, -1) : trimmed).split('/')
  const segments = anchored || parts[0] === '**' ? parts : ['**', ...parts]
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
  return matchItems(pattern, path, '**', matchSegment)
}

/** `*` stands for any number of characters and `?` for one; a backslash takes the meaning away. */
function matchSegment(pattern: string, segment: string): boolean {
  const signs: string[] = []
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern.charAt(i)
    if (sign === '\\' && i + 1 < pattern.length) signs.push(`\\${pattern.charAt(++i)}`)
    else if (sign !== '*' || signs.at(-1) !== '*') signs.push(sign)
  }
  return matchItems(signs, [...segment], '*', (sign, letter) =>
    sign === '?' ? true : (sign.length === 2 && sign.startsWith('\\') ? sign.slice(1) : sign) === letter,
  )
}

function matchItems(
  pattern: readonly string[],
  items: readonly string[],
  wildcard: string,
  matches: (pattern: string, item: string) => boolean,
): boolean {
  let at = 0
  let i = 0
  let star = -1
  let taken = 0
  while (i < items.length) {
    const sign = pattern[at]
    if (sign === wildcard) {
      star = at++
      taken = i
    } else if (sign !== undefined && matches(sign, items[i] ?? '')) {
      at++
      i++
    } else if (star !== -1) {
      at = star + 1
      i = ++taken
    } else return false
  }
  while (pattern[at] === wildcard) at++
  return at === pattern.length
}
