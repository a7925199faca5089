/** Plain data: the parsed content of a descriptor. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

/** A plain object of plain data. Keys come from outside: check them with `Object.hasOwn`. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}

/** Freezes plain data recursively, in place, and returns it. Skips what is frozen already. */
export function deepFreeze<T>(value: T): T {
  // Primitives count as frozen.
  if (Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const item of Object.values(value as object)) deepFreeze<unknown>(item)
  return value
}

/** True when two values are equal as JSON text, with keys in the same order. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameData(item, b[i]))
  if (Array.isArray(b)) return false
  const keys = Object.keys(a)
  const others = Object.keys(b)
  if (keys.length !== others.length) return false
  return keys.every((key, i) => key === others[i] && sameData((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}
