import type { Entity } from '../../entity.ts'
import { CallboardError } from '../../errors.ts'

type Tree = Record<string, unknown>

/**
 * Keeps only the given dot paths of an entity. Keys may hold dots themselves, as annotations do: the longest key that fits is taken. What is not there is left out.
 * Throws `invalid-query` for a path into a list.
 */
export function projectFields(entity: Entity, fields: readonly string[]): Entity {
  const made: Tree = {}
  for (const field of fields) {
    if (field.includes('[')) throw new CallboardError('invalid-query', `invalid field "${field}", array type fields are not supported`)
    copyField(entity as unknown as Tree, made, field)
  }
  return made as unknown as Entity
}

function copyField(from: Tree, to: Tree, field: string): void {
  if (Object.hasOwn(from, field)) return define(to, field, from[field])
  for (let dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
    const key = field.slice(0, dot)
    const value = Object.hasOwn(from, key) ? from[key] : undefined
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
    const part: Tree = {}
    copyField(value as Tree, part, field.slice(dot + 1))
    if (Object.keys(part).length === 0) continue
    const earlier = Object.hasOwn(to, key) ? to[key] : undefined
    define(to, key, typeof earlier === 'object' && earlier !== null ? merge(earlier as Tree, part) : part)
    return
  }
}

function merge(a: Tree, b: Tree): Tree {
  const made: Tree = {}
  for (const key of Object.keys(a)) define(made, key, a[key])
  for (const key of Object.keys(b)) {
    const [left, right] = [Object.hasOwn(a, key) ? a[key] : undefined, b[key]]
    define(made, key, isTree(left) && isTree(right) ? merge(left, right) : right)
  }
  return made
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Own keys whatever their names: `__proto__` of somebody's annotations must not reach the prototype. */
function define(to: Tree, key: string, value: unknown): void {
  Object.defineProperty(to, key, { value, enumerable: true, configurable: true, writable: true })
}
