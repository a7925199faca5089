import { fetchWords } from '../strings/languages.ts'
import { addTranslation } from '../strings/localize.ts'

/** Loads the translation for the page's language, if any. English is always available. */
export function loadLanguage(page: Document): void {
  fetchWords(page.documentElement.lang)?.then(addTranslation, () => {
    // The texts stay English.
  })
}
