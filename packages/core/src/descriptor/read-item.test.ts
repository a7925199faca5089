import { describe, expect, test } from 'vitest'
import { coreKinds } from '../kinds/core-kinds.ts'
import { readItem } from './read-item.ts'
import { componentText, readText, reported, reportedCodes } from './read-text.fixture.ts'
import type { ParsedFile } from './types.ts'

async function readObject(value: unknown): Promise<ParsedFile> {
  return await readItem(
    { type: 'object', path: 'row-1', value },
    { source: 'test', kinds: coreKinds, signal: new AbortController().signal },
  )
}

const group = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: ${name}}\nspec: {type: team, children: []}\n`

describe('A file', () => {
  test('with several documents counts them from 0, including empty ones, and knows the line of each', async () => {
    const file = await readText(`# teams\n---\n${group('a')}---\n---\n# the other\n${group('b')}---\n`)
    expect(file.descriptors.map(({ ref, index, line }) => [ref, index, line])).toEqual([
      ['group:default/a', 0, 3],
      ['group:default/b', 2, 10],
    ])
    expect(file.documents.map(({ index, valid }) => [index, valid])).toEqual([
      [0, true],
      [2, true],
    ])
    expect(file.diagnostics).toEqual([])
  })

  test('loses only the document that is broken', async () => {
    const file = await readText(`${group('a')}---\nkind: "never closed\n---\n${group('c')}---\n}{\n---\n${group('e')}`)
    expect(file.descriptors.map(({ ref }) => ref)).toEqual(['group:default/a', 'group:default/c', 'group:default/e'])
    expect(file.documents.map(({ valid }) => valid)).toEqual([true, false, true, false, true])
    expect(reportedCodes(file)[0]).toBe('error descriptor/yaml-syntax 6:7')
    expect(file.diagnostics[0]).toMatchObject({ hint: 'Close the quote.', text: '"never closed' })
  })

  test.each([
    ['owner:o', 'error descriptor/yaml-syntax 9:3', 'Check the indentation, and that a space follows each colon.', 'owner:o'],
    ['x: a: b', 'error descriptor/yaml-syntax 9:6', 'Quote text that contains a colon and a space, or check the indentation.', 'a: b'],
    ['x: @team', 'error descriptor/yaml-syntax 9:6', 'Quote text that starts with `@`.', '@team'],
    ['x: [a, b', 'error descriptor/yaml-syntax 10:1', 'Close it with `]`, and indent its lines more than its key.', undefined],
    ['x: [a\n  , b]', 'error descriptor/yaml-syntax 10:3', 'Close it with `]`, and indent its lines more than its key.', ', b]'],
  ])('has one hint for %j', async (line, expected, hint, text) => {
    const file = await readText(`${componentText()}  ${line}\n`)
    expect(reportedCodes(file)).toEqual([expected])
    expect(file.diagnostics[0]?.hint).toBe(hint)
    expect(file.diagnostics[0]?.text).toBe(text)
  })

  test.each([
    ['{"a": [1, 2', 'Close it with `]`.'],
    ['{"a": {\n"b": 1\n', 'Close it with `}`.'],
    ['{"a": "b', 'Close the quote.'],
    ['{"a": b: c}', undefined],
    ['{\n\t"a" 1\n}', undefined],
  ])('in JSON has no hint about indentation: %j', async (text, hint) => {
    const [first, ...more] = (await readText(text, { path: 'a.json' })).diagnostics
    expect([first?.code, first?.hint]).toEqual(['descriptor/json-syntax', hint])
    for (const diagnostic of [first, ...more]) expect(diagnostic?.hint ?? '').not.toMatch(/indent/i)
  })

  test('may contain dates, tagged or as YAML 1.1 text; values of other tags are reported and dropped', async () => {
    const dates = await readText(componentText('a: !!timestamp 2020-01-02'))
    expect(dates.descriptors[0]?.entity.metadata['a']).toBe('2020-01-02T00:00:00.000Z')
    const old = await readText(`%YAML 1.1\n---\n${componentText('a: 2020-01-02\ntitle: 2020-01-02')}`)
    expect(old.descriptors[0]?.entity.metadata).toMatchObject({ a: '2020-01-02T00:00:00.000Z', title: '2020-01-02T00:00:00.000Z' })
    const others = await readText(componentText('a: !!set {x}\nb: !!omap [x: 1]\nc: !!binary aGk='))
    expect(others.descriptors[0]?.entity.metadata).toMatchObject({ a: {}, b: {}, c: {} })
    expect(reported(others)).toEqual([
      'warning descriptor/yaml-syntax 5:12 The tag !!set does not produce plain data; its value is not read',
      'warning descriptor/yaml-syntax 6:13 The tag !!omap does not produce plain data; its value is not read',
      'warning descriptor/yaml-syntax 7:15 The tag !!binary does not produce plain data; its value is not read',
    ])
    expect(reportedCodes(await readText(componentText('title: !!binary aGk=')))).toContain('error descriptor/invalid-field 5:19')
    expect(reportedCodes(await readText(componentText('title: !!timestamp soon')))).toEqual(['error descriptor/yaml-syntax 5:10'])
  })

  test('reports several syntax errors of one document, but only the first ones', async () => {
    const file = await readText(`a: b: c\nd: e: f\n${'- x: y: z\n'.repeat(100)}`)
    expect(file.diagnostics.length).toBeGreaterThan(1)
    expect(file.diagnostics.length).toBeLessThanOrEqual(10)
    expect(file.documents).toHaveLength(1)
  })

  test('searches for open quotes once, however many there are', async () => {
    const file = await readText('a: "x\n'.repeat(20_000))
    expect(file.diagnostics).toHaveLength(10)
    expect(reportedCodes(file)[0]).toBe('error descriptor/yaml-syntax 1:4')
  })

  test('may start with a byte order mark and end its lines as Windows does', async () => {
    const file = await readText(`\ufeff${componentText('tags: [Bad]').replaceAll('\n', '\r\n')}`)
    expect(reportedCodes(file)).toEqual(['error descriptor/invalid-field 5:10'])
  })

  test('reports every repeated key', async () => {
    const file = await readText(componentText().replace('  name: pay', '  name: pay\n  name: buy'))
    expect(reported(file)).toEqual(['error descriptor/duplicate-key 5:3 The key "name" appears twice'])
  })

  test('in JSON is read as JSON, with the same checks and positions', async () => {
    const text =
      '{\n  "apiVersion": "backstage.io/v1alpha1",\n  "kind": "Group",\n  "metadata": {"name": "a b"},\n  "spec": {"type": "team", "children": []}\n}\n'
    expect(reportedCodes(await readText(text, { path: 'a.json' }))).toEqual(['error descriptor/invalid-field 4:24'])
    expect((await readText(text.replace('a b', 'ab'), { path: 'a.json' })).descriptors[0]?.ref).toBe('group:default/ab')
    expect(reportedCodes(await readText(text.replace('"kind"', '"apiVersion"'), { path: 'a.json' }))).toEqual([
      'error descriptor/duplicate-key 3:3',
    ])
    expect(reportedCodes(await readText('{"a": [1, 2}', { path: 'a.json' }))[0]).toBe('error descriptor/json-syntax 1:12')
  })

  test('warns of bytes that are not UTF-8 and of NUL characters', async () => {
    expect(reportedCodes(await readText(componentText('title: "x\ufffdy"')))).toEqual(['warning descriptor/yaml-syntax 5:12'])
    expect(reportedCodes(await readText(componentText('title: "x\0y"')))).toContain('warning descriptor/yaml-syntax 5:12')
  })

  test('looks up positions on demand', async () => {
    const file = await readText(`${group('a')}---\n${componentText('', 'dependsOn:\n  - resource:a\n  - resource:b')}`)
    expect(file.locate(1, ['spec', 'dependsOn', 1])).toEqual({ line: 16, column: 7 })
    expect(file.locate(1, ['spec', 'owner'])).toEqual({ line: 13, column: 10 })
    expect(file.locate(1, ['spec', 'nothing', 'there'])).toEqual({ line: 10, column: 1 })
    expect(file.locate(0, ['metadata', 'name'])).toEqual({ line: 3, column: 18 })
    expect(file.locate(7, ['metadata'])).toBeUndefined()
  })
})

