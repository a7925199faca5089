import { describe, test } from 'vitest'
import { sourceCases, type SourceCheck, type SourceWorld } from './source-cases.ts'
import { reasonToSkip } from './suite-case.ts'

/** The source under test, its data, and the checks to skip. */
export interface SourceSuite extends SourceWorld {
  /** Checks to skip, each with its reason, which appears in the test output. */
  readonly skip?: Readonly<Partial<Record<SourceCheck, string>>> | undefined
}

/**
 * The published suite for the `Source` contract, for vitest: call it at the top level of a test file. The more it knows about the data of
 * the source, the more it tests.
 *
 * @example
 * describeSource('csv', { create: () => csv({ text }), paths: ['row-2', 'row-3'], failures: {} })
 */
export function describeSource(name: string, { skip = {}, ...world }: SourceSuite): void {
  const { timeoutMs = 5000 } = world
  describe(`source ${name}`, () => {
    for (const one of sourceCases(world)) {
      const reason = reasonToSkip(one, skip)
      if (reason !== undefined) test.skip(`${one.name} [skipped: ${reason}]`, () => one.run(world))
      else test(one.name, () => one.run(world), 2 * timeoutMs + 1000)
    }
  })
}
