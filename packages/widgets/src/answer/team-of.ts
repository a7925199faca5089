import type { LateWords } from '../strings/late-words.ts'

/** What a group is: a team, or what its type says. */
export function teamOf(type: string | undefined, words: LateWords): string {
  return type === undefined || type === 'team' ? words.term('team') : type.charAt(0).toUpperCase() + type.slice(1)
}
