import { messageOf } from '../errors.ts'
import type { FailedItem, ItemOrigin, SourceItem } from './types.ts'

const reasons: readonly unknown[] = ['unreadable', 'too-large', 'outside-root'] satisfies readonly FailedItem['reason'][]

/**
 * A copy of an item with only the known fields, because sources are other people's code. Anything that is not an item becomes a failed
 * one, at its own path if it has one, else at `place`.
 */
export function checkItem(item: unknown, place: string): SourceItem {
  let path = place
  const wrong = (message: string): FailedItem => ({ type: 'failed', path, reason: 'unreadable', message })
  try {
    if (item === undefined || item === null) return wrong(`${place} is ${String(item)}, not an item`)
    if (typeof item !== 'object') return wrong(`${place} is a ${typeof item}, not an item`)
    const {
      type,
      path: own,
      revision,
      location,
      viewUrl,
      editUrl,
      text,
      value,
      reason,
      message,
    } = item as Readonly<Record<string, unknown>>
    if (typeof own !== 'string' || own === '') return wrong(`${place} has no \`path\` string`)
    path = own
    const origin: Record<string, string> = { path }
    for (const [name, found] of Object.entries({ revision, location, viewUrl, editUrl })) {
      if (found === undefined) continue
      if (typeof found !== 'string') return wrong(`${path} has a \`${name}\` that is not a string`)
      origin[name] = found
    }
    const about = origin as unknown as ItemOrigin
    if (type === 'text') return typeof text === 'string' ? { type, ...about, text } : wrong(`${path} has no \`text\``)
    if (type === 'object') return { type, ...about, value }
    if (type === 'unchanged') return { type, ...about }
    if (type !== 'failed') return wrong(`${path} has an unknown \`type\`: expected text, object, unchanged or failed`)
    return {
      type,
      ...about,
      reason: reasons.includes(reason) ? (reason as FailedItem['reason']) : 'unreadable',
      message: typeof message === 'string' && message !== '' ? message : `${path} cannot be read`,
    }
  } catch (error) {
    return wrong(`${path} cannot be understood: ${messageOf(error)}`)
  }
}
