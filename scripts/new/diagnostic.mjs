import { afterLast } from './edit-text.mjs'
import { kebab } from './names.mjs'
import { Refusal } from './refusal.mjs'

const list = 'packages/core/src/diagnostics.ts'
const tests = 'packages/core/src/diagnostics.test.ts'
const page = 'docs/descriptors.md'
const meaning = 'FILL IN: What is wrong, in one sentence.'

/** A diagnostic code: its name and meaning, its row in the docs, and a test that needs an input that causes it. */
export const diagnostic = {
  name: 'catalog/lonely-group',
  about: 'a problem in the data, with the stage that reports it',
  plan(code, read) {
    const known = read(list)
    const stages = [...new Set([...known.matchAll(/^ {2}\| '([a-z]+)\//gm)].map(([, stage]) => stage))]
    const [stage, name = '', ...more] = code.split('/')
    if (!stages.includes(stage) || more.length > 0)
      throw new Refusal(`The name of a diagnostic is its stage (${stages.join(', ')}) and the problem, such as \`catalog/lonely-group\`.`)
    kebab('diagnostic', name)
    if (known.includes(`'${code}'`)) throw new Refusal(`There is a diagnostic ${code} already.`)
    return {
      create: {},
      edit: {
        [list]: text =>
          afterLast(
            afterLast(text, new RegExp(`^ {2}\\| '${stage}/`), /^(?: {2}\|.*)?$/, `  | '${code}'\n`),
            new RegExp(`^ {2}'${stage}/`),
            /^(?: {2}'|\}$)/,
            `  '${code}': '${meaning}',\n`,
          ),
        [tests]: text => {
          const end = text.indexOf('\n}\n', text.indexOf('const smallest')) + 3
          const row = `  '${code}': files([group('pay')]),\n`
          return afterLast(text.slice(0, end), new RegExp(`^ {2}'${stage}/`), /^(?: {2}'|\}$)/, row) + text.slice(end)
        },
        [page]: text => afterLast(text, new RegExp(`^\\| \`${stage}/`), /^(?:\|.*)?$/, `| \`${code}\` | ${meaning} | warning |\n`),
      },
      next: [
        `${list} and ${page}: the same meaning in both; the severity on the page.`,
        `${tests}: the smallest input in which it appears, and its severity if it differs from that of its stage. Until it does, one test fails: every code appears > ${code}.`,
        `Where it is noticed: report it with a position, the offending text, and a hint that says what to do.`,
        `npm run changeset.`,
        `npm run test:unit -- packages/core/src test/filled-in.test.ts test/readme.test.ts`,
      ],
    }
  },
}
