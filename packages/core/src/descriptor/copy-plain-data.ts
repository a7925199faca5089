import type { Limits } from './limits.ts'
import { limitProblem, type FieldPath, type Problem } from './problem.ts'

/** A deep copy of a value from a source, or the first reason why it is not plain data. */
export function copyPlainData(value: unknown, limits: Limits): { readonly data: unknown } | Problem {
  const open = new Set<object>()
  const seen = new Set<object>()
  let again = 0
  let problem: Problem | undefined
  const fail = (message: string, field: FieldPath): undefined => {
    problem ??= { code: 'descriptor/invalid-field', severity: 'error', message, field }
  }
  const copy = (item: unknown, field: FieldPath): unknown => {
    if (problem !== undefined || item === null || typeof item === 'string' || typeof item === 'boolean' || typeof item === 'number')
      return item
    if (typeof item !== 'object') return fail(`A ${typeof item} is not plain data`, field)
    if (open.has(item)) return fail('The data contains a circular reference', field)
    if (field.length >= limits.maxDepth) {
      problem ??= limitProblem('maxDepth', limits, undefined, field)
      return undefined
    }
    if (seen.has(item) && ++again > limits.maxAliasNodes) {
      problem ??= limitProblem('maxAliasNodes', limits, undefined, field)
      return undefined
    }
    seen.add(item)
    open.add(item)
    const result = Array.isArray(item) ? copyList(item, field) : copyMap(item, field)
    open.delete(item)
    return result
  }
  const isTooLong = (size: number, field: FieldPath): boolean => {
    if (size > limits.maxKeys) problem ??= limitProblem('maxKeys', limits, undefined, field)
    return size > limits.maxKeys
  }
  const copyList = (list: readonly unknown[], field: FieldPath): unknown =>
    isTooLong(list.length, field) ? undefined : list.map((item, i) => copy(item ?? null, [...field, i]))
  const copyMap = (map: object, field: FieldPath): unknown => {
    if (map instanceof Date) return Number.isNaN(map.getTime()) ? null : map.toISOString()
    const prototype: unknown = Object.getPrototypeOf(map)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return fail('An instance of a class is not plain data', field)
    const entries = Object.entries(map).filter(([, item]) => item !== undefined)
    return isTooLong(entries.length, field)
      ? undefined
      : Object.fromEntries(entries.map(([key, item]) => [key, copy(item, [...field, key])]))
  }
  try {
    const data = copy(value, [])
    return problem ?? { data }
  } catch (error) {
    return {
      code: 'descriptor/invalid-field',
      severity: 'error',
      message: `The data cannot be read: ${error instanceof Error ? error.message : 'it throws'}`,
    }
  }
}
