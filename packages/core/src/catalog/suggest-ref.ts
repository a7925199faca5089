import { findSimilar } from '../similar.ts'
import type { GraphNode } from './graph/node.ts'
import { titleKey, titlesOf, wordsOf } from './resolve/name-index.ts'

/**
 * The most names to compare for all suggestions of one build, so that a catalog full of typos takes at most a few hundred milliseconds.
 */
const budget = 1_000_000

/** The entity that a dangling reference probably means. `fits` says whether the field may refer to it. */
export type SuggestRef = (missing: string, text: unknown, fits: (ref: string) => boolean) => string | undefined

/**
 * Creates a function that finds the entity that a dangling reference probably means: one with that title, with the same name elsewhere or
 * with other separators, or with a name that differs by a few letters. `text` is the reference as written.
 */
export function suggestRefs(sorted: readonly GraphNode[]): SuggestRef {
  const byName = new Map<string, string[]>()
  const byTitle = new Map<string, string[]>()
  const byWords = new Map<string, string[]>()
  const byKind = new Map<string, Map<string, string>>()
  for (const node of sorted) {
    const { ref } = node
    const { kind, name } = split(ref)
    push(byName, name, ref)
    push(byWords, wordsOf(node.descriptor.entity.metadata.name), ref)
    for (const title of titlesOf(node)) push(byTitle, title, ref)
    let names = byKind.get(kind)
    if (names === undefined) byKind.set(kind, (names = new Map()))
    if (!names.has(name)) names.set(name, ref)
  }
  let left = budget
  const answers = new Map<string, string | undefined>()
  const byLetters = (missing: string): string | undefined => {
    if (answers.has(missing)) return answers.get(missing)
    const { kind, name } = split(missing)
    const names = byKind.get(kind)
    let answer: string | undefined
    if (left > 0) {
      left -= names?.size ?? 0
      const similar = findSimilar(name, names?.keys() ?? [])
      answer = similar === undefined ? undefined : names?.get(similar)
    }
    answers.set(missing, answer)
    return answer
  }
  return (missing, text, fits) => {
    const { kind, name } = split(missing)
    const best = (refs: readonly string[] = [], any = false): string | undefined => {
      const allowed = refs.filter(ref => ref !== missing && (any || fits(ref)))
      return allowed.find(ref => split(ref).kind === kind) ?? allowed[0]
    }
    const titled = (typeof text === 'string' ? best(byTitle.get(titleKey(text))) : undefined) ?? best(byTitle.get(titleKey(name)))
    const written = typeof text === 'string' ? text.slice(text.lastIndexOf('/') + 1).replace(/^[a-z]+:/i, '') : name
    return titled ?? best(byName.get(name), true) ?? best(byWords.get(wordsOf(written))) ?? byLetters(missing)
  }
}

function push(map: Map<string, string[]>, key: string, ref: string): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [ref])
  else list.push(ref)
}

function split(ref: string): { readonly kind: string; readonly name: string } {
  const colon = ref.indexOf(':')
  return { kind: ref.slice(0, colon), name: ref.slice(ref.indexOf('/', colon) + 1) }
}
