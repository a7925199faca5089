import { describe, expect, test } from 'vitest'
import { checkDocstrings, faultLine, readDocstrings } from './support/docstrings.ts'

/** The faults of files; the first file is the entry. */
function faultsOf(files: Readonly<Record<string, string>>, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const entries = new Map([['pkg', Object.keys(files)[0] ?? ''], ...Object.entries(others)])
  return checkDocstrings(entries, file => files[file] ?? '').faults.map(faultLine)
}

describe('the docstrings of the packages', () => {
  const report = readDocstrings()

  test('explain every public name and every member of one', () => {
    expect(report.faults.map(faultLine)).toEqual([])
  })

  test('are read from every package', () => {
    expect(report.names).toBeGreaterThan(150)
    expect(report.members).toBeGreaterThan(450)
  })
})

describe('a name without a docstring is reported with its line', () => {
  const faulty: readonly (readonly [what: string, text: string, fault: string])[] = [
    ['a constant', '\nexport const a = 1', 'src/x.ts:2 a: no docstring'],
    ['a function', 'export function a() {}', 'src/x.ts:1 a: no docstring'],
    ['a class', 'export class A {}', 'src/x.ts:1 A: no docstring'],
    ['an interface', 'export interface A {}', 'src/x.ts:1 A: no docstring'],
    ['a type', 'export type A = string', 'src/x.ts:1 A: no docstring'],
    ['an enumeration', 'export enum A {}', 'src/x.ts:1 A: no docstring'],
    ['a name exported separately from its declaration', 'const a = 1\nexport { a as b }', 'src/x.ts:1 a: no docstring'],
    ['a line comment', '// What it is.\nexport const a = 1', 'src/x.ts:2 a: no docstring'],
    ['a plain block comment', '/* What it is. */\nexport const a = 1', 'src/x.ts:2 a: no docstring'],
    ['an empty line in between', '/** What it is. */\n\nexport const a = 1', 'src/x.ts:3 a: no docstring'],
    ['another comment in between', '/** What it is. */\n// More.\nexport const a = 1', 'src/x.ts:3 a: no docstring'],
    ['another declaration in between', '/** What it is. */\nconst b = 2\nexport const a = b', 'src/x.ts:3 a: no docstring'],
    ['an empty docstring', '/** */\nexport const a = 1', 'src/x.ts:2 a: no sentence in the docstring'],
    ['a tag alone', '/** @default 1 */\nexport const a = 1', 'src/x.ts:2 a: no sentence in the docstring'],
    ['a lower-case start', '/** what it is. */\nexport const a = 1', 'src/x.ts:2 a: the docstring begins with a small letter'],
    [
      'a repeated name',
      '/** The catalog options. */\nexport interface CatalogOptions {}',
      'src/x.ts:2 CatalogOptions: the docstring repeats the name',
    ],
  ]
  test.each(faulty)('%s', (_, text, fault) => {
    expect(faultsOf({ 'src/x.ts': text })).toEqual([fault])
  })

  test.each([
    '/** What it is. */\nexport const a = 1',
    '/** `null` stands for nothing. */\nexport const a = 1',
    '/**\n * What it is.\n *\n * @default 1\n */\nexport const a = 1',
    '/** What it is. */ export const a = 1',
    '/** What it is. */\nconst a = 1\nexport { a }',
    'const hidden = 1',
  ])('%j is enough', text => {
    expect(faultsOf({ 'src/x.ts': text })).toEqual([])
  })
})

