/** One expectation of a published suite. `describe…` makes a test of it; the tests of the suites run it against wrong implementations. */
export interface SuiteCase<Check extends string, World> {
  readonly name: string
  /** What it tries: it is left out when one of them is skipped. */
  readonly checks: readonly Check[]
  readonly run: (world: World) => Promise<void>
}

/** Why a case is left out, where it is: the reason of the first of its checks that is skipped. */
export function reasonToSkip<Check extends string>(
  { checks }: Pick<SuiteCase<Check, never>, 'checks'>,
  skip: Readonly<Partial<Record<Check, string>>>,
): string | undefined {
  return checks.map(check => skip[check]).find(reason => reason !== undefined)
}
