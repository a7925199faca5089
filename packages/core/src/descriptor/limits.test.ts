import { describe, expect, test } from 'vitest'
import { componentText, readText, reportedCodes } from './read-text.fixture.ts'

const nested = (levels: number): string => componentText(`deep: ${'['.repeat(levels)}${']'.repeat(levels)}`)
const keys = (count: number): string => componentText(`own:\n${Array.from({ length: count }, (_, i) => `  k${String(i)}: 1\n`).join('')}`)

describe('A limit', () => {
  test('on depth stops a document at the first excess level', async () => {
    expect((await readText(nested(198))).descriptors).toHaveLength(1)
    expect(reportedCodes(await readText(nested(199)))).toEqual(['error descriptor/limit 5:207'])
    expect(reportedCodes(await readText(nested(199).replace('name: pay', 'name: &a pay')))).toEqual(['error descriptor/limit 5:207'])
  })

  test.each([
    ['maxDepth', { maxDepth: 3 }, 'own: [[[]]]'],
    ['maxAliasNodes', { maxAliasNodes: 2 }, 'a: &a [1]\nb: [*a, *a]'],
    ['maxKeys', { maxKeys: 4 }, 'own: [1, 2, 3, 4, 5]'],
  ])('`%s` is for one document: the others of the file are kept', async (_, limits, metadata) => {
    const others = ['first', 'last'].map(name => componentText().replace('name: pay', `name: ${name}`))
    const file = await readText([others[0], componentText(metadata), others[1]].join('---\n'), { limits })
    expect(file.descriptors.map(({ ref }) => ref)).toEqual(['component:default/first', 'component:default/last'])
    expect(file.diagnostics.map(({ code }) => code)).toEqual(['descriptor/limit'])
  })

  test('on keys stops a mapping at the first excess key, in both parsers', async () => {
    expect((await readText(keys(50), { limits: { maxKeys: 50 } })).descriptors).toHaveLength(1)
    expect(reportedCodes(await readText(keys(51), { limits: { maxKeys: 50 } }))[0]).toMatch(/^error descriptor\/limit 5[56]:/)
    expect(reportedCodes(await readText(keys(51).replace('name: pay', 'name: &a pay'), { limits: { maxKeys: 50 } }))[0]).toMatch(
      /^error descriptor\/limit 56:/,
    )
  })

  test('on items stops a list', async () => {
    const list = componentText(`own: [${'x, '.repeat(51)}]`)
    expect(reportedCodes(await readText(list, { limits: { maxKeys: 50 } }))).toEqual(['error descriptor/limit 5:159'])
  })

  test('on tokens in one place prevents an error for each', async () => {
    for (const text of ['"'.repeat(60), '&a '.repeat(60), `[${','.repeat(60)}`]) {
      expect(reportedCodes(await readText(text, { limits: { maxKeys: 20 } }))).toEqual([
        expect.stringMatching(/^error descriptor\/limit 1:/),
      ])
    }
    expect(reportedCodes(await readText(componentText(`${'# a word\n'.repeat(60)}a: &a 1`), { limits: { maxKeys: 20 } }))).toEqual([])
  })

  test('on aliases counts the nodes they create', async () => {
    const text = componentText(`a: &a [x, x, x, x]\nb: [${'*a, '.repeat(9)}]`)
    expect((await readText(text)).descriptors).toHaveLength(1)
    expect(reportedCodes(await readText(text, { limits: { maxAliasNodes: 40 } }))).toEqual(['error descriptor/limit 6:39'])
    expect((await readText(text, { limits: { maxAliasNodes: 45 } })).descriptors).toHaveLength(1)
    expect(reportedCodes(await readText(text, { limits: { maxAliasNodes: 44 } }))).toEqual(['error descriptor/limit 6:39'])
  })

  test('on documents and bytes stops the file', async () => {
    expect(reportedCodes(await readText('---\na: 1\n'.repeat(5), { limits: { maxDocuments: 4 } }))).toEqual(['error descriptor/limit 9:1'])
    expect(reportedCodes(await readText('...\n---\na: 1\n'.repeat(5), { limits: { maxDocuments: 4 } }))).toEqual([
      'error descriptor/limit 12:1',
    ])
    expect(reportedCodes(await readText('é'.repeat(60), { limits: { maxFileBytes: 100 } }))).toEqual(['error descriptor/limit 1:1'])
    expect(reportedCodes(await readText('e'.repeat(60), { limits: { maxFileBytes: 100 } }))).not.toContain('error descriptor/limit 1:1')
  })

  test('counts no characters: a text may be as long as the file', async () => {
    const text = componentText(`title: ${'x'.repeat(30_000)}\ndescription: "${'x y '.repeat(30_000)}"`)
    expect((await readText(text)).diagnostics).toEqual([])
  })

  test('allows a file with thousands of documents, such as the export of a company', async () => {
    const people = Array.from({ length: 3500 }, (_, i) => componentText('').replace('name: pay', `name: c${String(i)}`)).join('---\n')
    expect((await readText(people)).descriptors).toHaveLength(3500)
  })

  test('on JSON is the same', async () => {
    const json = (text: string) => readText(text, { path: 'a.json', limits: { maxKeys: 3, maxDepth: 5 } })
    expect(reportedCodes(await json('[[[[[[]]]]]]'))).toEqual(['error descriptor/limit 1:6'])
    expect(reportedCodes(await json('{"a": 1, "b": 1, "c": 1, "d": 1}'))).toEqual(['error descriptor/limit 1:26'])
    expect(reportedCodes(await json('{"a": [1, 2, 3, 4]}'))).toEqual(['error descriptor/limit 1:15'])
  })
})

describe('Aliases', () => {
  test('refer to the nearest anchor with their name before them', async () => {
    const text = componentText('x: &x [&a 1]\ny: &a 2\nz: *x\nw: *a\nn: &a [&a 5]\nm: *a')
    const metadata = (await readText(text)).descriptors[0]?.entity.metadata
    expect([metadata?.['z'], metadata?.['w'], metadata?.['m']]).toEqual([[1], 2, 5])
  })

  test('are copies, so that nothing is shared', async () => {
    const metadata = (await readText(componentText('a: &a {x: [1]}\nb: *a'))).descriptors[0]?.entity.metadata
    expect(metadata?.['a']).toEqual({ x: [1] })
    expect(metadata?.['b']).toEqual({ x: [1] })
    expect(metadata?.['b']).not.toBe(metadata?.['a'])
  })

  test.each([
    ['a: &a [*a]', 10],
    ['a: *nope', 6],
  ])('in %s are errors with a position', async (metadata, column) => {
    expect(reportedCodes(await readText(componentText(metadata)))).toEqual([`error descriptor/yaml-syntax 5:${String(column)}`])
  })
})

describe('Merge keys', () => {
  test('are not merged, and are reported', async () => {
    const file = await readText(componentText('a: &a {x: 1}\nb: {<<: *a}'))
    expect(reportedCodes(file)).toEqual(['warning descriptor/yaml-syntax 6:7'])
    expect(file.descriptors[0]?.entity.metadata['b']).toEqual({ '<<': { x: 1 } })
  })
})

describe('Risky keys', () => {
  test('stay plain data, are reported, and change no prototype', async () => {
    const file = await readText(componentText('__proto__: {polluted: 1}', 'constructor: {prototype: {polluted: 1}}'))
    expect(reportedCodes(file)).toEqual(['warning descriptor/unknown-field 5:3', 'warning descriptor/unknown-field 10:3'])
    const metadata = file.descriptors[0]?.entity.metadata ?? {}
    expect(Object.hasOwn(metadata, '__proto__')).toBe(true)
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
