import { findSimilar } from '../../similar.ts'

/** The known name that a wrong one probably means: it differs in case, or by a letter or two. */
export function suggest(wrong: string, known: Iterable<string>): string | undefined {
  const names = [...known]
  const lower = wrong.toLowerCase()
  return names.find(name => name.toLowerCase() === lower && name !== wrong) ?? findSimilar(wrong, names)
}

/** A hint of the form `Did you mean "lifecycle"?`. */
export function didYouMean(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `Did you mean "${name}"?`
}

/** A text turned into a valid name, if possible. */
export function asName(text: string): string | undefined {
  const name = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, '')
  return name === '' ? undefined : name
}
