import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { sharedDir, withoutShared } from '../../../../../test/support/shared.ts'
import { resolveLimits } from '../limits.ts'
import { parseDocuments } from './parse-documents.ts'

const limits = resolveLimits()
const shared = sharedDir()

/**
 * The result of `yaml` alone for a text; an error for the whole text if any document has one, because what follows an error depends on
 * recovery.
 */
function readBare(text: string): unknown {
  const documents = parseAllDocuments(text, { logLevel: 'silent' })
  try {
    return documents.some(({ errors }) => errors.length > 0)
      ? 'error'
      : documents.map(document => plain(document.toJS({ maxAliasCount: -1 })))
  } catch {
    return 'error'
  }
}

/** The same without what JSON cannot represent: sets, ordered maps and bytes are empty. */
function plain(value: unknown): unknown {
  if (value instanceof Set || value instanceof Map || ArrayBuffer.isView(value)) return {}
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}

function readOurs(text: string): unknown {
  const { documents } = parseDocuments(text, 'x.yaml', limits)
  return documents.some(({ problems }) => problems.some(({ severity }) => severity === 'error'))
    ? 'error'
    : documents.map(({ data }) => data)
}

/** The data of a text whose documents are all read by the fast reader. */
function fastOf(text: string): unknown {
  const { documents } = parseDocuments(text, 'x.yaml', limits)
  return documents.every(({ yaml, problems }) => yaml === undefined && problems.length === 0)
    ? documents.map(({ data }) => data)
    : undefined
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map(entry => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
}

/** The same texts each time; with `FUZZ=100000`, that many other texts. */
function fuzz(runs: number): fc.Parameters<unknown> {
  const wanted = globalThis.process?.env['FUZZ']
  return wanted === undefined ? { seed: 1, numRuns: runs } : { numRuns: Number(wanted) }
}

describe('Both parsers see the same data', () => {
  test.skipIf(shared === undefined)(`in every file of the corpus${withoutShared}`, () => {
    let fast = 0
    let all = 0
    for (const folder of ['corpus/descriptors', 'corpus/templates', 'corpus/docs', 'golden/catalog']) {
      for (const text of filesBelow(`${shared ?? ''}/${folder}`)) {
        if (text.startsWith('\ufeff')) continue
        expect(readOurs(text)).toEqual(readBare(text))
        for (const { yaml } of parseDocuments(text, 'x.yaml', limits).documents) {
          all++
          if (yaml === undefined) fast++
        }
      }
    }
    expect(all).toBeGreaterThan(2000)
    expect(fast / all).toBeGreaterThan(0.9)
  })

  test.skipIf(shared === undefined)(`in every case of the YAML test suite, and every case that must fail fails${withoutShared}`, () => {
    const cases = JSON.parse(readFileSync(`${shared ?? ''}/hostile/yaml/yaml-test-suite.json`, 'utf8')) as {
      id: string
      yaml: string
      fail: boolean
    }[]
    let refused = 0
    for (const { id, yaml, fail } of cases) {
      const text = yaml.replace(/^\ufeff/, '')
      expect([id, readOurs(text)]).toEqual([id, readBare(text)])
      if (fail && readOurs(text) === 'error') refused++
    }
    expect(refused).toBeGreaterThanOrEqual(92)
  })

  test('in random texts of YAML tokens', () => {
    const bits = [
      'a',
      'b: c',
      'key',
      ': ',
      ':',
      '- ',
      '-',
      '? ',
      '#',
      ' # c',
      '"',
      "'",
      '|',
      '>',
      '|-',
      '>+',
      '|2',
      '[',
      ']',
      '{',
      '}',
      ', ',
      ',',
      '&a ',
      '*a',
      '!t ',
      '!!str ',
      '---',
      '---\n',
      '...',
      '%',
      '\t',
      '~',
      'null',
      'true',
      'No',
      '1',
      '-0',
      '0x1F',
      '0o7',
      '017',
      '.inf',
      '.5',
      '1e3',
      '1_000',
      '2001-01-01',
      '<<: ',
      '\\',
      '"x"',
      "'y'",
      '@',
      '`',
      '\u2028',
      '\u00a0',
      'é',
      '${{ x }}',
    ]
    const line = fc
      .tuple(fc.nat(6), fc.array(fc.constantFrom(...bits), { minLength: 1, maxLength: 4 }))
      .map(([indent, parts]) => ' '.repeat(indent) + parts.join(''))
    const text = fc.tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n')).map(([lines, end]) => lines.join(end) + end)
    fc.assert(
      fc.property(text, input => {
        const fast = fastOf(input)
        if (fast !== undefined) expect(fast).toEqual(readBare(input))
      }),
      fuzz(4000),
    )
  })

  test('in descriptors with a few characters inserted or removed', () => {
    const base = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: pay
  description: "two
    lines"
  annotations: {a.b/c: 'd', e: f}
  tags:
  - x
  - y
  links:
    - url: https://example.com/#top
      title: It's here
spec:
  definition: |-
    openapi: 3.0.0

      deeper
  text: >
    folded
    text
`
    const cut = fc.tuple(
      fc.nat(base.length),
      fc.nat(3),
      fc.constantFrom('', ' ', '\n', ':', '#', ' #', '"', "'", '-', '- ', '[', '{', '}', '|', '&a', '!x ', '\t', '~'),
    )
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), cuts => {
        const input = cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), base)
        const fast = fastOf(input)
        if (fast !== undefined) expect(fast).toEqual(readBare(input))
      }),
      fuzz(2000),
    )
  })
})

describe('The fast reader', () => {
  test('reads an ordinary descriptor', () => {
    expect(fastOf('a: 1\nb:\n  - c\n  - {d: [e, 2.5]}\n')).toEqual([{ a: 1, b: ['c', { d: ['e', 2.5] }] }])
  })

  test.each([
    'a: &x 1',
    'a: !t 1',
    'a: 1\na: 2',
    '? a\n: b',
    '[a]: b',
    '{[a]: b}',
    '{{a}: 1}',
    '~: a',
    '{~}',
    'null : a',
    'a:\tb',
    'a: [1,\n2]',
    'a: "x\ny"',
    'a: "x"#c',
    'a: [',
    '--- a',
    '- -\n- b',
    'a: |2\n   x',
    '<<: *a',
  ])('leaves %j to the careful reader', text => {
    expect(fastOf(text)).toBeUndefined()
  })
})
