import { say, type Localize, type WordArgs } from './localize.ts'
import type { Strings } from './strings.ts'

/** The texts of an element, and English texts for code that loads later than the element. */
export class LateWords {
  readonly #words: Localize
  readonly #english: Partial<Strings>

  constructor(words: Localize, english: Partial<Strings>) {
    this.#words = words
    this.#english = english
  }

  term<Key extends keyof Strings>(key: Key, ...args: WordArgs<Key>): string {
    return say(this.#words.word(key) ?? this.#english[key], args)
  }

  date(date: Date, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.#words.lang(), options).format(date)
  }
}
