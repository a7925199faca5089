import { fetchWords } from '../strings/languages.ts'

/** Sets the direction of a page to that of its language, if there is a translation. */
export async function turnPage(page: HTMLElement): Promise<void> {
  const words = await fetchWords(page.lang)
  if (words !== undefined) page.dir = words.$dir
}
