import { CallboardError } from '../errors.ts'
import type { Source } from '../source/types.ts'
import { countEntities, type Reading } from './reading.ts'

/** How far apart two empty readings must be before the second one counts. */
const confirmAfterMs = 5000

/** Says whether an empty reading counts. One is made for each source. */
export interface EmptyDoubt {
  /**
   * Throws `unexpected-answer` for a reading without any entity where there were some, unless an earlier reading, long enough ago, was empty too. With `isTold`,
   * the source itself named what went.
   */
  check(before: Reading, next: Reading, isTold: boolean): void
  /** Forgets an empty reading: something else came in between. */
  forget(): void
}

/** Makes the doubt about the empty readings of one source. */
export function emptyDoubt({ mayBeEmpty = false }: Source, now: () => number): EmptyDoubt {
  let emptySince: number | undefined
  return {
    check(before, next, isTold) {
      const held = countEntities(before)
      const counts =
        held === 0 || countEntities(next) > 0 || (mayBeEmpty === false ? isTold : mayBeEmpty === 'at-once' || holdsDocuments(next))
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

/** True when there is something to read, sound or not: then what is wrong is known. */
function holdsDocuments({ files, failed }: Reading): boolean {
  return failed.size > 0 || [...files.values()].some(({ documents }) => documents.length > 0)
}
