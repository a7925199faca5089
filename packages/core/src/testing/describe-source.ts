import { describe, test } from 'vitest'
import { sourceCases, type SourceCheck, type SourceWorld } from './source-cases.ts'
import { reasonToSkip } from './suite-case.ts'

/** The source that is tried, its world, and what it cannot do. */
export interface SourceSuite extends SourceWorld {
  /** Checks that cannot hold, each with its reason, which the run prints. */
  readonly skip?: Readonly<Partial<Record<SourceCheck, string>>> | undefined
}

/**
 * The published suite of the `Source` contract, for vitest: call it at the top of a test file. The more it is told of the world of the source, the more it tries.
 *
 * @example
 * describeSource('csv', { create: () => csv({ text }), paths: ['row-2', 'row-3'] })
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
