import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cyclicParts, findCycles } from './find-cycles.ts'

const walk =
  (graph: Readonly<Record<string, readonly string[]>>): ((ref: string) => readonly string[]) =>
  ref =>
    Object.hasOwn(graph, ref) ? (graph[ref] ?? []) : []

test('each cycle is found once, as a shortest cycle from its first member', () => {
  const graph = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['c'], x: ['x'], y: ['a'] }
  expect(findCycles(Object.keys(graph), walk(graph))).toEqual([['a', 'b', 'c'], ['x']])
})

test('a diamond is not a cycle', () => {
  const graph = { a: ['b', 'c'], b: ['d'], c: ['d'] }
  expect(findCycles(Object.keys(graph), walk(graph))).toEqual([])
})

test('a chain of a hundred thousand does not overflow the stack', () => {
  const next = (ref: string): readonly string[] => [String((Number(ref) + 1) % 100_000)]
  expect(findCycles(['0'], next)[0]?.length).toBe(100_000)
})

test('the members of cycles are those that can reach themselves', () => {
  const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  fc.assert(
    fc.property(fc.dictionary(node, fc.uniqueArray(node, { maxLength: 3 })), graph => {
      const next = walk(graph)
      const reaches = (from: string): boolean => {
        const seen = new Set(next(from))
        for (const ref of seen) for (const target of next(ref)) seen.add(target)
        return seen.has(from)
      }
      const cyclic = new Set(cyclicParts(Object.keys(graph), next).flatMap(part => [...part]))
      for (const ref of Object.keys(graph)) expect(cyclic.has(ref)).toBe(reaches(ref))
      for (const cycle of findCycles(Object.keys(graph), next)) {
        cycle.forEach((ref, i) => expect(next(ref)).toContain(cycle[(i + 1) % cycle.length]))
      }
    }),
  )
})
