import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { enCard } from '../packages/widgets/src/strings/en-card.ts'
import { enDetails } from '../packages/widgets/src/strings/en-details.ts'
import { en } from '../packages/widgets/src/strings/en.ts'
import { fetchWords, languages } from '../packages/widgets/src/strings/languages.ts'
import type { Strings } from '../packages/widgets/src/strings/strings.ts'
import { contactIcons } from '../packages/widgets/src/style/contact-icons.ts'

const english: Strings = { ...en, ...enDetails, ...enCard }
const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'widgets.md'), 'utf8')

/** The possible arguments of terms that choose between fixed texts. The arguments of every other term are names. */
const choices: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  doubt: ['unknown', 'stale', 'similar', 'inherited'].map(doubt => ['Xyz', doubt]),
  contact: Object.keys(contactIcons).map(kind => [kind]),
  reachBy: ['on-call', 'chat', 'email', 'phone'].map(kind => [kind]),
  missingThing: ['owner', 'chat', 'on-call', 'email', 'runbook'].map(thing => [thing]),
  around: [
    ['system', 'Xyz'],
    ['domain', 'Xyz'],
  ],
  andMore: [[7]],
  moreWays: [[7, 'Xyz']],
}

/** The texts of a term, for each possible argument. */
function said(word: unknown, key: string): readonly unknown[] {
  if (typeof word !== 'function') return [word]
  const names = Array.from({ length: word.length }, (_, i) => `Xyz${i === 0 ? '' : String(i)}`)
  return (choices[key] ?? [names]).map(args => (word as (...args: readonly unknown[]) => unknown)(...args))
}

describe.each(['en', ...Object.keys(languages)])('the language %s', code => {
  const words = async (): Promise<Strings> => (code === 'en' ? english : ((await fetchWords(code)) ?? english))

  test('has its code, its name and its direction', async () => {
    const { $code, $name, $dir } = await words()
    const { direction } = (new Intl.Locale(code) as Intl.Locale & { getTextInfo(): { readonly direction: string } }).getTextInfo()
    expect({ $code, $dir }).toEqual({ $code: code, $dir: direction })
    expect($name.toLocaleLowerCase(code)).toBe(new Intl.DisplayNames([code], { type: 'language' }).of(code)?.toLocaleLowerCase(code))
  })

  test('has every term, of the same type as in English, and no others', async () => {
    const kinds = (all: object): object => Object.fromEntries(Object.entries(all).map(([key, word]) => [key, typeof word]))
    expect(kinds(await words())).toEqual(kinds(english))
  })

  test('has a text for every possible argument of a term', async () => {
    for (const [key, word] of Object.entries(await words())) {
      for (const text of said(word, key)) {
        expect(text, key).toEqual(expect.stringMatching(/\S/))
        expect(text, key).not.toMatch(/undefined|null|NaN/)
      }
    }
  })

  test('contains the same names as English, isolated if the language is written from right to left', async () => {
    const own = await words()
    for (const key of Object.keys(english) as (keyof Strings)[]) {
      const names = String(said(english[key], key)[0]).match(/Xyz\d?|7/g) ?? []
      const text = String(said(own[key], key)[0])
      for (const name of names) expect(text, key).toContain(name)
      // Dates and lists differ between languages.
      if (own.$dir === 'rtl' && !['missing', 'moreWays', 'stale'].includes(key))
        for (const name of names.filter(found => found !== '7')) expect(text, key).toContain(`\u2068${name}\u2069`)
    }
  })

  test('is in the table of docs/widgets.md', () => {
    const row =
      page
        .match(/^\| language \|[^]*?\n\n/m)?.[0]
        .split('\n')
        .find(line => line.includes(`\`${code}\``)) ?? ''
    expect(row, `a row with \`${code}\` in the table of languages`).not.toBe('')
  })

  test('is also found by its regions', async () => {
    for (const region of ['-ZZ', '_ZZ', '_ZZ-x'])
      expect((await fetchWords(`${code.toUpperCase()}${region}`))?.$code, region).toBe(code === 'en' ? undefined : code)
  })
})

test('a code without a translation is not a language, whatever its name', () => {
  expect(['', 'xx', 'constructor', 'toString', '__proto__'].map(fetchWords)).toEqual(Array.from({ length: 5 }))
})