describe('Numbers', () => {
  test('that JSON cannot represent become null and are reported, like those that lose digits', async () => {
    const file = await readText(componentText('a: .inf\nb: [.nan]\nc: 9007199254740993\nd: 1.5'))
    expect(reportedCodes(file)).toEqual([
      'warning descriptor/invalid-field 5:6',
      'warning descriptor/invalid-field 6:7',
      'warning descriptor/invalid-field 7:6',
    ])
    expect(file.descriptors[0]?.entity.metadata).toMatchObject({ a: null, b: [null], d: 1.5 })
  })
})

describe('Location annotations', () => {
  const origin = {
    location: 'url:https://github.com/acme/pay/blob/main/x/catalog-info.yaml',
    path: 'x/catalog-info.yaml',
    viewUrl: 'https://v',
    editUrl: 'https://e',
  }

  test('are added', async () => {
    const [descriptor] = (await readText(componentText(), origin)).descriptors
    expect(descriptor?.entity.metadata.annotations).toEqual({
      'backstage.io/managed-by-location': origin.location,
      'backstage.io/managed-by-origin-location': origin.location,
      'backstage.io/view-url': 'https://v',
      'backstage.io/edit-url': 'https://e',
      'backstage.io/source-location': 'url:https://github.com/acme/pay/tree/main/x/',
    })
  })

  test('do not replace what the author wrote', async () => {
    const text = componentText('annotations:\n  backstage.io/view-url: https://mine\n  backstage.io/managed-by-location: file:/mine')
    const [descriptor] = (await readText(text, origin)).descriptors
    expect(descriptor?.entity.metadata.annotations).toMatchObject({
      'backstage.io/view-url': 'https://mine',
      'backstage.io/managed-by-location': 'file:/mine',
      'backstage.io/edit-url': 'https://e',
    })
  })

  test('follow the URLs of the host, and are absent for unknown hosts', async () => {
    const annotationsOf = async (address: string): Promise<readonly (string | undefined)[]> => {
      const [descriptor] = (await readText(componentText(), { location: `url:${address}` })).descriptors
      const { 'backstage.io/edit-url': edit, 'backstage.io/source-location': folder } = descriptor?.entity.metadata.annotations ?? {}
      return [edit, folder]
    }
    const commit = '0123456789012345678901234567890123456789'
    expect(await annotationsOf('https://github.com/a/tree/blob/main/x/c.yaml')).toEqual([
      'https://github.com/a/tree/edit/main/x/c.yaml',
      'url:https://github.com/a/tree/tree/main/x/',
    ])
    expect(await annotationsOf(`https://github.com/a/b/blob/${commit}/c.yaml`)).toEqual([
      undefined,
      `url:https://github.com/a/b/tree/${commit}/`,
    ])
    expect(await annotationsOf('https://github.com/a/b/raw/main/x/c.yaml')).toEqual([
      'https://github.com/a/b/raw/main/x/c.yaml',
      'url:https://github.com/a/b/raw/main/x/',
    ])
    expect(await annotationsOf('https://gitlab.com/a/b/c/-/blob/main/x/c.yaml?ref=1')).toEqual([
      'https://gitlab.com/a/b/c/-/edit/main/x/c.yaml?ref=1',
      'url:https://gitlab.com/a/b/c/-/blob/main/x/?ref=1',
    ])
    expect(await annotationsOf('https://git.acme.test/a/b/-/blob/main/c.yaml')).toEqual([
      'https://git.acme.test/a/b/-/edit/main/c.yaml',
      'url:https://git.acme.test/a/b/-/blob/main/',
    ])
    expect(await annotationsOf('https://files.acme.test/x/c.yaml')).toEqual([undefined, undefined])
  })

  test('of a file on disk have no source location', async () => {
    const [descriptor] = (await readText(componentText(), { location: 'file:/a/catalog-info.yaml' })).descriptors
    expect(Object.keys(descriptor?.entity.metadata.annotations ?? {})).toEqual([
      'backstage.io/managed-by-location',
      'backstage.io/managed-by-origin-location',
    ])
  })
})

