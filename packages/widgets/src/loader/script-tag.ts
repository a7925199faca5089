import { setDefaultSrc } from '../page/default-src.ts'
import { loadLanguage } from './load-language.ts'
import { startLoader } from './loader.ts'

// What `<script type="module" src="…/callboard.js">` does. `?prefix=acme` defines acme-owner-badge and so on.
const here = new URL(import.meta.url)

setDefaultSrc(new URL('./', here).href)
loadLanguage(document)
startLoader({ prefix: here.searchParams.get('prefix') ?? undefined })
