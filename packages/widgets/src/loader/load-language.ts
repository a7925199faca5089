import { fetchWords } from '../strings/languages.ts'

/** Fetches the words of the page's language, where there are some. English is always there. */
export function loadLanguage(page: Document): void {
  const fetched = fetchWords(page.documentElement.lang)
  if (fetched === undefined) return
  Promise.all([fetched, import('../strings/localize.ts')]).then(
    ([words, { addTranslation }]) => addTranslation(words),
    () => {
      // English stays.
    },
  )
}
