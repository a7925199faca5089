import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { en } from './en.ts'
import type { Strings, Words } from './strings.ts'

type Host = ReactiveControllerHost & HTMLElement

/** The arguments of a term: none, or what it is about. */
export type WordArgs<Key extends keyof Strings> = Strings[Key] extends (...args: infer Args) => string ? Args : []

// The only module state in the package: translations are added once for a page, and every element on it uses them.

/** The texts of each available language. */
const known = new Map<string, Words>([['en', en]])
/** A cache: a page with a thousand elements needs the same text a thousand times. */
const found = new Map<string, Words[keyof Words]>()
const languages = new Map<string, string>()
/** The elements with texts, and the observer for the language of the page. */
const speakers = new Set<Host>()
let observer: MutationObserver | undefined

/** The texts of an element in the language of the nearest `lang`, or that of the page. */
export class Localize implements ReactiveController {
  readonly #host: Host

  constructor(host: Host) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    speakers.add(this.#host)
    if (observer !== undefined) return
    observer = new MutationObserver(tell)
    observer.observe(this.#host.ownerDocument.documentElement, { attributeFilter: ['lang', 'dir'] })
  }

  hostDisconnected(): void {
    speakers.delete(this.#host)
  }

  /** A text, or the text for some arguments. */
  term<Key extends keyof Strings>(key: Key, ...args: WordArgs<Key>): string {
    return say(this.word(key), args)
  }

  /** A term as it was added; `undefined` if no language has it. */
  word<Key extends keyof Strings>(key: Key): Strings[Key] | undefined {
    const lang = this.lang()
    const name = `${lang} ${key}`
    let word = found.get(name)
    if (word === undefined) {
      word = known.get(lang)?.[key] ?? known.get(lang.split('-', 1)[0] ?? '')?.[key] ?? known.get('en')?.[key]
      if (word !== undefined) found.set(name, word)
    }
    return word as Strings[Key] | undefined
  }

  /** The language, with its region, if any. */
  lang(): string {
    const host = this.#host
    const said = host.closest<HTMLElement>('[lang]')?.lang || host.ownerDocument.documentElement.lang || navigator.language
    let language = languages.get(said)
    if (language === undefined) languages.set(said, (language = languageOf(said)))
    return language
  }
}

/** The text of a term for some arguments. */
export function say(word: unknown, args: readonly unknown[]): string {
  const said = typeof word === 'function' ? (word as (...args: readonly unknown[]) => string | undefined)(...args) : word
  // A newer portal may use values for which there is no text.
  return String(said ?? args[0] ?? '')
}

/** Adds a language, or replaces texts in one: `addTranslation(de, { $code: 'en', owner: 'Team' })`. Missing texts are English. */
export function addTranslation(...translations: readonly Words[]): void {
  for (const words of translations) {
    const code = words.$code.toLowerCase()
    known.set(code, { ...known.get(code), ...words })
  }
  found.clear()
  tell()
}

function languageOf(said: string): string {
  try {
    const { language, region } = new Intl.Locale(said.replaceAll('_', '-'))
    return (region === undefined ? language : `${language}-${region}`).toLowerCase()
  } catch {
    // An invalid language falls back to English.
    return 'en'
  }
}

function tell(): void {
  for (const host of speakers) host.requestUpdate()
}
