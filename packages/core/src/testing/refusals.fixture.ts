import type { SuiteCase } from './suite-case.ts'

/** The names of the expectations that fail, in the order of the suite. Each gets a new world. */
export async function refusals<World>(
  cases: readonly SuiteCase<string, World>[],
  createWorld: () => World | Promise<World>,
): Promise<readonly string[]> {
  const refused: string[] = []
  for (const { name, run } of cases) {
    try {
      await run(await createWorld())
    } catch {
      refused.push(name)
    }
  }
  return refused
}
