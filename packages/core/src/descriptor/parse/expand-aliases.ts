import { isAlias, isCollection, isPair, isScalar, type Document } from 'yaml'

/**
 * The data of a document whose aliases all have an anchor and no cycle. The value of an alias is copied, so no two places share an object.
 * Dates become strings; values of other tags are dropped.
 */
export function expandAliases(yaml: Document): unknown {
  const restore = fillAliases(yaml)
  try {
    return copy(yaml.toJS({ maxAliasCount: -1 }))
  } finally {
    restore()
  }
}

/**
 * Replaces each alias with the value of the nearest anchor of its name before it; `yaml` itself searches the whole document for each. The
 * returned function puts the aliases back, because positions are those of the aliases.
 */
function fillAliases(yaml: Document): () => void {
  const anchors = new Map<string, unknown>()
  const changed: (() => void)[] = []
  const fill = (node: unknown): unknown => {
    if (isAlias(node)) return anchors.get(node.source) ?? node
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node)
    if (isPair(node)) {
      // An alias as a key stays: `yaml` represents keys that are not text in its own way.
      fill(node.key)
      const { value } = node
      node.value = fill(value)
      if (node.value !== value) changed.push(() => void (node.value = value))
    } else if (isCollection(node)) {
      const { items } = node
      for (const [i, item] of items.entries()) {
        const filled = fill(item)
        if (filled === item) continue
        items[i] = filled
        changed.push(() => void (items[i] = item))
      }
    }
    return node
  }
  fill(yaml.contents)
  return () => changed.forEach(takeBack => takeBack())
}

function copy(value: unknown): unknown {
  if (typeof value === 'symbol') return null
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]))
}