describe('Plain data', () => {
  const value = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'a' },
    spec: { type: 'team', children: ['z', 'b'] },
  }

  test('is read like text, and never changed', async () => {
    const before = JSON.stringify(value)
    const file = await readObject(value)
    expect(file.descriptors[0]).toMatchObject({
      ref: 'group:default/a',
      path: 'row-1',
      index: 0,
      entity: { spec: { children: ['b', 'z'] } },
    })
    expect(JSON.stringify(value)).toBe(before)
    expect(file.locate(0, ['metadata'])).toBeUndefined()
  })

  test.each([
    [
      'a loop',
      () => {
        const loop: Record<string, unknown> = { ...value }
        loop['spec'] = { loop }
        return loop
      },
    ],
    ['a function', () => ({ ...value, spec: { type: () => 1 } })],
    ['an object of a class', () => ({ ...value, spec: new Map() })],
    [
      'a getter that throws',
      () => ({
        ...value,
        get spec() {
          throw new Error('no')
        },
      }),
    ],
    [
      'a thousand levels',
      () => {
        let deep: unknown = 1
        for (let i = 0; i < 1000; i++) deep = [deep]
        return { ...value, spec: { deep } }
      },
    ],
    [
      'a web of shared objects',
      () => {
        let web: unknown = [1]
        for (let i = 0; i < 60; i++) web = [web, web]
        return { ...value, spec: { web } }
      },
    ],
    ['undefined', () => undefined],
    ['a text', () => 'x'],
  ])('that is or contains %s is one error', async (_, make) => {
    const file = await readObject(make())
    expect(file.descriptors).toEqual([])
    expect(file.diagnostics.map(({ severity }) => severity)).toEqual(['error'])
  })
})
