import type { Document } from 'yaml'

/**
 * The data of a document as plain data: what aliases stand for is copied, so that no two places share an object, and what tags like `!!set` make is turned
 * into what JSON has.
 */
export function expandAliases(yaml: Document): unknown {
  return copy(yaml.toJS({ maxAliasCount: -1 }))
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return btoa(Array.from(value, byte => String.fromCharCode(byte)).join(''))
  if (value instanceof Set) return Object.fromEntries([...value].map(key => [String(key), null]))
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  return Object.fromEntries(entries.map(([key, item]) => [String(key), copy(item)]))
}
