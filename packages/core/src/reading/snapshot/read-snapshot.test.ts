import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../diagnostics.ts'
import { hashText } from '../../hash.ts'
import { coreKinds } from '../../kinds/core-kinds.ts'
import { kindsFingerprint } from './kinds-fingerprint.ts'
import { readSnapshot, type RestoredSource } from './read-snapshot.ts'
import { snapshotFormat } from './snapshot-format.ts'

const diagnostic: Diagnostic = {
  code: 'catalog/cycle',
  severity: 'info',
  message: 'm',
  at: { source: 's', path: 'a.yaml', line: 1, column: 2 },
  hint: 'h',
  entityRef: 'e',
  text: 't',
}
const entity = {
  apiVersion: 'v1',
  kind: 'Component',
  metadata: {
    name: 'A',
    namespace: 'Default',
    uid: 'u',
    etag: 'e',
    title: 't',
    description: 'd',
    labels: { l: 'l' },
    annotations: { a: 'a' },
    tags: ['t'],
    links: [{ url: 'u' }],
  },
  spec: {},
}

/** Everything that a snapshot may contain, once; and the entities of each file. */
function whole() {
  return {
    saved: {
      ...snapshotFormat,
      kinds: kindsFingerprint(coreKinds),
      rules: [['ownedBy', 'ownerOf', 'spec', 'owner', 0] as unknown[]],
      targets: ['group:default/pay'] as unknown[],
      sources: [
        {
          name: 's',
          readAt: 5,
          staleSince: 6,
          files: [
            {
              origin: { path: 'a.yaml', revision: 'r', location: 'l', viewUrl: 'v', editUrl: 'e' },
              hash: 'h',
              digest: 'd',
              own: true,
              failure: [7, 'why'],
              reads: [['b.yaml', 'f']],
              globs: [['*.yaml', 'g']],
              locationTargets: [{ path: 'c.yaml', written: './c.yaml', optional: true, index: 1, field: ['spec', 'targets', 0] }],
              descriptors: [['component:default/a', 'old', 2, 3, 0, 0]],
              documents: [{ index: 2, line: 3, entityRef: 'component:default/a', valid: true, diagnostics: [diagnostic] }],
              diagnostics: [diagnostic],
              positions: [['[2,"spec"]', { line: 8, column: 9 }]],
            },
          ],
        },
      ],
    },
    contents: [[entity]] as unknown[],
  }
}
type Whole = ReturnType<typeof whole>
type Loose = Record<string, unknown>

const write = ({ saved, contents }: Pick<Whole, 'contents'> & { readonly saved: unknown }): string => {
  const body = [saved, ...contents].map(part => JSON.stringify(part)).join('\n')
  return `${hashText(body)}\n${body}`
}
const read = (text: string) => readSnapshot(text, coreKinds)
const sourceOf = (parts: Whole): RestoredSource | undefined => read(write(parts))?.sources.get('s')

