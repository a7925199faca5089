import { isAlias, isCollection, isPair, isScalar, type Document } from 'yaml'

/**
 * The data of a document without aliases that lead nowhere or back to themselves. What they stand for is copied, so that no two places share an object. Dates become
 * texts; other values of tags are left out.
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
 * Puts in the place of each alias what it stands for: the nearest anchor of its name before it. `yaml` itself looks through the whole document for each. The function
 * that is returned takes it all back, for positions are those of the aliases.
 */
function fillAliases(yaml: Document): () => void {
  const anchors = new Map<string, unknown>()
  const changed: (() => void)[] = []
  const fill = (node: unknown): unknown => {
    if (isAlias(node)) return anchors.get(node.source) ?? node
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node)
    if (isPair(node)) {
      // An alias as a key stays: `yaml` has a form of its own for keys that are no text.
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
