import { describe, expect, test } from 'vitest'
import { CallboardError, messageOf } from '../errors.ts'
import type { Source } from '../source/types.ts'
import { refusals } from './refusals.fixture.ts'
import { sourceCases, type SourceWorld } from './source-cases.ts'
import { sourceWorld, unreachable, wrongSources, type RightSource } from './wrong-sources.fixture.ts'

const refusalsOf = async (world: SourceWorld): Promise<readonly string[]> => refusals(sourceCases(world), () => world)

/** The message of the error of one expectation about a source with a mistake. */
async function messageFrom(name: string, make: (right: RightSource) => Partial<Source>): Promise<string> {
  const world = sourceWorld({ make })
  const one = sourceCases(world).find(known => known.name === name)
  return one === undefined
    ? 'there is no such expectation'
    : one.run(world).then(
        () => 'accepted',
        (error: unknown) => messageOf(error),
      )
}

describe('the suite for sources', () => {
  test('accepts a correct source', async () => {
    expect(await refusalsOf(sourceWorld())).toEqual([])
  })

  test.each(wrongSources)('refuses a source that $says', async ({ refusedBy, ...wrong }) => {
    expect(await refusalsOf(sourceWorld(wrong))).toEqual(refusedBy)
  })

  test('accepts messages with URLs, relative paths and folders of the system', async () => {
    const message =
      'docs/home/a.yaml, ./Users/b.yaml, /srv/a.yaml, http://git.acme.test:8080/home/ada/@team: GET /users/ada, ssh://git@git.acme.test'
    const failing: Source = {
      name: 'failing',
      async *read({ signal }) {
        if (!signal.aborted) yield { type: 'failed', path: 'a.yaml', reason: 'unreadable', message }
      },
    }
    const createUnreachable = (): Source => unreachable(() => new CallboardError('unreachable', message))
    expect(await refusalsOf({ create: () => failing, createUnreachable, paths: ['a.yaml'], failures: { 'a.yaml': 'unreadable' } })).toEqual(
      [],
    )
  })

  test.each([
    { path: '../outside.yaml', read: async () => undefined, outcome: 'returns undefined' },
    {
      path: '../outside.yaml',
      read: () => Promise.reject(new TypeError('It is outside')),
      outcome: 'throws "It is outside" without a code',
    },
    {
      path: '../outside.yaml',
      read: () => Promise.reject(new CallboardError('not-found', 'There is none')),
      outcome: 'throws `not-found`',
    },
  ])('reports the path outside, that it $outcome, and the wanted code', async ({ path, read, outcome }) => {
    const message = await messageFrom('refuses to read outside', ({ files }) => ({ files: { ...files, read } }))
    expect(message).toContain(`files.read('${path}')`)
    expect(message).toContain(outcome)
    expect(message).toContain('throws `refused`')
  })

  test('reports what is wrong with an item', async () => {
    const message = await messageFrom('yields items of the documented form', () => ({
      async *read() {
        yield { type: 'text', path: 'a.yaml', text: 'kind: A', revision: 3 as never }
      },
    }))
    expect(message).toBe('a.yaml has a `revision` that is not a string')
  })

  test('has a wrong source for each expectation, and unique names', () => {
    const names = sourceCases(sourceWorld()).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => !wrongSources.some(({ refusedBy }) => refusedBy.includes(name)))).toEqual([])
  })

  test('has only the expectations that the given data allows', () => {
    const { create, paths } = sourceWorld()
    const checks = new Set(sourceCases({ create, paths }).flatMap(one => one.checks))
    expect([...checks].sort()).toEqual(['reads-again', 'reads-its-paths', 'says-unchanged', 'stops-on-abort'])
  })
})
