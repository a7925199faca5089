import { loadLanguage } from './load-language.ts'
import { startLoader } from './loader.ts'

// What `<script type="module" src="…/callboard.js">` does. `?prefix=acme` defines acme-owner-badge and so on.
// It shares no module with the elements' chunks: with a prefix this file has another address, and a chunk that needs it would load it twice.
const here = new URL(import.meta.url)
const page = globalThis as { [key: symbol]: string | undefined }

page[Symbol.for('callboard.src')] ??= new URL('./', here).href
loadLanguage(document)
startLoader({ prefix: here.searchParams.get('prefix') ?? undefined })
