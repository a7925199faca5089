import { describe, expect, test } from 'vitest'
import { memory } from '../source/memory.ts'
import type { Source, SourceItem } from '../source/types.ts'
import { createCatalog } from './create-catalog.ts'
import type { Catalog } from './catalog.ts'

const group = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: ${name} }\nspec: { type: team, children: [] }\n`
const text = (path: string, more: Partial<Extract<SourceItem, { type: 'text' }>> = {}): SourceItem => ({
  type: 'text',
  path,
  text: group(path.replace(/\W/g, '-')),
  ...more,
})
const failed = (path: string): SourceItem => ({ type: 'failed', path, reason: 'unreadable', message: `${path} cannot be read` })

/** A source that yields what the test sets; `known` has the revisions that it got last. */
function settable(items: readonly SourceItem[], more: Partial<Source> = {}) {
  const source = {
    name: 'settable',
    items,
    known: {} as Readonly<Record<string, string>>,
    ...more,
    async *read({ known }: Parameters<Source['read']>[0]): AsyncGenerator<SourceItem> {
      source.known = Object.fromEntries(known)
      yield* source.items
    },
  }
  return source
}

const codesOf = ({ diagnostics }: Catalog): readonly string[] => diagnostics.map(({ code, at }) => `${code} ${at.path}`)

describe('the revisions that a source gets', () => {
  test('are those of the files that it yielded and that were read', async () => {
    const source = settable([text('a', { revision: '1' }), text('b', { revision: '2' }), text('c')])
    const catalog = await createCatalog({ sources: [source] })
    await catalog.refresh()
    expect(source.known).toEqual({ a: '1', b: '2' })
  })

  test('leave out a file that could not be read last time', async () => {
    const source = settable([text('a', { revision: '1' }), text('b', { revision: '2' })])
    const catalog = await createCatalog({ sources: [source] })
    source.items = [text('a', { revision: '1' }), failed('b')]
    await catalog.refresh()
    expect(catalog.size).toBe(2)
    await catalog.refresh()
    expect(source.known).toEqual({ a: '1' })
  })

  test('leave out a file that includes another one, and a file that only a Location refers to', async () => {
    const api =
      'apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: { name: pay }\nspec: { type: openapi, lifecycle: production, owner: a, definition: { $text: ./api.txt } }\n'
    const all = 'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { targets: [./far.yaml] }\n'
    const { files } = memory({ neighbours: { 'api.txt': 'x', 'far.yaml': group('far') } })
    const items = [
      text('a', { revision: '1' }),
      text('api.yaml', { text: api, revision: '2' }),
      text('all.yaml', { text: all, revision: '3' }),
    ]
    const source = settable(items, files === undefined ? {} : { files })
    const catalog = await createCatalog({ sources: [source] })
    expect(catalog.get('group:far')).toBeDefined()
    await catalog.refresh()
    expect(source.known).toEqual({ 'a': '1', 'all.yaml': '3' })
  })
})

describe('the same text', () => {
  test.each([
    ['viewUrl', 'backstage.io/view-url'],
    ['editUrl', 'backstage.io/edit-url'],
  ])('with another %s is read again', async (field, annotation) => {
    const at = (commit: string): readonly SourceItem[] => [text('a', { [field]: `https://git.test/${commit}/a` })]
    const source = settable(at('one'))
    const catalog = await createCatalog({ sources: [source] })
    expect(catalog.get('group:a')?.metadata.annotations?.[annotation]).toBe('https://git.test/one/a')
    source.items = at('two')
    expect((await catalog.refresh()).changes).toMatchObject([{ ref: 'group:default/a', change: 'changed' }])
    expect(catalog.get('group:a')?.metadata.annotations?.[annotation]).toBe('https://git.test/two/a')
  })

  test('at another location is read again', async () => {
    const source = settable([text('a', { location: 'url:https://git.test/one/a' })])
    const catalog = await createCatalog({ sources: [source] })
    source.items = [text('a', { location: 'url:https://git.test/two/a' })]
    await catalog.refresh()
    expect(catalog.get('group:a')?.metadata.annotations?.['backstage.io/managed-by-location']).toBe('url:https://git.test/two/a')
  })
})

describe('a source of which nothing could be read', () => {
  test('is not reported as empty', async () => {
    const catalog = await createCatalog({ sources: [settable([failed('a')])] })
    expect(codesOf(catalog)).toEqual(['source/unreadable-file a'])
  })

  test('loses what it no longer yields immediately if it may be empty: it holds something', async () => {
    const source = settable([text('a')], { mayBeEmpty: true })
    const catalog = await createCatalog({ sources: [source] })
    source.items = [failed('b')]
    await catalog.refresh()
    expect(catalog.size).toBe(0)
    expect(codesOf(catalog)).toEqual(['source/unreadable-file b'])
  })
})

test('a CODEOWNERS that is too large stays reported when another file of a watched source changes', async () => {
  const source = memory({ files: { 'a.yaml': group('a') }, neighbours: { CODEOWNERS: '* @acme/a\n'.repeat(320_000) } })
  const catalog = await createCatalog({ sources: [source], watch: true })
  const stop = new AbortController()
  const changes = catalog.changes({ signal: stop.signal })[Symbol.asyncIterator]()
  const before = codesOf(catalog)
  expect(before).toEqual(['source/too-large CODEOWNERS'])
  const next = changes.next()
  source.write('b.yaml', group('b'))
  await next
  expect([catalog.size, codesOf(catalog)]).toEqual([2, before])
  stop.abort()
  await catalog.close()
})