describe('a name is followed to its declaration', () => {
  test('through every file that re-exports it, even under another name', () => {
    const files = {
      'src/index.ts': "export { a } from './deep/pass.ts'",
      'src/deep/pass.ts': "import { b } from '../b.ts'\nexport { b as a }",
      'src/b.ts': '\n\nexport const b = 1',
    }
    expect(faultsOf(files)).toEqual(['src/b.ts:3 b: no docstring'])
    expect(faultsOf({ ...files, 'src/b.ts': '/** What it is. */\nexport const b = 1' })).toEqual([])
  })

  test('a docstring at the re-export does not count', () => {
    const files = { 'src/index.ts': "/** What it is. */\nexport { a } from './a.ts'", 'src/a.ts': 'export const a = 1' }
    expect(faultsOf(files)).toEqual(['src/a.ts:1 a: no docstring'])
  })

  test('into another package of this repository', () => {
    const files = { 'b/index.ts': "export { a } from 'other'", 'a/a.ts': 'export const a = 1' }
    expect(faultsOf(files, { other: 'a/a.ts' })).toEqual(['a/a.ts:1 a: no docstring'])
  })

  test('and reported once, however many entries export it', () => {
    const files = { 'src/index.ts': "export { a } from './a.ts'", 'src/a.ts': 'export const a = 1' }
    expect(faultsOf(files, { more: 'src/a.ts' })).toEqual(['src/a.ts:1 a: no docstring'])
  })

  test('a type and a value with the same name both need one', () => {
    const text = '/** What it is. */\nexport const a = 1\nexport type a = string'
    expect(faultsOf({ 'src/x.ts': text })).toEqual(['src/x.ts:3 a: no docstring'])
    expect(faultsOf({ 'src/x.ts': `${text}`.replace('/** What it is. */\n', '') })).toEqual([
      'src/x.ts:1 a: no docstring',
      'src/x.ts:2 a: no docstring',
    ])
  })

  test.each([
    ["export * from './a.ts'", 'every export has a name'],
    ["export { a } from 'elsewhere'", "passes on names of 'elsewhere'"],
    ["import { a } from 'elsewhere'\nexport { a }", "passes on names of 'elsewhere'"],
    ["export { a } from './a.ts'", 'src/a.ts does not export a'],
    ['export const', 'src/x.ts: '],
  ])('%s cannot be checked', (text, message) => {
    expect(() => faultsOf({ 'src/x.ts': text })).toThrow(message)
  })
})

describe('a member without a docstring is reported with its line', () => {
  test.each([
    ['a property', 'export interface A {\n  readonly b: string\n}', 'A.b'],
    ['a method', 'export interface A {\n  b(): void\n}', 'A.b'],
    ['a quoted property', "export interface A {\n  'b-c': string\n}", "A.'b-c'"],
    ['a call', 'export interface A {\n  (b: string): void\n}', 'A.(call)'],
    ['an object type', 'export type A = {\n  b: string\n}', 'A.b'],
    ['a part of a union', 'export type A = string | {\n  b: string\n}', 'A.b'],
    ['a part of an intersection', 'export type A = B & {\n  b: string\n}', 'A.b'],
    ['a property of a class', 'export class A {\n  b = 1\n}', 'A.b'],
    ['a method of a class', 'export class A {\n  b() {}\n}', 'A.b'],
    ['a static member', 'export class A {\n  static b = 1\n}', 'A.b'],
    ['a getter', 'export class A {\n  get b() { return 1 }\n}', 'A.b'],
    ['a lone setter', 'export class A {\n  set b(b: string) {}\n}', 'A.b'],
  ])('%s', (_, text, name) => {
    expect(faultsOf({ 'src/x.ts': `/** What it is. */\n${text}` })).toEqual([`src/x.ts:3 ${name}: no docstring`])
  })

  test('even if an extended interface declares it, in this file or another', () => {
    const text =
      "import { C } from './c.ts'\n/** What it is. */\nexport interface A extends B, C, Iterable<string> {}\ninterface B {\n  b: string\n}"
    expect(faultsOf({ 'src/x.ts': text, 'src/c.ts': 'export interface C {\n  c: string\n}' })).toEqual([
      'src/c.ts:2 C.c: no docstring',
      'src/x.ts:5 B.b: no docstring',
    ])
  })

  test.each([
    ['a documented property', 'export interface A {\n  /** What it is. */\n  b: string\n}'],
    ['the discriminant of a union', "export type A = { type: 'b' } | { type: 'c' }"],
    ['an index signature', 'export interface A {\n  [b: string]: unknown\n}'],
    ['private and protected members', 'export class A {\n  #b = 1\n  private c = 1\n  protected d = 1\n  constructor() {}\n}'],
    ['an override that the base class documents', 'export class A extends B {\n  override b() {}\n}'],
    ['a method that the browser calls', 'export class A {\n  connectedCallback() {}\n}'],
    ['a setter with a getter', 'export class A {\n  /** What it is. */\n  get b() { return 1 }\n  set b(b) {}\n}'],
    ['members of an interface that is not exported', 'export type A = string\ninterface B { b: string }'],
  ])('but not %s', (_, text) => {
    expect(faultsOf({ 'src/x.ts': `/** What it is. */\n${text}` })).toEqual([])
  })

  test('and not an attribute that the class documents', () => {
    const element = (attr: string): string =>
      `/**\n * What it is.\n * @attr {string} ${attr} - What it is.\n */\nexport class A {\n  declare b: string\n}`
    expect(faultsOf({ 'src/x.ts': element('b') })).toEqual([])
    expect(faultsOf({ 'src/x.ts': element('c') })).toEqual(['src/x.ts:6 A.b: no docstring'])
  })
})
