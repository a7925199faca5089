import { matchItems } from './match-items.ts'
import type { PathMatcher } from './types.ts'

/** One token of a pattern: `*`, `?`, a character, a class, or one that never matches (an unclosed class). */
type Sign = '*' | '?' | 'never' | { readonly letter: string } | ClassSign

interface ClassSign {
  readonly negated: boolean
  readonly ranges: readonly (readonly [string, string])[]
}

/** The part between two slashes; `**` matches any number of segments. */
type Segment = '**' | readonly Sign[]

/**
 * Compiles a pattern as Ruby's `File.fnmatch` reads it with FNM_PATHNAME and FNM_DOTMATCH. Braces are literal, classes may contain
 * ranges, and `**` spans folders only as `**` + `/` at the start of a segment. Matching takes at most pattern × path × segments steps.
 */
export function compileFnmatch(pattern: string): PathMatcher {
  const segments = readSegments(pattern)
  return path => {
    const parts = path.split('/')
    return matchItems<Segment, string>(
      segments,
      parts,
      segment => segment === '**',
      (segment, part) => segment !== '**' && matchSigns(segment, part),
    )
  }
}

function matchSigns(signs: readonly Sign[], part: string): boolean {
  return matchItems<Sign, string>(signs, [...part], sign => sign === '*', matchesLetter)
}

function matchesLetter(sign: Sign, letter: string): boolean {
  if (typeof sign === 'string') return sign === '?'
  if ('letter' in sign) return sign.letter === letter
  const code = letter.codePointAt(0) ?? 0
  const isIn = sign.ranges.some(
    ([from, to]) => from === letter || to === letter || ((from.codePointAt(0) ?? 0) <= code && code <= (to.codePointAt(0) ?? 0)),
  )
  return isIn !== sign.negated
}

function readSegments(pattern: string): readonly Segment[] {
  const letters = [...pattern]
  const segments: Segment[] = []
  let signs: Sign[] = []
  let at = 0
  while (at < letters.length) {
    if (signs.length === 0 && startsGlobstar(letters, at)) {
      segments.push('**')
      at += 3
      continue
    }
    const letter = letters[at] ?? ''
    if (letter === '*') {
      if (signs.at(-1) !== '*') signs.push('*')
      at++
    } else if (letter === '?') {
      signs.push('?')
      at++
    } else if (letter === '[') {
      const found = readClass(letters, at + 1)
      signs.push(found?.sign ?? 'never')
      at = found?.end ?? at + 1
    } else {
      // A backslash escapes everything but the slash; at the end of the pattern it is ignored.
      if (letter === '\\') at++
      const plain = letters[at]
      if (plain === '/') {
        segments.push(signs)
        signs = []
      } else if (plain !== undefined) signs.push({ letter: plain })
      at++
    }
  }
  return [...segments, signs]
}

function startsGlobstar(letters: readonly string[], at: number): boolean {
  return letters[at] === '*' && letters[at + 1] === '*' && letters[at + 2] === '/'
}

/** Reads a class, starting after its `[`. `undefined` when it is not closed. */
function readClass(letters: readonly string[], start: number): { readonly sign: ClassSign; readonly end: number } | undefined {
  let at = start
  const negated = letters[at] === '!' || letters[at] === '^'
  if (negated) at++
  const ranges: (readonly [string, string])[] = []
  const next = (): string | undefined => {
    if (letters[at] === '\\') at++
    return letters[at++]
  }
  while (letters[at] !== ']') {
    const from = next()
    if (from === undefined || at >= letters.length) return undefined
    let to: string | undefined = from
    if (letters[at] === '-' && letters[at + 1] !== ']') {
      at++
      to = next()
      if (to === undefined) return undefined
    }
    ranges.push([from, to])
  }
  return { sign: { negated, ranges }, end: at + 1 }
}
