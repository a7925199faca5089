import type { CatalogNode } from '../graph/graph.ts'
import { uidOf } from '../uid.ts'

/**
 * One value of one field of one entity, as filters see it. Both texts are null when the value is null or longer than 200 characters: then
 * the field only exists.
 */
export interface FieldRow {
  /** In lowercase. */
  readonly value: string | null
  readonly original: string | null
  /** In lowercase, for a value that is too long to be compared: for text search. */
  readonly long?: string | undefined
}

const longest = 200
const absent: FieldRow = { value: null, original: null }
const present: FieldRow = { value: 'true', original: 'true' }
/** Keys whose values are not in the search table: at the top of an entity, in its metadata, and below. An empty key at the top adds nothing to a path. */
const skippedAtTop: ReadonlySet<string> = new Set([
  'attachments',
  'relations',
  'status',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.etag',
])
const skippedInMetadata: ReadonlySet<string> = new Set(['name', 'namespace', 'uid', 'etag'])
const skippedBelow: ReadonlySet<string> = new Set()

/**
 * The rows of one field, flattened as in Backstage's search table (`buildEntitySearch` of `@backstage/plugin-catalog-backend`): the paths
 * of all scalars joined by dots, in lowercase; list items under the list's path; `path.<item> = true` for items that are strings;
 * `relations.<type>`.
 */
export function fieldRows(node: CatalogNode, field: string): readonly FieldRow[] {
  const rows: FieldRow[] = []
  if (field.length > longest) return rows
  const { entity } = node.descriptor
  if (field === 'metadata.name') rows.push(rowOf(entity.metadata.name))
  else if (field === 'metadata.namespace') rows.push(rowOf(entity.metadata.namespace ?? 'default'))
  else if (field === 'metadata.uid') rows.push(rowOf(entity.metadata.uid ?? uidOf(node.ref)))
  else if (field.startsWith('relations.')) {
    const type = field.slice('relations.'.length)
    for (const relation of node.relations) if (relation.type.toLowerCase() === type) rows.push(rowOf(relation.targetRef))
  } else collect(entity, skippedAtTop, field, rows)
  return rows.length > 1 ? withoutDoubles(rows) : rows
}

/** Adds the rows in `value` that match `rest` of the wanted path; `undefined` at its end, as the empty text is a key too. No path is put together on the way. */
function collect(value: unknown, skipped: ReadonlySet<string>, rest: string | undefined, rows: FieldRow[]): void {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    if (rest === undefined) rows.push(value === undefined || value === null ? absent : rowOf(value))
  } else if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) {
      collect(item, skipped, rest, rows)
      if (typeof item === 'string' && rest !== undefined && mayBegin(item, rest) && item.toLowerCase() === rest) rows.push(present)
    }
  } else if (typeof value === 'object' && rest !== undefined) {
    for (const key of Object.keys(value)) {
      if (!mayBegin(key, rest)) continue
      const lower = key.toLowerCase()
      if (!rest.startsWith(lower) || skipped.has(key)) continue
      const item = (value as Record<string, unknown>)[key]
      const below =
        skipped !== skippedAtTop ? skippedBelow : key === '' ? skippedAtTop : key === 'metadata' ? skippedInMetadata : skippedBelow
      if (rest.length === lower.length) collect(item, below, undefined, rows)
      else if (rest[lower.length] === '.') collect(item, below, rest.slice(lower.length + 1), rows)
    }
  }
}

/**
 * False when `wanted`, in lowercase, cannot begin with `text` in lowercase: the first letters differ, or the text is longer, and lowercase never
 * shortens it. Most keys of most entities end here.
 */
function mayBegin(text: string, wanted: string): boolean {
  if (text.length > wanted.length) return false
  const letter = text.charCodeAt(0)
  if (!(letter < 128)) return true
  return (letter >= 65 && letter <= 90 ? letter + 32 : letter) === wanted.charCodeAt(0)
}

function rowOf(scalar: string | number | boolean): FieldRow {
  const original = String(scalar)
  const value = original.toLowerCase()
  return value.length > longest ? { value: null, original: null, long: value } : { value, original }
}

function withoutDoubles(rows: readonly FieldRow[]): readonly FieldRow[] {
  const seen = new Set<string | null>()
  return rows.filter(row => {
    if (row.long !== undefined) return true
    if (seen.has(row.value)) return false
    seen.add(row.value)
    return true
  })
}
