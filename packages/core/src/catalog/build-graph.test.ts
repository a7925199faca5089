import { describe, expect, test } from 'vitest'
import { buildGraph, type BuildInput, type GraphBuild } from './build-graph.ts'
import { madeFile, madeKinds, type MadeEntity } from './made-files.fixture.ts'

const build = (entities: readonly MadeEntity[], rest: Partial<BuildInput> = {}): GraphBuild =>
  buildGraph({ files: [madeFile('a.yaml', entities)], kinds: madeKinds, ...rest })
const relations = ({ graph }: GraphBuild, ref: string): readonly string[] =>
  graph.nodes.get(ref)?.relations.map(({ type, targetRef }) => `${type} ${targetRef}`) ?? []
const codes = ({ diagnostics }: GraphBuild): readonly string[] => diagnostics.map(({ code }) => code)

const pay: MadeEntity = { kind: 'Component', name: 'Pay', spec: { owner: 'team-a', dependsOn: ['component:ledger', 'Component:Ledger'] } }
const ledger: MadeEntity = { kind: 'Component', name: 'ledger', spec: { owner: 'team-a' } }
const teamA: MadeEntity = { kind: 'Group', name: 'team-a' }

describe('relations', () => {
  test('are on both entities, sorted, in lowercase, each once', () => {
    const made = build([pay, ledger, teamA])
    expect(relations(made, 'component:default/pay')).toEqual(['dependsOn component:default/ledger', 'ownedBy group:default/team-a'])
    expect(relations(made, 'component:default/ledger')).toEqual(['dependencyOf component:default/pay', 'ownedBy group:default/team-a'])
    expect(relations(made, 'group:default/team-a')).toEqual(['ownerOf component:default/ledger', 'ownerOf component:default/pay'])
  })

  test('to an entity that no source defines are kept on the entity that refers to it', () => {
    const made = build([pay])
    expect(relations(made, 'component:default/pay')).toEqual(['dependsOn component:default/ledger', 'ownedBy group:default/team-a'])
    expect(made.graph.nodes.size).toBe(1)
  })

  test('written on both sides are one', () => {
    const made = build([
      { kind: 'Group', name: 'a', spec: { children: ['b'] } },
      { kind: 'Group', name: 'b', spec: { parent: 'a' } },
    ])
    expect(relations(made, 'group:default/a')).toEqual(['parentOf group:default/b'])
    expect(relations(made, 'group:default/b')).toEqual(['childOf group:default/a'])
  })

  test('of an entity to itself are in both directions', () => {
    const made = build([{ kind: 'Component', name: 'a', spec: { dependsOn: ['component:a'] } }])
    expect(relations(made, 'component:default/a')).toEqual(['dependencyOf component:default/a', 'dependsOn component:default/a'])
  })

  test('are found by type', () => {
    const node = build([pay, ledger, teamA]).graph.nodes.get('group:default/team-a')
    expect(node?.targets('ownerOf')).toEqual(['component:default/ledger', 'component:default/pay'])
    expect(node?.targets('constructor')).toEqual([])
  })
})

