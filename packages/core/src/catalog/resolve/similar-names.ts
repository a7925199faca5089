import { distance } from 'fastest-levenshtein'
import type { CatalogGraph } from '../graph/graph.ts'
import { nameIndex } from './name-index.ts'

/**
 * How many pairs of names all questions of one request may still compare. Unknown names cost the most, and any caller can ask for a
 * thousand of them.
 */
export interface SimilarityBudget {
  left: number
}

/** Every name of a graph, with data that quickly rules out names that are not similar. */
interface NameShapes {
  readonly names: readonly string[]
  /** A bit for each letter in the name; letters share bits. */
  readonly letters: Uint32Array
}

const most = 5
/** How many names can be skipped in the time of one comparison. */
const passedOver = 64

const shapes = new WeakMap<CatalogGraph, NameShapes>()

/**
 * The names most similar to one, the closest first: a few letters differ, or one contains the other. `undefined` when the budget is spent.
 */
export function similarNames(graph: CatalogGraph, wanted: string, budget?: SimilarityBudget): readonly string[] | undefined {
  if (budget !== undefined && budget.left <= 0) return undefined
  const { names, letters } = shapesOf(graph)
  const mostApart = Math.min(3, Math.floor(wanted.length / 3))
  const wantedLetters = lettersOf(wanted)
  const near: { readonly name: string; readonly distance: number }[] = []
  let compared = Math.ceil(names.length / passedOver)
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? ''
    const own = letters[i] ?? 0
    const longer = name.length - wanted.length
    // Inserting, removing or changing a letter flips at most two bits.
    if (Math.abs(longer) <= mostApart && countBits(own ^ wantedLetters) <= 2 * mostApart) {
      compared++
      const apart = distance(wanted, name)
      if (apart <= mostApart) {
        near.push({ name, distance: apart })
        continue
      }
    }
    if (wanted.length < 3 || name.length < 3) continue
    const canContain = longer > 0 ? (wantedLetters & ~own) === 0 : (own & ~wantedLetters) === 0
    if (!canContain) continue
    compared++
    if (longer > 0 ? name.includes(wanted) : wanted.includes(name)) near.push({ name, distance: 4 + Math.abs(longer) / 100 })
  }
  if (budget !== undefined) budget.left -= compared
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  return near.slice(0, most).map(({ name }) => name)
}

function shapesOf(graph: CatalogGraph): NameShapes {
  let known = shapes.get(graph)
  if (known === undefined) {
    const { names } = nameIndex(graph)
    shapes.set(graph, (known = { names, letters: Uint32Array.from(names, lettersOf) }))
  }
  return known
}

function lettersOf(name: string): number {
  let letters = 0
  for (let i = 0; i < name.length; i++) letters |= 1 << (name.charCodeAt(i) & 31)
  return letters >>> 0
}

function countBits(bits: number): number {
  let word = bits
  word -= (word >>> 1) & 0x55555555
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
