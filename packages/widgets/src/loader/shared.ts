// What the script tag loads first, as one file.
export { addTranslation } from '../strings/localize.ts'
export { loadLanguage } from './load-language.ts'
export { startLoader } from './loader.ts'
