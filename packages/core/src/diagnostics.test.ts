import { describe, expect, test } from 'vitest'
import { createCatalog } from './catalog/create-catalog.ts'
import type { CatalogOptions } from './catalog/catalog.ts'
import { diagnosticCodes, type DiagnosticCode, type Severity } from './diagnostics.ts'
import { memory } from './source/memory.ts'
import type { Source, SourceItem } from './source/types.ts'

const head = (kind: string, name: string): string => `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\n`
const group = (name: string, more = ''): string => `${head('Group', name)}spec: {type: team, children: []${more}}\n`
const component = (more = '', owner = 'pay'): string =>
  `${head('Component', 'api')}spec: {type: service, lifecycle: production, owner: ${owner}${more}}\n`
const location = (target: string): string => `${head('Location', 'all')}spec: {target: ${target}}\n`

/** Texts of one source, as documents of one file, and the files next to it. */
const files = (documents: readonly string[], neighbours: Record<string, string> = {}, path = 'a.yaml'): Partial<CatalogOptions> => ({
  sources: [memory({ files: { [path]: documents.join('---\n') }, neighbours })],
})

const giving = (...items: readonly SourceItem[]): Partial<CatalogOptions> => ({
  sources: [
    {
      name: 'given',
      async *read() {
        yield* items
      },
    },
  ],
})

const failing: Source = {
  name: 'failing',
  read: () => {
    throw new Error('no route to host')
  },
}

/** The smallest input with each code. The compiler requires a row for every code. */
const smallest: Readonly<Record<DiagnosticCode, Partial<CatalogOptions>>> = {
  'source/unreachable': { sources: [failing] },
  'source/unreadable-file': giving({ type: 'failed', path: 'a.yaml', reason: 'unreadable', message: 'a.yaml cannot be read' }),
  'source/too-large': giving({ type: 'failed', path: 'a.yaml', reason: 'too-large', message: 'a.yaml is too large' }),
  'source/outside-root': giving({ type: 'failed', path: 'a.yaml', reason: 'outside-root', message: 'a.yaml leads outside' }),
  'source/empty': giving(),
  'descriptor/yaml-syntax': files(['kind: [\n']),
  'descriptor/json-syntax': files(['{"kind": '], {}, 'a.json'),
  'descriptor/limit': { ...files([group('pay')]), limits: { maxFileBytes: 10 } },
  'descriptor/empty': files(['# nothing yet\n']),
  'descriptor/not-an-object': files(['- a\n- b\n']),
  'descriptor/missing-field': files([head('Component', 'api')]),
  'descriptor/invalid-field': files([head('System', '"a b"') + 'spec: {owner: pay}\n']),
  'descriptor/unknown-field': files([`${group('pay')}relations: []\n`]),
  'descriptor/unknown-kind': files([head('Widget', 'api')]),
  'descriptor/invalid-ref': files([component('', '"a:"')]),
  'descriptor/unsafe-url': files([
    `apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: pay, links: [{url: "javascript:alert(1)"}]}\nspec: {type: team, children: []}\n`,
  ]),
  'descriptor/placeholder': files([
    `${head('API', 'rest')}spec: {type: openapi, lifecycle: production, owner: pay, definition: {$text: ./gone.yaml}}\n`,
  ]),
  'descriptor/location': files([location('./gone.yaml')]),
  'descriptor/duplicate-key': files([`${group('pay')}kind: Group\n`]),
  'descriptor/deprecated': files([
    `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: api, annotations: {backstage.io/github-actions-id: a/b, jenkins.io/github-folder: a}}\nspec: {type: service, lifecycle: production, owner: pay}\n`,
  ]),
  'catalog/duplicate-entity': files([group('pay'), group('pay')]),
  'catalog/dangling-relation': files([component(', dependsOn: ["resource:gone"]'), group('pay')]),
  'catalog/unexpected-kind': files([component(', system: "component:api"'), group('pay')]),
  'catalog/missing-owner': files([component()]),
  'catalog/departed-owner': files([component('', 'user:gone'), `${head('User', 'jo')}spec: {memberOf: []}\n`]),
  'catalog/alias-conflict': { ...files([group('pay')]), aliases: { 'group:default/pay': 'group:default/other' } },
  'catalog/renamed-ref': { ...files([component('', 'old'), group('pay')]), aliases: { 'group:default/old': 'group:default/pay' } },
  'catalog/cycle': files([group('a', ', parent: b'), group('b', ', parent: a')]),
  'codeowners/syntax': files([group('pay')], { CODEOWNERS: '* nobody\n' }),
  'codeowners/unknown-owner': files([group('pay')], { CODEOWNERS: '* @acme/gone\n' }),
}

/** The severity of each of these inputs, where it is another than that of its stage: an error of a source or descriptor, a warning later. */
const severities: Readonly<Partial<Record<DiagnosticCode, Severity>>> = {
  'source/empty': 'warning',
  'descriptor/empty': 'info',
  'descriptor/unsafe-url': 'warning',
  'descriptor/placeholder': 'warning',
  'descriptor/location': 'warning',
  'descriptor/deprecated': 'warning',
}

describe('every code appears', () => {
  test.each(Object.keys(diagnosticCodes) as DiagnosticCode[])('%s', async code => {
    const { diagnostics } = await createCatalog({ sources: [], ...smallest[code] })
    const found = diagnostics.find(diagnostic => diagnostic.code === code)
    expect(diagnostics.map(diagnostic => diagnostic.code)).toContain(code)
    expect(found?.message).toMatch(/\S/)
    expect(found?.at.source).toMatch(/\S/)
    expect(found?.severity).toBe(severities[code] ?? (/^(?:source|descriptor)\//.test(code) ? 'error' : 'warning'))
  })
})

test('a document with an error is left out, and one with warnings or infos is kept', async () => {
  const warned = `apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: warned, lables: {}, links: [{url: "javascript:x"}], more: .inf, annotations: {x/y: "data:x"}}
spec: {type: openapi, lifecycle: production, owner: gone, system: "component:warned", definition: {$text: "https://example.com/a"}}
`
  const wrong = warned.replace('name: warned', 'name: wrong').replace('lifecycle: production', 'lifecycle: 1')
  const { diagnostics, entities } = await createCatalog({ sources: [], ...files([warned, wrong, group('pay')]) })
  expect([...entities].map(({ metadata }) => metadata.name)).toEqual(['warned', 'pay'])
  const of = (ref: string): readonly string[] =>
    diagnostics.filter(({ entityRef }) => entityRef === ref).map(({ severity, code }) => `${severity} ${code}`)
  expect(of('api:default/warned').toSorted()).toEqual([
    'info descriptor/placeholder',
    'warning catalog/missing-owner',
    'warning catalog/unexpected-kind',
    'warning descriptor/invalid-field',
    'warning descriptor/unknown-field',
    'warning descriptor/unsafe-url',
    'warning descriptor/unsafe-url',
  ])
  expect(of('api:default/wrong')).toContain('error descriptor/invalid-field')
})
