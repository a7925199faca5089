import type { Document } from 'yaml'

/** The data of a document. What aliases stand for is copied, so that no two places share an object. Dates become texts; other values of tags are left out. */
export function expandAliases(yaml: Document): unknown {
  return copy(yaml.toJS({ maxAliasCount: -1 }))
}

function copy(value: unknown): unknown {
  if (typeof value === 'symbol') return null
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]))
}
