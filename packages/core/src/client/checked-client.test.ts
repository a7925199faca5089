import { describe, expect, test } from 'vitest'
import type { OwnerAnswer } from '../catalog/ownership/types.ts'
import type { Entity } from '../entity.ts'
import { checkedClient } from './checked-client.ts'
import type { Client } from './types.ts'

const entity: Entity = { apiVersion: 'v1', kind: 'Component', metadata: { name: 'a' } }
const owner = {
  query: 'a',
  match: { how: 'exact', confidence: 'certain', candidates: [] },
  state: 'unowned',
  coOwners: [],
  reach: [],
  missing: [],
  because: [],
  escalation: [],
  revision: '1',
} as unknown as OwnerAnswer
const options = { signal: new AbortController().signal }

/** A client with the given answers, which records its calls. */
function clientOf(answers: Partial<Record<keyof Client, unknown>> = {}, src?: string) {
  const asked: unknown[][] = []
  const say =
    (name: keyof Client) =>
    (...all: readonly unknown[]): unknown => {
      asked.push([name, ...all])
      const answer = answers[name]
      return typeof answer === 'function' ? (answer as () => unknown)() : answer
    }
  const names = [
    'type', 'title', 'get', 'getMany', 'owner', 'owners', 'peekOwner', 'peekEntity', 'query', 'facets', 'graph', 'checkRevision', 'changes', 'close',
  ] as const // prettier-ignore
  const client = { src, revision: '7', ...Object.fromEntries(names.map(name => [name, say(name)])) } as unknown as Client
  return { client: checkedClient(client), asked }
}

const strange = { code: 'unexpected-answer' }

describe('A checked client', () => {
  test('passes calls to its client unchanged, and returns its answers', async () => {
    const answers = {
      type: 'handler', title: 'Acme', get: entity, getMany: [entity, undefined], owner, owners: [owner], peekOwner: owner, peekEntity: entity,
      query: { items: [] }, facets: {}, graph: { nodes: [] }, checkRevision: false, changes: [], close: 'closed',
    } // prettier-ignore
    const { client, asked } = clientOf(answers, 'https://portal.acme.test')
    expect([client.src, client.revision]).toEqual(['https://portal.acme.test', '7'])
    expect(await client.type()).toBe('handler')
    expect(await client.title()).toBe('Acme')
    expect(await client.get('a', options)).toBe(entity)
    expect(await client.getMany(['a', 'b'], options)).toEqual([entity, undefined])
    expect(await client.owner('a', options)).toBe(owner)
    expect(await client.owners(['a'], options)).toEqual([owner])
    expect(client.peekOwner('a')).toBe(owner)
    expect(client.peekEntity('a')).toBe(entity)
    expect(await client.query({}, options)).toBe(answers.query)
    expect(await client.facets({ facets: ['kind'] }, options)).toBe(answers.facets)
    expect(await client.graph('a', options)).toBe(answers.graph)
    expect(client.checkRevision(options)).toBe(false)
    expect(client.changes(options)).toBe(answers.changes)
    expect(client.close()).toBe('closed')
    expect(asked).toEqual([
      ['type'], ['title'], ['get', 'a', options], ['getMany', ['a', 'b'], options], ['owner', 'a', options], ['owners', ['a'], options],
      ['peekOwner', 'a'], ['peekEntity', 'a'], ['query', {}, options], ['facets', { facets: ['kind'] }, options], ['graph', 'a', options],
      ['checkRevision', options], ['changes', options], ['close'],
    ]) // prettier-ignore
  })

  test('rejects an owner or an entity with another shape', async () => {
    const { client } = clientOf({ get: {}, getMany: [{}], owner: {}, owners: [{}] })
    await expect(client.get('a')).rejects.toMatchObject(strange)
    await expect(client.getMany(['a'])).rejects.toMatchObject(strange)
    await expect(client.owner('a')).rejects.toMatchObject({ ...strange, message: expect.stringContaining('The client of this page') })
    await expect(client.owners(['a'])).rejects.toMatchObject(strange)
  })

  test.each([
    ['too few', []],
    ['too many', [owner, owner]],
    ['none', undefined],
    ['something else', { length: 1, 0: owner, map: () => [owner] }],
  ])('rejects %s answers', async (_, answers) => {
    const { client } = clientOf({ owners: answers, getMany: answers }, 'https://portal.acme.test')
    await expect(client.owners(['a'])).rejects.toMatchObject({ ...strange, message: expect.stringContaining('https://portal.acme.test') })
    await expect(client.getMany(['a'])).rejects.toMatchObject(strange)
  })

  test('ignores cached answers that are invalid or fail', () => {
    const failing = (): never => {
      throw new Error('no storage')
    }
    for (const kept of [undefined, null, '', 0, {}, failing]) {
      const { client } = clientOf({ peekOwner: kept, peekEntity: kept })
      expect([client.peekOwner('a'), client.peekEntity('a')]).toEqual([undefined, undefined])
    }
  })
})
