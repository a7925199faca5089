import { describe, expect, test } from 'vitest'
import { componentText, readText, reportedCodes } from './read-text.fixture.ts'
import type { ParsedFile } from './types.ts'

const api = (definition: string): string => `${componentText().replace('kind: Component', 'kind: API')}  definition:\n    ${definition}\n`

function specOf(file: ParsedFile): Record<string, unknown> | undefined {
  return file.descriptors[0]?.entity.spec
}

describe('A placeholder', () => {
  test('is filled with text, JSON or YAML from a file next to it, anywhere in the entity', async () => {
    const file = await readText(componentText('a: {$json: data.json}\nb: [{$yaml: ./data.yaml}]\ndescription: {$text: ../README.md}'), {
      path: 'x/catalog-info.yaml',
      neighbours: { 'x/data.json': '{"a": [1]}', 'x/data.yaml': 'b: yes # text\n', 'README.md': '# Hello\n' },
    })
    expect(file.diagnostics).toEqual([])
    expect(file.descriptors[0]?.entity.metadata).toMatchObject({ a: { a: [1] }, b: [{ b: 'yes' }], description: '# Hello\n' })
  })

  test('that starts with a slash is relative to the root of the source, and a known URL below it is read', async () => {
    const options = {
      path: 'x/catalog-info.yaml',
      location: 'url:https://github.com/acme/pay/blob/main/x/catalog-info.yaml',
      neighbours: { 'api.yaml': 'openapi: 3.0.0' },
    }
    expect(specOf(await readText(api('$text: /api.yaml'), options))?.['definition']).toBe('openapi: 3.0.0')
    expect(specOf(await readText(api('$text: https://github.com/acme/pay/tree/main/api.yaml'), options))?.['definition']).toBe(
      'openapi: 3.0.0',
    )
  })

  test.each([
    ['$text: missing.yaml', 'warning descriptor/placeholder 10:12'],
    ['$text: ../outside.yaml', 'warning descriptor/placeholder 10:12'],
    ['$text: x/../../etc/passwd', 'warning descriptor/placeholder 10:12'],
    ['$text: secret.yaml', 'warning descriptor/placeholder 10:12'],
    ['$text: https://example.com/api.yaml', 'info descriptor/placeholder 10:12'],
  ])('%s stays as written, and the entity is kept', async (definition, expected) => {
    const file = await readText(api(definition))
    expect(reportedCodes(file)).toEqual([expected])
    expect(specOf(file)?.['definition']).toEqual({ $text: definition.slice(7) })
  })

  test.each([
    ['$text: 5', 'needs a path, but is "5"'],
    ['$json: broken.json', 'is not valid JSON'],
    ['$yaml: broken.yaml', 'cannot be read'],
    ['$yaml: two.yaml', 'must contain exactly one document, but contains 2'],
    ['$yaml: none.yaml', 'must contain exactly one document, but contains 0'],
    ['$json: two.yaml', 'is not valid JSON'],
    ['$yaml: bomb.yaml', 'More than 10000 nodes created by aliases'],
  ])('%s is an error', async (definition, message) => {
    const bomb = `a: &a [${'x, '.repeat(200)}]\nb: &b [${'*a, '.repeat(200)}]\n`
    const file = await readText(api(definition), {
      neighbours: {
        'broken.json': '{',
        'broken.yaml': 'a: [',
        'two.yaml': 'a: 1\n---\nb: 1\n',
        'none.yaml': '# later\n',
        'bomb.yaml': bomb,
      },
    })
    expect(file.descriptors).toEqual([])
    expect(file.diagnostics[0]?.message).toContain(message)
  })

  test('that is unknown, or has further keys next to it, stays as written', async () => {
    const file = await readText(componentText('a: {$other: x}\nb: {$text: x, more: {$text: y}}'), { neighbours: { x: 'X', y: 'Y' } })
    expect(file.descriptors[0]?.entity.metadata).toMatchObject({ a: { $other: 'x' }, b: { $text: 'x', more: { $text: 'y' } } })
    expect(reportedCodes(await readText(api('$openapi: ./a.yaml')))).toEqual(['error descriptor/invalid-field 9:3'])
  })

  test.each([
    ['name: pay', 'name: {$text: a.txt}', 'error descriptor/invalid-field 4:9'],
    ['name: pay', 'name: pay\n  namespace: {$text: a.txt}', 'error descriptor/invalid-field 5:14'],
    ['backstage.io/v1alpha1', '{$text: version.txt}', 'error descriptor/invalid-field 1:13'],
    ['kind: Component', 'kind: {$yaml: kind.yaml}', 'error descriptor/invalid-field 2:7'],
    ['metadata:\n  name: pay', 'metadata: {$json: a.json}', 'error descriptor/missing-field 3:1'],
  ])('is not allowed in fields that identify the entity (%#)', async (written, placeholder, expected) => {
    const neighbours = { 'a.txt': 'a', 'version.txt': 'backstage.io/v1alpha1', 'kind.yaml': 'Component', 'a.json': '{"name": "a"}' }
    const file = await readText(componentText().replace(written, placeholder), { neighbours })
    expect(reportedCodes(file)).toEqual([expected])
    expect(file.diagnostics[0]?.hint).toBe('Write the value itself: placeholders are not filled in here.')
  })

  test('inside inserted content is not filled', async () => {
    const file = await readText(componentText('a: {$json: a.json}'), { neighbours: { 'a.json': '{"$text": "b.txt"}', 'b.txt': 'B' } })
    expect(file.descriptors[0]?.entity.metadata['a']).toEqual({ $text: 'b.txt' })
  })

  test('inserts separate data at each place', async () => {
    const file = await readText(componentText('a: {$json: a.json}\nb: {$json: a.json}'), { neighbours: { 'a.json': '{"x": []}' } })
    const metadata = file.descriptors[0]?.entity.metadata
    expect(metadata?.['a']).toEqual({ x: [] })
    expect(metadata?.['b']).toEqual({ x: [] })
    expect(metadata?.['a']).not.toBe(metadata?.['b'])
  })

  test('for a whole spec leaves its fields unchecked when it cannot be filled, and checks them when it can', async () => {
    const text = componentText().replace(/spec:\n[^]*/, 'spec: {$yaml: spec.yaml}\n')
    expect(reportedCodes(await readText(text))).toEqual(['warning descriptor/placeholder 5:15'])
    expect(reportedCodes(await readText(text, { neighbours: { 'spec.yaml': 'type: x\nlifecycle: y\n' } }))).toEqual([
      'error descriptor/missing-field 5:1',
    ])
  })

  test('files together may not be larger than the limit', async () => {
    const text = componentText('a: {$json: a.json}\nb: {$json: a.json}\nc: {$text: long.txt}')
    const neighbours = { 'a.json': JSON.stringify('x'.repeat(600)), 'long.txt': 'x'.repeat(1001) }
    expect(reportedCodes(await readText(text, { neighbours, limits: { maxFileBytes: 1000 } }))).toEqual([
      'warning descriptor/placeholder 6:14',
      'warning descriptor/placeholder 7:14',
    ])
    expect((await readText(text, { neighbours, limits: { maxFileBytes: 1300 } })).diagnostics).toEqual([])
  })
})