describe('A snapshot', () => {
  test('restores what was written', () => {
    const source = sourceOf(whole())
    expect(source).toMatchObject({ readAt: 5, staleSince: 6 })
    const { reading } = source ?? {}
    expect(reading).toMatchObject({ repositories: [], problems: [], globs: new Map() })
    expect([...(reading?.failed ?? [])]).toEqual([
      [
        'a.yaml',
        {
          since: 7,
          because: 'why',
          diagnostic: { code: 'source/unreadable-file', severity: 'error', message: 'why', at: { source: 's', path: 'a.yaml' } },
        },
      ],
    ])
    const file = reading?.files.get('a.yaml')
    const [saved] = whole().saved.sources[0]?.files ?? []
    expect(file).toMatchObject({
      source: 's',
      origin: saved?.origin,
      hash: 'h',
      digest: 'd',
      own: true,
      neighbours: { reads: new Map([['b.yaml', 'f']]), globs: new Map([['*.yaml', 'g']]) },
      locationTargets: saved?.locationTargets,
      documents: saved?.documents,
      diagnostics: [diagnostic],
    })
    expect(file?.locate(2, ['spec'])).toEqual({ line: 8, column: 9 })
    expect(file?.locate(1, ['spec'])).toBeUndefined()
    const [descriptor] = file?.descriptors ?? []
    expect(descriptor).toMatchObject({ ref: 'component:default/a', aliases: 'old', source: 's', path: 'a.yaml', index: 2, line: 3 })
    expect(descriptor?.edges).toEqual([{ type: 'ownedBy', inverse: 'ownerOf', target: 'group:default/pay', field: ['spec', 'owner', 0] }])
    expect(descriptor?.entity).toEqual(entity)
    expect(descriptor?.entity).toBe(descriptor?.entity)
  })

  test('restores the minimum', () => {
    const parts = whole()
    const file = parts.saved.sources[0]?.files[0] as Loose
    for (const name of ['failure', 'documents']) Reflect.deleteProperty(file, name)
    Reflect.deleteProperty(parts.saved.sources[0] ?? {}, 'staleSince')
    Object.assign(file, { origin: { path: 'a.yaml' }, own: false, locationTargets: [{ path: 'c', index: 0, field: [] }] })
    Object.assign(file, { diagnostics: [{ code: 'catalog/cycle', severity: 'error', message: '', at: { source: 's', path: 'a' } }] })
    parts.contents = [[{ apiVersion: 'v1', kind: 'Component', metadata: { name: 'a' } }]]
    const source = sourceOf(parts)
    expect(Object.keys(source ?? {})).toEqual(['reading', 'readAt'])
    expect(source?.reading.failed.size).toBe(0)
    const restored = source?.reading.files.get('a.yaml')
    expect(restored).toMatchObject({ own: false })
    expect(restored?.locationTargets).toStrictEqual([{ path: 'c', optional: false, index: 0, field: [] }])
    expect(restored?.documents).toEqual([{ index: 2, line: 3, entityRef: 'component:default/a', valid: true, diagnostics: [] }])
    expect(restored?.documents).toBe(restored?.documents)
    expect(restored?.descriptors[0]?.entity.metadata.name).toBe('a')
  })

  test('keeps the entities of each file apart', () => {
    const parts = whole()
    const [source] = parts.saved.sources
    const [file] = source?.files ?? []
    if (file !== undefined)
      source?.files.push({ ...file, origin: { ...file.origin, path: 'b.yaml' }, descriptors: [['component:default/b', '', 0, 1]] })
    parts.contents.push([{ ...entity, metadata: { ...entity.metadata, name: 'b' } }])
    const files = sourceOf(parts)?.reading.files
    expect(['a.yaml', 'b.yaml'].map(path => files?.get(path)?.descriptors[0]?.entity.metadata.name)).toEqual(['A', 'b'])
    expect([...(sourceOf(parts)?.reading.failed.keys() ?? [])]).toEqual(['a.yaml', 'b.yaml'])
  })
})

/** Every path to a value inside another. */
function ways(value: unknown, way: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [way]
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [...(way.length === 0 ? [] : [way]), ...inside.flatMap(([key, inner]) => ways(inner, [...way, key]))]
}

function changed<T>(value: T, way: readonly (string | number)[], change: (holder: Record<string, unknown>, key: string) => void): T {
  const copy = structuredClone(value)
  const holder = way.slice(0, -1).reduce<unknown>((inside, step) => (inside as Record<string, unknown>)[step], copy)
  change(holder as Record<string, unknown>, String(way.at(-1)))
  return copy
}

/** `own`, `optional` and `valid` are true or anything else; a step of a field may be a string or a number. */
const anything = /(?:^|\.)(?:own|optional|valid)$/
const absent =
  /(?:revision|location|viewUrl|editUrl|staleSince|failure|documents|written|optional|own|valid|entityRef|hint|text|line|column|rules\.0\.[2-4]|field\.\d|targets\.0|descriptors\.0|documents\.0|diagnostics\.0|locationTargets\.0|positions\.0|reads\.0|globs\.0|files\.0|sources\.0|rules\.0)$/

