import { afterLast, before } from './edit-text.mjs'
import { constant } from './names.mjs'
import { Refusal } from './refusal.mjs'

const folder = 'packages/widgets/src/strings'
const table = `${folder}/languages.ts`
const page = 'docs/widgets.md'

/** The files of English, in the order in which the single file of a language lists their words. */
const english = ['en', 'en-shared', 'en-details', 'en-card']

/** A language of the elements: its words, English at first, and its row in the list and in the docs. */
export const language = {
  name: 'fr',
  about: 'the words of the elements in one more language, by its code',
  plan(code, read) {
    const [short, ...more] = code.split('-')
    if (more.length > 0 && isCode(short)) throw new Refusal(`${JSON.stringify(code)} is more than a language code; give only "${short}".`)
    if (!isCode(code)) throw new Refusal(`${JSON.stringify(code)} is not a language code of two or three lower-case letters, such as "fr".`)
    if (nameIn('en', code) === code) throw new Refusal(`"${code}" is not a known language code.`)
    constant('language', code)
    if (code === 'en' || new RegExp(`^ {2}${code}: `, 'm').test(read(table))) throw new Refusal(`There is a language "${code}" already.`)
    const isRtl = new Intl.Locale(code).getTextInfo().direction === 'rtl'
    return {
      create: { [`${folder}/${code}.ts`]: words(code, isRtl, read) },
      edit: {
        [table]: text => inOrder(text, code, `  ${code}: async () => (await import('./${code}.ts')).${code},\n`),
        [page]: text =>
          afterLast(
            text,
            /^\| \w[^|]* \| `[a-z]{2,3}` \|$/,
            /^$/,
            `| ${nameIn('en', code)}${isRtl ? ', from right to left' : ''} | \`${code}\` |\n`,
          ),
      },
      next: [
        `${folder}/${code}.ts: every word, still in English.`,
        `npm run public-api, which writes the export; npm run changeset.`,
        `npm run test:unit -- test/filled-in.test.ts test/languages.test.ts test/widget-lists.test.ts`,
      ],
    }
  },
}

function isCode(text) {
  return /^[a-z]{2,3}$/.test(text)
}

/** The name of a language in another. */
function nameIn(other, code) {
  return new Intl.DisplayNames([other], { type: 'language' }).of(code)
}

/** Rows are sorted by code. */
function inOrder(text, code, row) {
  const later = [...text.matchAll(/^ {2}([a-z]+): async/gm)].find(([, other]) => other > code)
  return later === undefined ? afterLast(text, /^ {2}[a-z]+: async/, /^\}$/, row) : before(text, new RegExp(`^ {2}${later[1]}: async`), row)
}

function words(code, isRtl, read) {
  const all = english.map(name => entries(read(`${folder}/${name}.ts`))).join('')
  return `import type { Strings } from './strings.ts'

/** The words of the elements in ${nameIn('en', code)}, for \`addTranslation\`. */
export const ${code}: Strings = {
  $code: '${code}',
  $name: '${nameIn(code, code)}',
  $dir: '${isRtl ? 'rtl' : 'ltr'}',
  // FILL IN: The words are still in English.
${isRtl ? setApart(all) : all}}
${isRtl ? isolate : ''}`
}

/** The words in a file, without those spread from other files and without its docstring. */
function entries(text) {
  const inner = /^export const .* = \{\n([^]*?)^\}$/m.exec(text)?.[1]
  if (inner === undefined) throw new Error('The format of the English words has changed; update scripts/new')
  return inner.replace(/^ {2}(?:\.\.\.\w+|\$\w+: .*),\n/gm, '')
}

/** Text from the catalog is isolated; text from words of the language is not. */
function setApart(text) {
  return text.replace(/\$\{(?!(?:when|things|kinds|step)\})(\w+)\}/g, '${isolate($1)}')
}

const isolate = `
/** Text from the catalog is often left-to-right; isolated, it does not reorder the sentence around it. */
function isolate(text: string): string {
  return \`\\u2068\${text}\\u2069\`
}
`
