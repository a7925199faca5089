import type { Words } from '../strings/strings.ts'

// What `<script type="module" src="…/callboard.js">` does. `?prefix=acme` defines acme-owner-badge and so on.
// It shares no module with the chunks of the elements: with a prefix, this file has a different URL, and a chunk that imports it would load it twice.
const here = new URL(import.meta.url)
const page = globalThis as { [key: symbol]: string | undefined }

page[Symbol.for('callboard.src')] ??= new URL('./', here).href
// If a policy forbids what Lit needs, this file still runs, and reports it.
const shared = import('./shared.ts')
shared.then(
  ({ loadLanguage, startLoader }) => {
    loadLanguage(document)
    startLoader({ prefix: here.searchParams.get('prefix') ?? undefined })
  },
  // oxlint-disable-next-line no-console -- the only way to inform the maintainer of the page
  (error: unknown) => console.warn('Callboard could not start.', error),
)

/** Adds a language, or replaces texts in one, for pages without a build: `import { addTranslation } from './callboard.js'`, with the URL of the script tag. */
export async function addTranslation(...translations: readonly Words[]): Promise<void> {
  const { addTranslation: add } = await shared
  add(...translations)
}