describe('A snapshot of which one value is wrong', () => {
  const all = ways(whole().saved).map(way => [way.join('.'), way] as const)

  test.each(all)('%s: is ignored', (name, way) => {
    const { saved, contents } = whole()
    for (const wrong of [null, [null], { wrong: null }, true]) {
      const text = write({ saved: changed(saved, way, (holder, key) => (holder[key] = wrong)), contents })
      if (anything.test(name)) expect(read(text)).toBeDefined()
      else expect(read(text)).toBeUndefined()
    }
  })

  test.each(all.filter(([name]) => !absent.test(name)))('%s: may not be absent', (_, way) => {
    const { saved, contents } = whole()
    expect(read(write({ saved: changed(saved, way, (holder, key) => (holder[key] = undefined)), contents }))).toBeUndefined()
  })

  test.each(['Component:default/a', 'component', 'component:default', ':default/a', 'component:/a', 'component:default/', 'a/b:c/d'])(
    'the reference %s: is ignored',
    ref => {
      const parts = whole()
      parts.saved.targets = [ref]
      expect(read(write(parts))).toBeUndefined()
    },
  )

  test('a reference may have any letters in its name', () => {
    const parts = whole()
    parts.saved.targets = ['group:default/a\nb/c:d']
    expect(sourceOf(parts)?.reading.files.get('a.yaml')?.descriptors[0]?.edges[0]?.target).toBe('group:default/a\nb/c:d')
  })

  test.each([[0, 1], [1, 0], [-1, 0], [0]])('an edge to the places %j %j of the tables: is ignored', (...edge) => {
    const parts = whole()
    const [file] = parts.saved.sources[0]?.files ?? []
    if (file !== undefined) file.descriptors = [['component:default/a', '', 0, 1, ...edge]]
    expect(read(write(parts))).toBeUndefined()
  })

  test.each([
    ['code', 'catalog/unheard-of'],
    ['code', 'toString'],
    ['severity', 'fatal'],
  ])('a diagnostic with the %s %s: is ignored', (key, value) => {
    const parts = whole()
    const [file] = parts.saved.sources[0]?.files ?? []
    if (file !== undefined) file.diagnostics = [{ ...diagnostic, [key]: value }]
    expect(read(write(parts))).toBeUndefined()
  })

  test('a document may be one that is not valid, and has no reference', () => {
    const parts = whole()
    const [file] = parts.saved.sources[0]?.files ?? []
    const documents = [{ index: 0, line: 1, valid: false, diagnostics: [] }]
    Object.assign(file ?? {}, { documents })
    expect(sourceOf(parts)?.reading.files.get('a.yaml')?.documents).toStrictEqual(documents)
  })

  test.each(['error', 'warning', 'info'] as const)('the severity %s is known', severity => {
    const parts = whole()
    const [file] = parts.saved.sources[0]?.files ?? []
    if (file !== undefined) file.diagnostics = [{ ...diagnostic, severity }]
    expect(read(write(parts))).toBeDefined()
  })

  test.each([
    ['empty', ''],
    ['a line', 'x'],
    ['a fingerprint and nothing', `${hashText('')}\n`],
    ['a list', write({ saved: [], contents: [] })],
    ['nothing', write({ saved: null, contents: [] })],
    ['of other kinds', write({ ...whole(), saved: { ...whole().saved, kinds: 'x' } })],
    ['with another fingerprint', write(whole()).replace(/^./, letter => (letter === '0' ? '1' : '0'))],
    ['changed', write(whole()).replace('"why"', '"who"')],
    ['with too little', write(whole()).slice(0, -1)],
  ])('%s: is ignored', (_, text) => expect(read(text)).toBeUndefined())
})

describe('An entity of a snapshot', () => {
  const entityOf = (contents: readonly unknown[]) =>
    sourceOf({ ...whole(), contents: [...contents] })?.reading.files.get('a.yaml')?.descriptors[0]?.entity
  const strange = (words: string): unknown =>
    expect.objectContaining({ code: 'unexpected-answer', message: expect.stringContaining(words) })
  const thrown = (contents: readonly unknown[]): unknown => {
    try {
      return entityOf(contents)
    } catch (error) {
      return error
    }
  }

  test.each(ways(entity).map(way => [way.join('.'), way] as const))('with a wrong value at %s is refused when it is read', (name, way) => {
    const refused = thrown([[changed(entity, way, (holder, key) => (holder[key] = [null]))]])
    expect(refused).toEqual(strange('component:default/a: delete the snapshot'))
    expect((refused as Error).cause).toBeInstanceOf(Error)
    if (/^(?:apiVersion|kind|metadata|metadata\.name)$/.test(name))
      expect(thrown([[changed(entity, way, (holder, key) => Reflect.deleteProperty(holder, key))]])).toEqual(strange('delete the snapshot'))
  })

  test.each([
    ['spec', 'x'],
    ['spec', 7],
    ['tags', 'ab'],
    ['links', 'ab'],
    ['labels', 'ab'],
  ])('whose %s is %j is refused', (name, value) => {
    const wrong = name === 'spec' ? { ...entity, spec: value } : { ...entity, metadata: { ...entity.metadata, [name]: value } }
    expect(thrown([[wrong]])).toEqual(strange('delete the snapshot'))
  })

  test.each([
    ['is another one', [[{ ...entity, kind: 'Group' }]], 'a different entity'],
    ['is not there', [[]], 'no entity'],
    ['is not in a list', [{ 0: entity }], 'no entity'],
    ['is nowhere', [], 'no entity'],
  ])('that %s is refused', (_, contents, words) => {
    expect(thrown(contents)).toEqual(strange(words))
  })

  test('that is refused once is refused again', () => {
    const descriptor = sourceOf({ ...whole(), contents: [[null]] })?.reading.files.get('a.yaml')?.descriptors[0]
    for (let i = 0; i < 2; i++) expect(() => descriptor?.entity).toThrow('delete the snapshot')
  })
})
