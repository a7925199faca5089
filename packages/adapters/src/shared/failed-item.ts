import { CallboardError, isCallboardError, type FailedItem } from '@callboard/core'
import { reasonOf } from './reason-of.ts'

/** What a source yields for a path that could not be read. */
export function failedItem(path: string, error: unknown): FailedItem {
  if (isCallboardError(error, 'refused')) return { type: 'failed', path, reason: 'outside-root', message: error.message }
  if (isCallboardError(error, 'limit-exceeded')) return { type: 'failed', path, reason: 'too-large', message: error.message }
  if (error instanceof CallboardError) return { type: 'failed', path, reason: 'unreadable', message: error.message }
  return { type: 'failed', path, reason: 'unreadable', message: `${path} cannot be read: ${reasonOf(error)}` }
}
