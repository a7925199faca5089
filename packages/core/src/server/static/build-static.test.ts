import { describe, expect, test } from 'vitest'
import { shardBytes, shardOf } from '../../http/static-layout.ts'
import type { PortalManifest, StaticData, StaticFile } from '../../http/wire.ts'
import { createPortal, type Portal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { buildStatic, createHandler } from '../index.ts'
import type { Assets, StaticOptions } from '../types.ts'

const component = (name: string, metadata: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...metadata },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
})
const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', title: 'Payments' },
  spec: { type: 'team', children: [] },
}
const small: readonly unknown[] = [component('pay'), component('Web.Shop', { title: 'Shop', namespace: 'front' }), group]
const large: readonly unknown[] = [
  ...Array.from({ length: 1500 }, (_, i) => component(`c${String(i)}`, { description: `${String(i)} ${'x'.repeat(1800)}` })),
  group,
]

const aliases = {
  'component:default/old-pay': 'component:default/pay',
  'component:default/gone': 'component:default/nowhere',
  'component:../x': 'component:default/pay',
}
const open = (entities: readonly unknown[]): Promise<Portal> => createPortal({ title: 'Acme', sources: [memory({ entities })], aliases })

async function build(portal: Portal, options?: StaticOptions): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for await (const { path, body } of buildStatic(portal, options)) {
    expect(files.has(path)).toBe(false)
    files.set(path, typeof body === 'string' ? body : new TextDecoder().decode(body))
  }
  return files
}

const parse = <T>(files: ReadonlyMap<string, string>, path: string | undefined): T => JSON.parse(files.get(path ?? '') ?? 'null') as T
const manifestOf = (files: ReadonlyMap<string, string>): PortalManifest & { readonly data: StaticData } => parse(files, 'callboard.json')

const assets: Assets = {
  list: async () => ['callboard.js', 'callboard/elements.json', 'callboard/embed.js'],
  read: async path =>
    path === 'callboard/elements.json'
      ? { body: '["owner-badge", "acme-chart", "Not/a-name"]', type: 'application/json' }
      : { body: new TextEncoder().encode(`// ${path}`), type: 'text/javascript' },
}

describe('a small static portal', () => {
  test('is one data file, badges, a list and a manifest that comes last', async () => {
    const portal = await open(small)
    const files = await build(portal)
    const { data } = manifestOf(files)
    expect([...files.keys()]).toEqual([
      data.index,
      'badge/component/default/pay.svg',
      'badge/component/front/web.shop.svg',
      'badge/group/default/payments.svg',
      'badge/component/default/old-pay.svg',
      'index.html',
      'callboard.json',
    ])
    expect(manifestOf(files)).toEqual({
      callboard: 1,
      type: 'static',
      title: 'Acme',
      revision: portal.catalog.revision,
      entities: 3,
      data: { index: data.index, owners: [data.index], entities: [data.index] },
    })
    expect(data.index).toMatch(/^data\/[a-z0-9]+\.json$/)
  })

  test('contains every entity and owner answer of the catalog, and every name', async () => {
    const portal = await open(small)
    const files = await build(portal)
    const { index, owners, entities } = parse<StaticFile>(files, manifestOf(files).data.index)
    const refs = ['component:default/pay', 'component:front/web.shop', 'group:default/payments']
    expect(index).toMatchObject({
      refs,
      names: ['', 'Web.Shop', ''],
      titles: ['', 'Shop', 'Payments'],
      displayNames: {},
      aliases: { 'component:default/old-pay': 'component:default/pay' },
    })
    expect(index?.forwardTypes).toMatchObject({ ownerOf: 'ownedBy', dependencyOf: 'dependsOn' })
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
    expect(entities).toEqual(Object.fromEntries(refs.map(ref => [ref, plain(portal.catalog.get(ref))])))
    expect(owners).toEqual(Object.fromEntries(refs.map(ref => [ref, plain(portal.catalog.owner(ref))])))
  })

  test('has the same badges and page as a handler', async () => {
    const portal = await open(small)
    const files = await build(portal, { assets })
    const handler = createHandler(portal, { assets })
    for (const path of [...files.keys()].filter(name => /^badge|html$|\.js$/.test(name))) {
      const served = await handler(new Request(`https://portal.acme.test/${path.replace(/(embed\/.*)index\.html$/, '$1')}`))
      expect([path, await served.text()]).toEqual([path, files.get(path)])
    }
  })

  test('has embed pages and widgets only with widgets, and no path leads outside', async () => {
    const without = await build(await open(small))
    expect([...without.keys()].filter(path => /embed|callboard\.js$/.test(path))).toEqual([])
    expect(without.get('index.html')).not.toContain('<script')
    const files = await build(await open(small), { assets })
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['callboard.js', 'callboard/embed.js', 'embed/owner-badge/index.html', 'embed/acme-chart/index.html']),
    )
    expect([...files.keys()].filter(path => path.startsWith('embed/'))).toHaveLength(2)
    for (const path of files.keys()) expect(path).toMatch(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))(?!.*\\)/)
  })

  test('of an empty catalog is complete', async () => {
    const files = await build(await open([]))
    expect(manifestOf(files).entities).toBe(0)
    expect(parse<StaticFile>(files, manifestOf(files).data.index)).toMatchObject({ index: { refs: [] }, owners: {}, entities: {} })
    expect(files.get('index.html')).toContain('0 entities')
  })
})

describe('a large static portal', () => {
  test('has its data in files of about a megabyte, chosen by `shardOf`', async () => {
    const portal = await open(large)
    const files = await build(portal)
    const { data } = manifestOf(files)
    expect(Object.keys(parse<StaticFile>(files, data.index))).toEqual(['index'])
    expect(data.entities.length).toBeGreaterThan(2)
    for (const path of [data.index, ...data.owners, ...data.entities]) expect((files.get(path) ?? '').length).toBeLessThan(1.3 * shardBytes)
    const entities = data.entities.map(path => parse<StaticFile>(files, path).entities ?? {})
    const owners = data.owners.map(path => parse<StaticFile>(files, path).owners ?? {})
    for (const {
      metadata: { name },
      kind,
    } of portal.catalog.entities) {
      const ref = `${kind.toLowerCase()}:default/${name}`
      expect(entities[shardOf(ref, entities.length)]?.[ref]?.metadata.name).toBe(name)
      expect(owners[shardOf(ref, owners.length)]?.[ref]?.query).toBe(ref)
    }
    expect(entities.reduce((sum, part) => sum + Object.keys(part).length, 0)).toBe(1501)
  })
})

describe('the names of data files', () => {
  test('are the same for the same catalog, however it was read, and differ for another', async () => {
    const built = await build(await open(small))
    const source = memory()
    for (const i of [2, 0, 1]) source.put(`entity-${String(i + 1)}`, small[i])
    const other = await createPortal({ title: 'Acme', sources: [source], aliases })
    expect([...(await build(other))]).toEqual([...built])
    const more = await build(await open([...small, component('more')]))
    expect(manifestOf(more).data.index).not.toBe(manifestOf(built).data.index)
  })

  test('stay the same when only an entity in another file changes', async () => {
    const before = manifestOf(await build(await open(large))).data
    const after = manifestOf(await build(await open(large.with(0, component('c0', { description: `0 ${'y'.repeat(1800)}` }))))).data
    const changed = after.entities.filter((path, i) => path !== before.entities[i])
    expect(changed).toHaveLength(1)
  })
})
