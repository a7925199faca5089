import { distance } from 'fastest-levenshtein'
import { expect, test } from 'vitest'
import { memory } from '../../source/memory.ts'
import { createCatalog } from '../create-catalog.ts'
import type { CatalogGraph } from '../graph/graph.ts'
import { answerOwner } from '../ownership/answer-owner.ts'
import { cleanedNames } from './clean-name.ts'
import { similarNames } from './similar-names.ts'

const first = ['pay', 'payments', 'cart', 'checkout', 'search', 'search-index', 'mail', 'x', 'ab']
const last = ['api', 'apis', 'db', 'worker', 'v2', 'web', '1', '22']
const names = [...first, ...first.flatMap(a => last.map(b => `${a}-${b}`))]

async function graphOf(all: readonly string[]): Promise<CatalogGraph> {
  const entities = all.map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
  }))
  return (await createCatalog({ sources: [memory({ entities })] })).snapshot.internals
}

/** Every name compared with every letter. */
function compareAll(wanted: string): readonly string[] {
  const most = Math.min(3, Math.floor(wanted.length / 3))
  const near = names.flatMap(name => {
    const apart = distance(wanted, name)
    if (apart <= most) return [{ name, apart }]
    const isPart = wanted.length >= 3 && name.length >= 3 && (name.includes(wanted) || wanted.includes(name))
    return isPart ? [{ name, apart: 4 + Math.abs(name.length - wanted.length) / 100 }] : []
  })
  near.sort((a, b) => a.apart - b.apart || (a.name < b.name ? -1 : 1))
  return near.slice(0, 5).map(({ name }) => name)
}

test('the closest names are those that comparing every name finds', async () => {
  const graph = await graphOf(names)
  const wrong = names.flatMap(name => [
    `${name}s`,
    name.slice(1),
    `${name.slice(0, 2)}z${name.slice(3)}`,
    `my-${name}-thing`,
    name.slice(0, -2),
  ])
  for (const wanted of [...wrong, '', 'q', 'zzzzzzzzzz', 'ö-api', 'PAY'])
    expect(similarNames(graph, wanted), wanted).toEqual(compareAll(wanted))
})

test('a budget limits the comparisons of all questions together, and answers beyond it say so', async () => {
  const graph = await graphOf(names)
  const budget = { left: 10 }
  const answers = ['payments-apo', 'payments-apx', 'payments-apz'].map(name => answerOwner(graph, name, undefined, budget))
  expect(answers.map(({ match }) => match.candidates.length > 0)).toEqual([true, false, false])
  expect(answers[2]?.match).toMatchObject({ how: 'none', note: expect.stringContaining('too many unknown names') as unknown })
  expect(answerOwner(graph, 'payments-api', undefined, budget).entity?.ref).toBe('component:default/payments-api')
  expect(answerOwner(graph, 'payments-api-7f9c8d6b5-x2x9z', undefined, budget).entity?.ref).toBe('component:default/payments-api')
})

test('a text of nothing but noise has at most a few hundred readings', () => {
  for (const text of ['prod-'.repeat(99), `${'eu-west-1-'.repeat(45)}x`, '7f9c8d6b5-'.repeat(49), `${'a.'.repeat(240)}b`, '1:'.repeat(200)])
    expect(cleanedNames(text).length).toBeLessThan(300)
  expect(cleanedNames('prod-eu-west-1-pay-api-v2-canary-7f9c8d6b5-x2x9z').map(({ name }) => name)).toContain('pay-api')
})
