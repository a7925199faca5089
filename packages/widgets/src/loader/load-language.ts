import type { Strings } from '../strings/strings.ts'

const languages: Readonly<Record<string, () => Promise<Strings>>> = {
  ar: async () => (await import('../strings/ar.ts')).ar,
  de: async () => (await import('../strings/de.ts')).de,
}

/** Fetches the words of the page's language, where there are some. English is always there. */
export function loadLanguage(page: Document): void {
  const code = page.documentElement.lang.toLowerCase().split('-', 1)[0] ?? ''
  const load = Object.hasOwn(languages, code) ? languages[code] : undefined
  if (load === undefined) return
  Promise.all([load(), import('../strings/localize.ts')]).then(
    ([words, { addTranslation }]) => addTranslation(words),
    () => {
      // English stays.
    },
  )
}
