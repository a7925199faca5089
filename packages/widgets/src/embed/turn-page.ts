import { fetchWords } from '../strings/languages.ts'

/** Gives a page the direction of its language, where we have words in it. */
export async function turnPage(page: HTMLElement): Promise<void> {
  const words = await fetchWords(page.lang)
  if (words !== undefined) page.dir = words.$dir
}
