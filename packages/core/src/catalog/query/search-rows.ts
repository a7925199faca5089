import type { CatalogNode } from '../graph.ts'

/** One value that a filter, an order or a facet can see. `null` for what is there without a comparable value. */
export interface SearchRow {
  /** Lower case. */
  readonly value: string | null
  /** As written, for facets and for sorting numbers as numbers. */
  readonly original: string | number | boolean | null
}

/** The values of an entity by dot path, lower case. */
export type SearchRows = ReadonlyMap<string, readonly SearchRow[]>

const longest = 200
const handledApart = new Set(['attachments', 'relations', 'status', 'metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.etag'])

/**
 * Flattens an entity as Backstage's `buildEntitySearch` does: a row for each scalar under its dot path, for each item of a list, `path.item = true` for each text of
 * a list, and `relations.<type>` for each relation. Keys over 200 characters are left out; values over 200 are there without a value.
 */
export function searchRows(node: CatalogNode): SearchRows {
  const { entity } = node.descriptor
  const rows = new Map<string, SearchRow[]>()
  const add = (key: string, value: unknown): void => {
    const lower = key.toLowerCase()
    if (lower.length > longest) return
    const row = toRow(value)
    const list = rows.get(lower)
    if (list === undefined) rows.set(lower, [row])
    else list.push(row)
  }
  visit('', entity, add)
  add('metadata.name', entity.metadata.name)
  add('metadata.namespace', entity.metadata.namespace ?? 'default')
  add('metadata.uid', entityUid(node.ref))
  for (const { type, targetRef } of node.relations) add(`relations.${type}`, targetRef)
  return rows
}

/** The UUID that stands for an entity where Backstage's API wants one: always the same for the same reference. */
export function entityUid(ref: string): string {
  const [a, b, c, d] = [0, 1, 2, 3].map(seed => fnv1a(ref, seed).toString(16).padStart(8, '0')) as [string, string, string, string]
  return `${a}-${b.slice(0, 4)}-5${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`
}

function fnv1a(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1)) >>> 0
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

function visit(path: string, value: unknown, add: (key: string, value: unknown) => void): void {
  if (handledApart.has(path)) return
  if (typeof value !== 'object' || value === null) return add(path, value)
  if (Array.isArray(value)) {
    const told = new Set<string>()
    for (const item of value as readonly unknown[]) {
      visit(path, item, add)
      if (typeof item !== 'string') continue
      const key = `${path}.${item}`
      const lower = key.toLowerCase()
      if (!told.has(lower)) add(key, true)
      told.add(lower)
    }
    return
  }
  for (const [key, item] of Object.entries(value)) visit(path === '' ? key : `${path}.${key}`, item, add)
}

function toRow(value: unknown): SearchRow {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return absent
  if (typeof value === 'string') return value.length > longest ? absent : { value: value.toLowerCase(), original: value }
  const text = String(value)
  return { value: text.toLowerCase(), original: value }
}

const absent: SearchRow = { value: null, original: null }
