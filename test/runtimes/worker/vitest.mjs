// What test files import from `vitest`, assembled from its parts: vitest itself does not run in a worker.
import {
  addCustomEqualityTesters,
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  customMatchers,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, onTestFailed, onTestFinished, suite, test } from '@vitest/runner'
export { expectTypeOf } from 'expect-type'

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)

function expectValue(value, message) {
  setState({ assertionCalls: (getState(expect).assertionCalls ?? 0) + 1 }, expect)
  return chai.expect(value, message)
}

export const expect = Object.assign(expectValue, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT], {
  poll,
  getState: () => getState(expect),
  setState: state => setState(state, expect),
  extend: matchers => chai.expect.extend(expect, matchers),
  addEqualityTesters: testers => addCustomEqualityTesters(testers),
  assertions: count => setState({ wantedCalls: calls => calls === count }, expect),
  hasAssertions: () => setState({ wantedCalls: calls => calls > 0 }, expect),
})
expect.extend(customMatchers)

/** For the runner: resets the assertions of the previous test. */
export function forgetAssertions() {
  setState({ assertionCalls: 0, wantedCalls: () => true }, expect)
}

/** For the runner: throws when a test made a different number of assertions than it declared. */
export function checkAssertions() {
  const { assertionCalls, wantedCalls } = getState(expect)
  if (!wantedCalls(assertionCalls)) throw new Error(`The test made ${assertionCalls} assertions, not as many as it declared`)
}

/** An expectation that is retried until it holds. */
function poll(read, { interval = 50, timeout = 1000, message } = {}) {
  const matchers = isNot => ({
    get: (_, name) => {
      if (name === 'not') return new Proxy({}, matchers(!isNot))
      return async (...args) => {
        for (const end = Date.now() + timeout; ;) {
          try {
            const expected = expect(await read(), message)
            return (isNot ? expected.not : expected)[name](...args)
          } catch (error) {
            if (Date.now() > end) throw error
          }
          await new Promise(resolve => setTimeout(resolve, interval))
        }
      }
    },
  })
  return new Proxy({}, matchers(false))
}

let clocks
let clock
/** The part of `vi` that the core uses. */
export const vi = {
  useFakeTimers: () => {
    clock = clocks.install()
  },
  useRealTimers: () => clock?.uninstall(),
  advanceTimersByTimeAsync: ms => clock.tickAsync(ms),
}

/** For the runner, once before all tests: code that would set a timer on import, which only a handler may do. */
export async function loadClocks() {
  clocks = await import('@sinonjs/fake-timers')
}
