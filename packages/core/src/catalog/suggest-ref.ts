import { findSimilar } from '../similar.ts'
import type { GraphNode } from './node.ts'

/**
 * Names looked at for all suggestions of one build together: a catalog of strangers' typos costs no more than some hundred milliseconds.
 */
const budget = 1_000_000

/**
 * Makes a function that says which entity a reference to nothing probably meant: the same name elsewhere, or a name that differs by a few
 * letters.
 */
export function suggestRefs(sorted: readonly GraphNode[]): (missing: string) => string | undefined {
  const byName = new Map<string, string[]>()
  const byKind = new Map<string, Map<string, string>>()
  for (const { ref } of sorted) {
    const { kind, name } = split(ref)
    const same = byName.get(name)
    if (same === undefined) byName.set(name, [ref])
    else same.push(ref)
    let names = byKind.get(kind)
    if (names === undefined) byKind.set(kind, (names = new Map()))
    if (!names.has(name)) names.set(name, ref)
  }
  let left = budget
  const answers = new Map<string, string | undefined>()
  return missing => {
    if (answers.has(missing)) return answers.get(missing)
    const { kind, name } = split(missing)
    const same = byName.get(name)
    let answer = same?.find(ref => split(ref).kind === kind) ?? same?.[0]
    if (answer === undefined && left > 0) {
      const names = byKind.get(kind)
      left -= names?.size ?? 0
      const similar = findSimilar(name, names?.keys() ?? [])
      answer = similar === undefined ? undefined : names?.get(similar)
    }
    answers.set(missing, answer)
    return answer
  }
}

function split(ref: string): { readonly kind: string; readonly name: string } {
  const colon = ref.indexOf(':')
  return { kind: ref.slice(0, colon), name: ref.slice(ref.indexOf('/', colon) + 1) }
}
