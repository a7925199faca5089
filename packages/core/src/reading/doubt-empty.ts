import { CallboardError } from '../errors.ts'
import type { Source } from '../source/types.ts'
import { countEntities, type Reading } from './reading.ts'

/** How far apart two empty readings must be for the second one to count. */
const confirmAfterMs = 5000

/** Decides whether an empty reading counts. One is created for each source. */
export interface EmptyDoubt {
  /**
   * Throws `unexpected-answer` for a reading without entities if the last one had some, unless an earlier reading, long enough ago, was
   * empty too. With `isReported`, the source itself reported what was removed.
   */
  check(before: Reading, next: Reading, isReported: boolean): void
  /** Forgets an empty reading, because something else happened in between. */
  forget(): void
}

/** Creates the check of empty readings for one source. */
export function emptyDoubt({ mayBeEmpty = false }: Source, now: () => number): EmptyDoubt {
  let emptySince: number | undefined
  return {
    check(before, next, isReported) {
      const held = countEntities(before)
      const counts =
        held === 0 || countEntities(next) > 0 || (mayBeEmpty === false ? isReported : mayBeEmpty === 'at-once' || holdsDocuments(next))
      if (counts) {
        emptySince = undefined
        return
      }
      emptySince ??= now()
      const gave = `It returned no entities; last time it returned ${String(held)}`
      if (mayBeEmpty === false) throw new CallboardError('unexpected-answer', gave)
      if (now() - emptySince < confirmAfterMs)
        throw new CallboardError('unexpected-answer', `${gave}. They are kept unless a reading at least 5 seconds later is empty too`)
      emptySince = undefined
    },
    forget() {
      emptySince = undefined
    },
  }
}

/** True when there is anything to read, valid or not: then its problems are reported. */
function holdsDocuments({ files, failed }: Reading): boolean {
  return failed.size > 0 || [...files.values()].some(({ documents }) => documents.length > 0)
}
