import { cleanedNames } from '../../catalog/ownership/clean-name.ts'

/** The names that a text may stand for, itself first. */
export function possibleNames(text: string): readonly string[] {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > 200) return []
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1)
  const words = /\s/.test(trimmed)
    ? trimmed
        .split(/[\s=,|"'`]+/)
        .filter(word => /[-_.\d]/.test(word) || word.length > 3)
        .slice(0, 20)
    : []
  const found = [
    trimmed,
    name,
    ...cleanedNames(name).map(cleaned => cleaned.name),
    ...words,
    ...words.flatMap(word => cleanedNames(word).map(cleaned => cleaned.name)),
  ]
  return [...new Set(found.filter(text => text !== ''))].slice(0, 40)
}
