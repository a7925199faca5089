import { describe, expect, test } from 'vitest'
import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { Entity } from '../entity.ts'
import { checkEntity, checkOwner, strangeAnswer } from './check-answers.ts'

const shown = 'portal.acme.test'
const summary = { ref: 'group:default/pay', kind: 'Group', name: 'pay', title: 'Pay', exists: true }
const contact = { kind: 'email', label: 'E-mail', value: 'pay@acme.test', from: {} }
const least = {
  query: 'a',
  match: { how: 'exact', confidence: 'certain', candidates: [] },
  state: 'unowned',
  coOwners: [],
  reach: [],
  missing: [],
  because: [],
  escalation: [],
  revision: '1',
}
const most = {
  query: 'a',
  match: { ref: 'component:default/a', how: 'exact', confidence: 'certain', note: 'n', candidates: ['b'] },
  entity: { ref: 'component:default/a', kind: 'Component', name: 'a', title: 'A', type: 't', lifecycle: 'l', description: 'd' },
  file: 'a.yaml',
  state: 'owned',
  owner: { ...summary, type: 'team', picture: 'https://acme.test/p.png' },
  coOwners: [summary],
  reach: [{ ...contact, href: 'mailto:pay@acme.test' }],
  missing: ['chat'],
  because: [{ step: 's', outcome: 'found', message: 'm', entity: 'e', ref: 'r', at: { path: 'a.yaml', line: 1 } }],
  escalation: [{ ...summary, reach: [contact] }],
  stale: { source: 's', since: 0, because: 'b' },
  revision: '1',
}
const entity = {
  kind: 'Component',
  metadata: {
    name: 'a',
    namespace: 'default',
    title: 'A',
    description: 'd',
    annotations: { 'a/b': 'c' },
    tags: ['t'],
    links: [{ url: 'u', title: 't' }],
  },
  spec: {},
  relations: [{ type: 'ownedBy', targetRef: 'group:default/pay' }],
}

type Check = (answer: unknown) => unknown
const owner: Check = answer => checkOwner(answer as OwnerAnswer, shown)
const one: Check = answer => checkEntity(answer as Entity, shown)

/** Every path to a value inside another. */
function ways(value: unknown, way: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [way]
  return [...(way.length === 0 ? [] : [way]), ...Object.entries(value).flatMap(([key, inner]) => ways(inner, [...way, key]))]
}

function change(value: unknown, way: readonly string[], by: (old: unknown, holder: Record<string, unknown>, key: string) => void): unknown {
  const copy = structuredClone(value) as Record<string, unknown>
  const key = way.at(-1) ?? ''
  const holder = way.slice(0, -1).reduce((inside, step) => inside[step] as Record<string, unknown>, copy)
  by(holder[key], holder, key)
  return copy
}

const written = (way: readonly string[]): string => way.map(step => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('')
const optional = [
  'entity', 'file', 'owner', 'stale', 'match.ref', 'match.note', 'owner.type', 'owner.picture', 'entity.type', 'entity.lifecycle',
  'entity.description', 'reach.0.href', 'because.0.entity', 'because.0.ref', 'because.0.at', 'because.0.at.line',
  'metadata.namespace', 'metadata.title', 'metadata.description', 'metadata.annotations', 'metadata.annotations.a/b', 'metadata.tags',
  'metadata.links', 'metadata.links.0.title', 'spec', 'relations',
] // prettier-ignore

describe.each([
  ['owner', owner, most],
  ['entity', one, entity],
])('An answer about an %s', (_, check, good) => {
  test('is returned as it is', () => expect(check(good)).toBe(good))

  test.each(ways(good).map(way => [written(way), way] as const))('with a wrong value at %s is rejected there', (where, way) => {
    const wrong = change(good, way, (_old, holder, key) => (holder[key] = Symbol.iterator))
    expect(() => check(wrong)).toThrow(`(answer${where})`)
  })

  test.each(
    ways(good)
      .filter(way => !/\.\d+$/.test(way.join('.')))
      .map(way => [written(way), way] as const),
  )('without %s is refused, unless it may be absent', (where, way) => {
    const lacking = change(good, way, (_old, holder, key) => Reflect.deleteProperty(holder, key))
    // The owned state requires an owner.
    if (optional.includes(way.join('.')) && where !== '.owner') expect(check(lacking)).toBe(lacking)
    else expect(() => check(lacking)).toThrow(`(answer${where})`)
  })
})

describe('An answer about an owner', () => {
  test('may have only the required fields', () => expect(owner(least)).toBe(least))

  test('has an owner exactly if it is owned', () => {
    expect(() => owner({ ...least, state: 'owned' })).toThrow('(answer.owner)')
    for (const state of ['unowned', 'unmatched', 'not-found']) {
      expect(owner({ ...least, state })).toMatchObject({ state })
      expect(() => owner({ ...most, state })).toThrow('(answer.owner)')
    }
    expect(() => owner({ ...least, state: 'gone' })).toThrow('(answer.state)')
  })

  test.each(['entity', 'owner'])('has no empty reference or title of the %s', key => {
    for (const name of ['ref', 'title']) {
      const wrong = change(most, [key, name], (_old, holder) => (holder[name] = ''))
      expect(() => owner(wrong)).toThrow(`(answer.${key}.${name})`)
    }
  })

  test('has a valid time', () => {
    expect(() => owner({ ...most, stale: { ...most.stale, since: 1e17 } })).toThrow('(answer.stale.since)')
  })
})

describe('An answer about an entity', () => {
  test('may be missing', () => {
    expect([one(null), one(undefined)]).toEqual([undefined, undefined])
  })

  test('may have null annotations, and has a non-empty kind, name and title', () => {
    expect(one({ kind: 'A', metadata: { name: 'a', annotations: null } })).toBeDefined()
    expect(() => one({ ...entity, kind: '' })).toThrow('(answer.kind)')
    expect(() => one({ ...entity, metadata: { ...entity.metadata, name: '' } })).toThrow('(answer.metadata.name)')
    expect(() => one({ ...entity, metadata: { ...entity.metadata, title: '' } })).toThrow('(answer.metadata.title)')
  })
})

test('An invalid answer is an error with the portal in its message', () => {
  expect(strangeAnswer(shown)).toMatchObject({
    code: 'unexpected-answer',
    message: expect.stringMatching(/^portal\.acme\.test .*\(answer\)/),
  })
})
