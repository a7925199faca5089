import { hashText } from '../hash.ts'

/** The `metadata.uid` of an entity: a UUID that is the same wherever the same reference is served. */
export function uidOf(ref: string): string {
  const hex = [1, 2, 3, 4].map(seed => Number.parseInt(hashText(ref, seed).slice(-7), 36).toString(16).padStart(8, '0')).join('')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
