import { describe, expect, test } from 'vitest'
import { describeSource } from '../testing/describe-source.ts'
import { memory } from './memory.ts'
import type { SourceEvent, SourceItem } from './types.ts'

const signal = new AbortController().signal
const readAll = async (source: ReturnType<typeof memory>, known = new Map<string, string>()): Promise<readonly SourceItem[]> => {
  const items: SourceItem[] = []
  for await (const item of source.read({ signal, known })) items.push(item)
  return items
}

describe('reading', () => {
  test('yields texts and data, each at its path', async () => {
    const items = await readAll(memory({ files: { 'a.yaml': 'kind: A' }, entities: [{ kind: 'B' }] }))
    expect(items).toMatchObject([
      { type: 'text', path: 'a.yaml', text: 'kind: A' },
      { type: 'object', path: 'entity-1', value: { kind: 'B' } },
    ])
  })

  test('yields unchanged for a path with a known revision', async () => {
    const source = memory({ files: { 'a.yaml': 'kind: A', 'b.yaml': 'kind: B' } })
    const known = new Map((await readAll(source)).map(item => [item.path, String(item.revision)]))
    source.write('b.yaml', 'kind: C')
    expect((await readAll(source, known)).map(({ type }) => type)).toEqual(['unchanged', 'text'])
  })

  test('skips neighbours', async () => {
    expect(await readAll(memory({ neighbours: { CODEOWNERS: '* @a' } }))).toEqual([])
  })
})

describe('files', () => {
  const { files } = memory({ files: { 'a/b.yaml': 'x' }, neighbours: { 'a/api.json': '{}', 'CODEOWNERS': '' } })

  test('are read by path, which may contain `.` and `..`', async () => {
    expect((await files?.read('./a/../a/api.json', signal))?.text).toBe('{}')
    expect(await files?.read('none', signal)).toBeUndefined()
    expect(await files?.read('constructor', signal)).toBeUndefined()
  })

  test.each(['../x', '/etc/passwd', 'a/../../x'])('are refused outside the source: %s', async path => {
    await expect(files?.read(path, signal)).rejects.toMatchObject({ code: 'refused' })
  })

  test('are found by glob, sorted', async () => {
    expect(await files?.glob('**/*.{json,yaml}', signal)).toEqual(['a/api.json', 'a/b.yaml'])
  })
})

test('watchers are notified of each change, until the signal aborts', async () => {
  const source = memory({ files: { 'a.yaml': '1' } })
  const stop = new AbortController()
  const iterator = source.watch?.({ signal: stop.signal })[Symbol.asyncIterator]()
  const next = async (): Promise<readonly SourceEvent[] | undefined> =>
    (await iterator?.next())?.value as readonly SourceEvent[] | undefined
  const first = next()
  source.write('a.yaml', '2')
  expect(await first).toMatchObject([{ type: 'changed', item: { path: 'a.yaml', text: '2' } }])
  source.put('b', { kind: 'B' })
  source.remove('a.yaml')
  source.writeNeighbour('n.txt', '')
  expect(await next()).toMatchObject([{ type: 'changed' }, { type: 'removed', path: 'a.yaml' }, { type: 'touched', path: 'n.txt' }])
  const last = next()
  stop.abort()
  expect(await last).toBeUndefined()
})

let latest = memory()
describeSource('memory', {
  create: () => (latest = memory({ files: { 'a.yaml': '1', 'b/c.yaml': '2' }, entities: [{}], neighbours: { 'd/n.txt': 'neighbour' } })),
  paths: ['a.yaml', 'b/c.yaml', 'entity-1'],
  texts: { 'a.yaml': '1', 'b/c.yaml': '2' },
  failures: {},
  neighbour: { path: 'd/n.txt', text: 'neighbour' },
  change: path => latest.write(path, 'changed'),
  remove: path => latest.remove(path),
})
