import { describe, expect, test } from 'vitest'
import { refusals } from './refusals.fixture.ts'
import { sourceCases, type SourceWorld } from './source-cases.ts'
import { sourceWorld, wrongSources } from './wrong-sources.fixture.ts'

const refusalsOf = async (world: SourceWorld): Promise<readonly string[]> => refusals(sourceCases(world), () => world)

describe('the suite for sources', () => {
  test('accepts a correct source', async () => {
    expect(await refusalsOf(sourceWorld())).toEqual([])
  })

  test.each(wrongSources)('refuses a source that $says', async ({ refusedBy, ...wrong }) => {
    expect(await refusalsOf(sourceWorld(wrong))).toEqual(refusedBy)
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
