import { describe, expect, test } from 'vitest'
import type { CatalogGraph } from '../catalog/graph/graph.ts'
import { createPortal } from '../portal.ts'
import { memory } from '../source/memory.ts'
import type { Source } from '../source/types.ts'
import { askPortal, component, group, open } from './small-world.fixture.ts'
import { visibleGraphs, type MaySee } from './visible-graph.ts'

const but =
  (name: string): MaySee =>
  node =>
    node.entity.metadata.name !== name

describe('what callers see of a graph', () => {
  test('is one graph for those who see the same, with the nodes of the whole where nothing hidden touches them', async () => {
    const whole = (await open()).catalog.snapshot.internals
    const views = visibleGraphs()
    const one = await views.of(whole, but('secret'))
    expect(await views.of(whole, async node => but('secret')(node))).toBe(one)
    expect(await views.of(whole, but('pay'))).not.toBe(one)
    expect(one.nodes.get('component:default/pay')).toBe(whole.nodes.get('component:default/pay'))
    expect(one.nodes.get('group:default/vault')).not.toBe(whole.nodes.get('group:default/vault'))
    expect(one.sorted.map(({ ref }) => ref)).toEqual([...one.nodes.keys()])
  })

  test('is kept for sixteen kinds of callers at once', async () => {
    const entities = Array.from({ length: 20 }, (_, i) => component(`c${String(i)}`, 'payments'))
    const whole = (await open(entities)).catalog.snapshot.internals
    const views = visibleGraphs()
    const see = (i: number): Promise<CatalogGraph> => views.of(whole, but(`c${String(i)}`))
    const first: CatalogGraph[] = []
    for (let i = 0; i < 16; i++) first.push(await see(i))
    for (let i = 0; i < 16; i++) expect(await see(i)).toBe(first[i])
    await see(16)
    expect(await see(0)).not.toBe(first[0])
  })
})

describe('the revision of what a caller sees', () => {
  const hiding = {
    authorize: (_who: unknown, _action: unknown, { metadata }: { readonly metadata: { readonly name: string } }) =>
      metadata.name !== 'secret',
  }
  const revisionOf = async (portal: Awaited<ReturnType<typeof open>>): Promise<string> =>
    (await (await askPortal(portal, hiding)('/callboard.json')).json()).revision
  const ofEntities = async (entities: readonly unknown[], aliases = {}): Promise<string> =>
    revisionOf(await createPortal({ sources: [memory({ entities })], aliases }))

  test('is that of what is shown, whatever is hidden', async () => {
    const shown = [component('pay', 'payments'), group('payments')]
    const revision = await ofEntities(shown)
    expect(await ofEntities([...shown, component('secret', 'payments')])).toBe(revision)
    expect(await ofEntities([component('pay', 'others'), group('payments')])).not.toBe(revision)
    expect(await ofEntities(shown.slice(1))).not.toBe(revision)
    expect(await ofEntities(shown, { 'component:default/old': 'component:default/pay' })).not.toBe(revision)
    expect(await ofEntities(shown, { 'component:default/old': 'component:default/secret' })).toBe(revision)
  })

  test('changes when something in it changes, and when a source falls behind or comes back', async () => {
    const inner = memory({ entities: [component('pay', 'payments'), component('secret', 'payments')] })
    let isAway = false
    let now = 1000
    const source: Source = {
      name: 'git',
      async *read(context) {
        if (isAway) throw new Error('away')
        yield* inner.read(context)
      },
    }
    const portal = await createPortal({ sources: [source], now: () => now })
    const fresh = await revisionOf(portal)
    now = 2000
    await portal.catalog.refresh()
    expect(await revisionOf(portal)).toBe(fresh)
    isAway = true
    await portal.catalog.refresh()
    const stale = await revisionOf(portal)
    expect(stale).not.toBe(fresh)
    now = 3000
    await portal.catalog.refresh()
    expect(await revisionOf(portal)).toBe(stale)
    isAway = false
    await portal.catalog.refresh()
    expect(await revisionOf(portal)).toBe(fresh)
  })

  test('changes when one file can no longer be read, and its entity falls behind', async () => {
    let isAway = false
    const source: Source = {
      name: 'git',
      async *read() {
        yield { type: 'text', path: 'shop.yaml', text: JSON.stringify(component('shop', 'payments')) }
        if (isAway) yield { type: 'failed', path: 'pay.yaml', reason: 'unreadable', message: 'permission denied' }
        else yield { type: 'text', path: 'pay.yaml', text: JSON.stringify(component('pay', 'payments')) }
      },
    }
    const portal = await createPortal({ sources: [source], now: () => 1000 })
    const fresh = await revisionOf(portal)
    isAway = true
    await portal.catalog.refresh()
    expect(portal.catalog.sources[0]?.staleSince).toBeUndefined()
    expect(await revisionOf(portal)).not.toBe(fresh)
  })

  test('tells a source that was never read from one that has nothing', async () => {
    const empty: Source = { name: 'git', async *read() {} }
    const broken: Source = {
      name: 'git',
      async *read() {
        yield* []
        throw new Error('away')
      },
    }
    const of = async (source: Source): Promise<string> => revisionOf(await createPortal({ sources: [source], now: () => 1000 }))
    expect(await of(broken)).not.toBe(await of(empty))
    expect(await of(empty)).toBe(await of(empty))
  })
})

describe('visible entities next to hidden ones', () => {
  const hide = (name: string) => ({
    authorize: (_who: unknown, _action: unknown, { metadata }: { readonly metadata: { readonly name: string } }) => metadata.name !== name,
  })

  test('keeps its other relations', async () => {
    const ask = askPortal(await open(), hide('pay'))
    const { relations } = await (await ask('/api/catalog/entities/by-name/group/default/payments')).json()
    expect(relations).toEqual([{ type: 'ownerOf', targetRef: 'component:default/shop' }])
  })

  test('is answered with the same evidence, at the same lines', async () => {
    const text = JSON.stringify(component('pay', 'payments'), null, 2)
    const portal = await createPortal({ sources: [memory({ files: { 'catalog-info.yaml': text } })] })
    const ask = async (options: object): Promise<unknown> => {
      const { items } = await (await askPortal(portal, options)('/api/callboard/v1/owners?entity=pay')).json()
      return items[0].because
    }
    expect(JSON.stringify(await ask({}))).toContain('"line":')
    expect(await ask(hide('secret'))).toEqual(await ask({}))
  })

  test('says still that a whole source could not be read', async () => {
    const source: Source = {
      name: 'git',
      async *read() {
        yield* []
        throw new Error('away')
      },
    }
    const portal = await createPortal({ sources: [source] })
    const ask = async (options: object): Promise<unknown> => {
      const { items } = await (await askPortal(portal, options)('/api/callboard/v1/owners?entity=pay')).json()
      return items[0].stale
    }
    expect(await ask({})).toBeDefined()
    expect(await ask(hide('secret'))).toEqual(await ask({}))
  })
})
