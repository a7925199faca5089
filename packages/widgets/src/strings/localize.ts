import { LocalizeController, registerTranslation } from '@shoelace-style/localize'
import { en } from './en.ts'
import type { Strings } from './strings.ts'

registerTranslation(en)

/** The words of an element in the language of its `lang`, or that of the page. */
export class Localize extends LocalizeController<Strings> {}

/** Adds a language, or replaces the words of one: `addTranslation(de)`. */
export function addTranslation(...translations: readonly Strings[]): void {
  registerTranslation(...translations)
}
