import { LocalizeController, registerTranslation, type FunctionParams } from '@shoelace-style/localize'
import { en } from './en.ts'
import type { Strings, Words } from './strings.ts'

registerTranslation(en)

/** What was found once: a page of a thousand elements asks the same a thousand times. */
const words = new Map<string, string>()
const languages = new Map<string, string>()

/** The words of an element in the language of the nearest `lang`, or that of the page. */
export class Localize extends LocalizeController<Strings> {
  override term<Key extends keyof Strings>(key: Key, ...args: FunctionParams<Strings[Key]>): string {
    if (args.length > 0) return super.term(key, ...args)
    return remember(words, `${this.lang()} ${key}`, () => super.term(key, ...args))
  }

  override lang(): string {
    const { host } = this
    const said = host.closest<HTMLElement>('[lang]')?.lang || host.ownerDocument.documentElement.lang || navigator.language
    return remember(languages, said, () => languageOf(said))
  }
}

function languageOf(said: string): string {
  try {
    return new Intl.Locale(said.replaceAll('_', '-')).toString().toLowerCase()
  } catch {
    // What is no language is the one that is always there.
    return 'en'
  }
}

/** Adds a language, or replaces words of one: `addTranslation(de, { $code: 'en', owner: 'Team' })`. What it lacks is said in English. */
export function addTranslation(...translations: readonly Words[]): void {
  words.clear()
  registerTranslation(...(translations as readonly Strings[]))
}

function remember(known: Map<string, string>, key: string, find: () => string): string {
  let value = known.get(key)
  if (value === undefined) known.set(key, (value = find()))
  return value
}
