import type { LateWords } from '../strings/late-words.ts'

/** What to call a group: a team, or its type. */
export function teamOf(type: string | undefined, words: LateWords): string {
  return type === undefined || type === 'team' ? words.term('team') : type.charAt(0).toUpperCase() + type.slice(1)
}