describe('entities', () => {
  test('are frozen recursively, including their relations', () => {
    const entity = build([pay, ledger, teamA]).graph.nodes.get('component:default/pay')?.entity
    const open: string[] = []
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return
      if (!Object.isFrozen(value)) open.push(path)
      for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`)
    }
    visit(entity, 'entity')
    expect(open).toEqual([])
    expect(() => {
      Object.assign(entity?.spec ?? {}, { owner: 'me' })
    }).toThrow(TypeError)
  })

  test('are sorted by reference', () => {
    expect(build([teamA, pay, ledger]).graph.sorted.map(node => node.ref)).toEqual([
      'component:default/ledger',
      'component:default/pay',
      'group:default/team-a',
    ])
  })
})

describe('two documents with the same reference', () => {
  const files = [madeFile('b.yaml', [ledger, pay], 'one'), madeFile('a.yaml', [{ ...pay, name: 'PAY', spec: { owner: 'team-b' } }], 'two')]

  test('keep the first one, from the earlier source, regardless of case', () => {
    const made = buildGraph({ files, kinds: madeKinds })
    expect(made.graph.nodes.get('component:default/pay')?.entity.spec?.['owner']).toBe('team-a')
  })

  test('are reported at the second one, with the position of the first', () => {
    const found = buildGraph({ files, kinds: madeKinds }).diagnostics.find(({ code }) => code === 'catalog/duplicate-entity')
    expect(found).toMatchObject({ at: { source: 'two', path: 'a.yaml', line: 2 }, entityRef: 'component:default/pay' })
    expect(found?.message).toContain('one: b.yaml:12')
  })

  test('keep the second one when the first is removed', () => {
    const before = buildGraph({ files, kinds: madeKinds })
    const after = buildGraph({ files: files.slice(1), kinds: madeKinds, previous: before })
    expect(after.graph.nodes.get('component:default/pay')?.entity.spec?.['owner']).toBe('team-b')
    expect(codes(after)).not.toContain('catalog/duplicate-entity')
  })
})

describe('dangling references', () => {
  test('are reported with position, text and a similar name', () => {
    const made = build([teamA, { kind: 'Component', name: 'a', spec: { owner: 'taem-a', dependsOn: ['component:default/led'] } }])
    expect(made.diagnostics).toMatchObject([
      {
        code: 'catalog/missing-owner',
        severity: 'warning',
        hint: 'Did you mean `group:default/team-a`?',
        text: 'taem-a',
        at: { path: 'a.yaml', line: 12, column: 2 },
      },
      { code: 'catalog/dangling-relation', text: 'component:default/led', hint: expect.stringContaining('spec.dependsOn') },
    ])
  })

  test('suggest the same name in another namespace or with another kind', () => {
    const made = build([
      { kind: 'Group', name: 'pay', namespace: 'eu' },
      { kind: 'Component', name: 'a', spec: { owner: 'pay', dependsOn: ['system:pay'] } },
    ])
    expect(made.diagnostics.map(({ hint }) => hint)).toEqual(['Did you mean `group:eu/pay`?', 'Did you mean `group:eu/pay`?'])
  })

  test('report users who left only if the catalog has users', () => {
    const owned: MadeEntity = { kind: 'Component', name: 'a', spec: { owner: 'user:jane' } }
    expect(codes(build([owned]))).toEqual(['catalog/missing-owner'])
    expect(codes(build([owned, { kind: 'User', name: 'joe' }]))).toEqual(['catalog/departed-owner'])
  })

  test('report a wrong kind instead, if it is wrong', () => {
    const made = build([{ kind: 'Component', name: 'a', spec: { owner: 'component:b' } }])
    expect(codes(made)).toEqual(['catalog/unexpected-kind'])
  })
})

describe('aliases', () => {
  const renamed: MadeEntity = {
    kind: 'Component',
    name: 'order-api',
    annotations: { 'callboard.dev/aliases': 'orders, component:eu/orders' },
  }
  const user: MadeEntity = { kind: 'Component', name: 'shop', spec: { dependsOn: ['component:orders'] } }

  test('point relations to the current entity, and are reported', () => {
    const made = build([renamed, user])
    expect(relations(made, 'component:default/shop')).toEqual(['dependsOn component:default/order-api'])
    expect(relations(made, 'component:default/order-api')).toEqual(['dependencyOf component:default/shop'])
    expect(made.diagnostics).toMatchObject([
      { code: 'catalog/renamed-ref', text: 'component:orders', hint: 'Write `component:default/order-api`.' },
    ])
  })

  test('also come from the options, in chains', () => {
    const aliases = new Map([
      ['component:default/a', 'component:default/b'],
      ['component:default/b', 'component:default/ledger'],
    ])
    expect(build([ledger, teamA], { aliases }).graph.aliases.get('component:default/a')).toBe('component:default/ledger')
  })

  test('lose to an entity with that name, and to the first of two claims', () => {
    const orders: MadeEntity = { kind: 'Component', name: 'orders' }
    expect(codes(build([renamed, orders]))).toEqual(['catalog/alias-conflict'])
    const other: MadeEntity = { ...renamed, name: 'z-orders' }
    const made = build([other, renamed])
    expect(codes(made)).toEqual(['catalog/alias-conflict', 'catalog/alias-conflict'])
    expect(made.graph.aliases.get('component:default/orders')).toBe('component:default/order-api')
  })

  test('that repeat the current name of their entity are ignored', () => {
    const annotations = { 'callboard.dev/aliases': 'orders, order-api, component:default/Order-API' }
    const made = build([{ ...renamed, annotations }, user])
    expect(codes(made)).toEqual(['catalog/renamed-ref'])
    expect([...made.graph.aliases]).toEqual([['component:default/orders', 'component:default/order-api']])
    expect(made.graph.nodes.get('component:default/order-api')?.entity.metadata.name).toBe('order-api')
  })

  test('that form a cycle resolve to nothing', () => {
    const aliases = new Map([
      ['component:default/a', 'component:default/b'],
      ['component:default/b', 'component:default/a'],
    ])
    expect(build([ledger, teamA], { aliases }).graph.aliases.size).toBe(0)
  })
})

test('a cycle of groups is reported once, with its members', () => {
  const made = build([
    { kind: 'Group', name: 'a', spec: { parent: 'b' } },
    { kind: 'Group', name: 'b', spec: { parent: 'c' } },
    { kind: 'Group', name: 'c', spec: { children: ['b'], parent: 'a' } },
  ])
  expect(made.diagnostics).toMatchObject([{ code: 'catalog/cycle', at: { path: 'a.yaml', line: 2 } }])
  expect(made.diagnostics[0]?.message).toContain('group:default/a → group:default/b → group:default/c → group:default/a')
})

describe('revision', () => {
  test('is the same for the same content', () => {
    expect(build([pay, ledger]).graph.revision).toBe(build([pay, ledger]).graph.revision)
  })

  test('changes with content, path, options and stale sources', () => {
    const others = [
      build([pay, { ...ledger, spec: { owner: 'team-b' } }]),
      build([ledger, pay]),
      build([pay, ledger], { fallbackOwner: 'group:default/x' }),
      build([pay, ledger], { sources: [{ name: 'made', state: 'stale', entities: 2, staleSince: 1 }] }),
    ]
    expect(new Set([build([pay, ledger]), ...others].map(({ graph }) => graph.revision)).size).toBe(5)
  })
})

describe('an incremental build', () => {
  test('keeps unchanged entities as the same objects, even in a changed file', () => {
    const before = build([pay, ledger, teamA])
    const after = buildGraph({
      files: [madeFile('a.yaml', [teamA, ledger, { ...pay, annotations: { a: 'b' } }])],
      kinds: madeKinds,
      previous: before,
    })
    const same = (ref: string): boolean => before.graph.nodes.get(ref)?.entity === after.graph.nodes.get(ref)?.entity
    expect([same('component:default/ledger'), same('group:default/team-a'), same('component:default/pay')]).toEqual([true, true, false])
    expect(after.graph.locate('component:default/pay', ['kind'])?.line).toBe(22)
  })

  test('keeps an entity when a relation is only moved to the other side', () => {
    const a: MadeEntity = { kind: 'Group', name: 'a', spec: { children: ['b'] } }
    const b: MadeEntity = { kind: 'Group', name: 'b', spec: { parent: 'a' } }
    const before = buildGraph({ files: [madeFile('a.yaml', [a]), madeFile('b.yaml', [b])], kinds: madeKinds })
    const after = buildGraph({
      files: [before.parts.files[0] ?? madeFile('a.yaml', [a]), madeFile('b.yaml', [{ ...b, spec: {} }])],
      kinds: madeKinds,
      previous: before,
    })
    expect(after.graph.nodes.get('group:default/a')?.entity).toBe(before.graph.nodes.get('group:default/a')?.entity)
    expect(relations(after, 'group:default/b')).toEqual(['childOf group:default/a'])
  })
})
