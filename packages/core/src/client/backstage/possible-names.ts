import { cleanedNames, wordsIn, type CleanedName } from '../../catalog/resolve/clean-name.ts'
import { wordsOf } from '../../catalog/resolve/name-index.ts'

/** The names that a text may mean, starting with itself. */
export function possibleNames(text: string): readonly string[] {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > 200) return []
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1)
  const words = wordsIn(trimmed).slice(0, 20)
  const found = [
    trimmed,
    name,
    wordsOf(name),
    ...cleanedNames(name).flatMap(withRivals),
    ...words,
    ...words.flatMap(word => cleanedNames(word).flatMap(withRivals)),
  ]
  return [...new Set(found.filter(text => text !== ''))].slice(0, 60)
}

/** A name with its rivals: siblings of another version, and the other labels of its host. */
function withRivals({ name, version, labels = [] }: CleanedName): readonly string[] {
  const mark = version?.replace(/\d+$/, '')
  const siblings = mark === undefined ? [] : Array.from({ length: 9 }, (_, i) => `${name}-${mark}${String(i + 1)}`)
  return [name, wordsOf(name), ...labels, ...siblings]
}
