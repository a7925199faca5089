import { fetchWords } from '../strings/languages.ts'
import { addTranslation } from '../strings/localize.ts'

/** Fetches the words of the page's language, where there are some. English is always there. */
export function loadLanguage(page: Document): void {
  fetchWords(page.documentElement.lang)?.then(addTranslation, () => {
    // English stays.
  })
}
