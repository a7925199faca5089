/** One expectation of a published suite. `describe…` turns it into a test; the tests of the suites run it against wrong implementations. */
export interface SuiteCase<Check extends string, World> {
  readonly name: string
  /** The checks it belongs to: it is skipped when one of them is. */
  readonly checks: readonly Check[]
  readonly run: (world: World) => Promise<void>
}

/** Why a case is skipped, if it is: the reason of the first of its checks that is skipped. */
export function reasonToSkip<Check extends string>(
  { checks }: Pick<SuiteCase<Check, never>, 'checks'>,
  skip: Readonly<Partial<Record<Check, string>>>,
): string | undefined {
  return checks.map(check => skip[check]).find(reason => reason !== undefined)
}
