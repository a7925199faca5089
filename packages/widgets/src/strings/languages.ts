import type { Strings } from './strings.ts'

/**
 * Every language beside English, and how to fetch its words: one row for each. `npm run public-api` writes the exports of the package from it.
 */
export const languages: Readonly<Record<string, () => Promise<Strings>>> = {
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
}

/** Fetches the words for a `lang`, such as `de-AT`; `undefined` where there are none. English is always there. */
export function fetchWords(lang: string): Promise<Strings> | undefined {
  const code = lang.toLowerCase().split('-', 1)[0] ?? ''
  return Object.hasOwn(languages, code) ? languages[code]?.() : undefined
}
