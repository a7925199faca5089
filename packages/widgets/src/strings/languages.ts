import type { Strings } from './strings.ts'

/**
 * Every language other than English, and how to load its texts: one row for each. `npm run public-api` derives the exports of the package from it.
 */
export const languages: Readonly<Record<string, () => Promise<Strings>>> = {
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
}

/** Loads the texts for a `lang`, such as `de-AT` or `de_AT`; `undefined` if there are none. English is always available. */
export function fetchWords(lang: string): Promise<Strings> | undefined {
  const code = lang.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return Object.hasOwn(languages, code) ? languages[code]?.() : undefined
}
