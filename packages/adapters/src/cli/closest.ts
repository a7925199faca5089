import { distance } from 'fastest-levenshtein'

/** The most likely candidate for a mistyped word. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const near = candidates
    .map(candidate => ({ candidate, apart: candidate.startsWith(word) && word.length > 1 ? 0 : distance(word.toLowerCase(), candidate) }))
    .filter(({ apart, candidate }) => apart <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.apart - b.apart)
  return near[0]?.candidate
}
