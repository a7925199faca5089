import type { Entity } from '../entity.ts'
import type { CatalogGraph, CatalogNode } from './graph/graph.ts'
import { compareUnits } from '../compare-text.ts'
import { GraphNode } from './graph/node.ts'

/** The change of one entity. */
export interface EntityChange {
  /** The canonical reference. */
  readonly ref: string
  /** Whether it was added, removed or changed. */
  readonly change: 'added' | 'removed' | 'changed'
  /** The dot paths that differ, for `changed`. */
  readonly fields: readonly string[]
  /** The reference of the earlier owner, if the owner changed. */
  readonly ownerBefore?: string | undefined
  /** The reference of the new owner, if the owner changed. */
  readonly ownerAfter?: string | undefined
}

/** The differences between two states of the catalog. */
export interface CatalogDiff {
  /** The earlier revision. */
  readonly from: string
  /** The new revision. */
  readonly to: string
  /** Each entity that differs, sorted by reference. */
  readonly changes: readonly EntityChange[]
}

/** The differences between two states, sorted by reference. Compares only what may differ, if the later state knows it. */
export function diffGraphs(before: CatalogGraph, after: CatalogGraph): CatalogDiff {
  const { since } = after
  const touched = since?.graph.deref() === before ? since.touched : undefined
  const refs = touched ?? new Set([...after.nodes.keys(), ...before.nodes.keys()])
  const changes: EntityChange[] = []
  for (const ref of refs) {
    const earlier = before.nodes.get(ref)
    const node = after.nodes.get(ref)
    if (earlier === undefined && node === undefined) continue
    if (earlier === undefined) changes.push({ ref, change: 'added', fields: [], ...owners(undefined, node) })
    else if (node === undefined) changes.push({ ref, change: 'removed', fields: [], ...owners(earlier, undefined) })
    else if (!sameEntity(earlier, node)) {
      const fields = changedFields(earlier.entity, node.entity)
      if (fields.length > 0) changes.push({ ref, change: 'changed', fields, ...owners(earlier, node) })
    }
  }
  changes.sort((a, b) => compareUnits(a.ref, b.ref))
  return { from: before.revision, to: after.revision, changes }
}

/** The dot paths that differ, sorted; relations by type (`relations.dependsOn`), lists as a whole. */
export function changedFields(before: Entity, after: Entity): readonly string[] {
  const { relations: relationsBefore = [], ...restBefore } = before
  const { relations: relationsAfter = [], ...restAfter } = after
  const fields: string[] = []
  compareFields(restBefore, restAfter, '', fields)
  for (const type of new Set([...relationsBefore, ...relationsAfter].map(relation => relation.type))) {
    const targets = (list: Entity['relations'] = []): string =>
      list.flatMap(relation => (relation.type === type ? [relation.targetRef] : [])).join('\n')
    if (targets(relationsBefore) !== targets(relationsAfter)) fields.push(`relations.${type}`)
  }
  return fields.sort(compareUnits)
}

function sameEntity(a: CatalogNode, b: CatalogNode): boolean {
  return a === b || (a instanceof GraphNode && b instanceof GraphNode && a.content === b.content)
}

function owners(before: CatalogNode | undefined, after: CatalogNode | undefined): Pick<EntityChange, 'ownerBefore' | 'ownerAfter'> {
  const ownerBefore = before?.targets('ownedBy')[0]
  const ownerAfter = after?.targets('ownedBy')[0]
  if (ownerBefore === ownerAfter) return {}
  return { ...(ownerBefore === undefined ? {} : { ownerBefore }), ...(ownerAfter === undefined ? {} : { ownerAfter }) }
}

function compareFields(before: unknown, after: unknown, path: string, fields: string[]): void {
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const inner = path === '' ? key : `${path}.${key}`
      compareFields(Object.hasOwn(before, key) ? before[key] : undefined, Object.hasOwn(after, key) ? after[key] : undefined, inner, fields)
    }
  } else if (!equal(before, after)) fields.push(path)
}

function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]))
  if (!isObject(a) || !isObject(b)) return false
  const fields: string[] = []
  compareFields(a, b, '', fields)
  return fields.length === 0
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
