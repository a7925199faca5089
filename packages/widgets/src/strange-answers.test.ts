import { type Client, type Entity, type OwnerAnswer } from '@callboard/core/client'
import { expect } from 'chai'
import { html, render } from 'lit'
import type { EntityCard } from './entity-card/entity-card.ts'
import type { EntityLink } from './entity-link/entity-link.ts'
import type { OwnerBadge } from './owner-badge/owner-badge.ts'
import { show, textOf } from '../test/page.ts'

type Path = readonly (string | number)[]

const missing = Symbol('missing')
const replacements: readonly unknown[] = [missing, null, 1e300, '', 'words', [], [null], {}]

/** Every path in a piece of data, including the root. */
function places(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, Array.isArray(value) ? Number(key) : key]))]
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by === missing ? undefined : by
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
  if (rest.length === 0 && by === missing) {
    if (Array.isArray(copy)) copy.splice(Number(key), 1)
    else Reflect.deleteProperty(copy, key)
  } else copy[key] = replaced(copy[key], rest, by)
  return copy
}

function* mutations(value: unknown): Generator<readonly [says: string, mutated: unknown]> {
  for (const path of places(value)) {
    for (const by of replacements)
      yield [`${path.join('.')} = ${by === missing ? 'missing' : JSON.stringify(by)}`, replaced(value, path, by)]
  }
}

const ask = async (path: string, body: object): Promise<{ readonly items: readonly unknown[] }> =>
  (await (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json()) as {
    readonly items: readonly unknown[]
  }

const uncaught: string[] = []
const listen = (event: ErrorEvent | PromiseRejectionEvent): void => {
  uncaught.push(String('reason' in event ? event.reason : event.error))
  event.preventDefault()
}

interface Trial {
  readonly says: string
  readonly client: unknown
}

/** Shows every element for each of these clients, and returns what is wrong with their content. */
async function wrongs(trials: readonly Trial[]): Promise<readonly string[]> {
  const found: string[] = []
  for (let at = 0; at < trials.length; at += 100) {
    const part = trials.slice(at, at + 100)
    const failed = new Set<EventTarget>()
    const onError = ({ target }: Event): unknown => target !== null && failed.add(target)
    const stage = show(html``)
    render(
      part.map(
        ({ client }) => html`<callboard-provider .client=${client as Client}>
          <owner-badge inline entity="payments-api" @callboard-error=${onError}></owner-badge>
          <entity-link entity="payments-api" @callboard-error=${onError}></entity-link>
          <entity-card entity="payments-api" @callboard-error=${onError}></entity-card>
        </callboard-provider>`,
      ),
      stage,
    )
    const settle = async (): Promise<void> => {
      const elements = [...stage.querySelectorAll<OwnerBadge | EntityLink | EntityCard>('owner-badge,entity-link,entity-card')]
      for (const element of elements) {
        await element.updateComplete.catch((error: unknown) => uncaught.push(String(error)))
        while (element.status === 'loading') await new Promise(resolve => setTimeout(resolve))
        await element.updateComplete.catch((error: unknown) => uncaught.push(String(error)))
      }
    }
    const before = uncaught.length
    await settle()
    // A real press on each would take minutes. This tests the content of the details, not how they open.
    for (const badge of stage.querySelectorAll('owner-badge')) badge.shadowRoot?.querySelector('button')?.click()
    // The code of the details is loaded after the first time.
    await import('./owner-badge/open-details.ts')
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
    for (const [i, provider] of [...stage.querySelectorAll('callboard-provider')].entries()) {
      const says = part[i]?.says ?? ''
      for (const element of provider.querySelectorAll<OwnerBadge | EntityLink | EntityCard>('*')) {
        const text = textOf(element)
        if (text.trim() === '') found.push(`${says}: ${element.localName} is ${element.status} and blank`)
        if (/undefined|\[object|\bnull\b|NaN|Invalid Date/.test(text)) found.push(`${says}: ${element.localName} shows "${text}"`)
        if ((element.status === 'error') !== failed.has(element))
          found.push(`${says}: ${element.localName} is ${element.status}, and fired otherwise`)
        if (element.status === 'error' && !/form that/.test(`${text} ${element.shadowRoot?.innerHTML ?? ''}`))
          found.push(`${says}: ${element.localName} says "${text}"`)
      }
    }
    if (uncaught.length > before)
      found.push(
        `uncaught between "${part[0]?.says ?? ''}" and "${part.at(-1)?.says ?? ''}": ${[...new Set(uncaught.slice(before))].join('; ')}`,
      )
  }
  return found
}

describe('answers in an unknown form', () => {
  const good: { owners: OwnerAnswer[]; entities: Entity[] } = { owners: [], entities: [] }

  before(async () => {
    addEventListener('error', listen)
    addEventListener('unhandledrejection', listen)
    const queries = ['component:default/adrift', 'nothing-there']
    good.owners = [
      ...((await ask('/portal/api/callboard/v1/owners', { queries })).items as OwnerAnswer[]),
      ...((await ask('/stale/api/callboard/v1/owners', { queries: ['component:default/payments-api'] })).items as OwnerAnswer[]),
    ]
    good.entities = (await ask('/portal/api/callboard/v1/entities', { refs: ['payments-api', 'group:payments'] })).items as Entity[]
  })

  after(() => {
    removeEventListener('error', listen)
    removeEventListener('unhandledrejection', listen)
  })

  const own = (owner: unknown, entity: unknown): object => ({
    src: 'https://portal.acme.test/',
    revision: '1',
    type: async () => 'handler',
    title: async () => 'Own',
    get: async () => entity,
    getMany: async (refs: readonly string[]) => refs.map(() => entity),
    owner: async () => owner,
    owners: async (queries: readonly string[]) => queries.map(() => owner),
    peekOwner: () => owner,
    peekEntity: () => entity,
    async *changes() {},
    close() {},
  })

  it('are reported by every element, whatever is wrong in an owner, with a client that the page created', async function () {
    this.timeout(120_000)
    const trials = good.owners.flatMap(answer =>
      [...mutations(answer)].map(([says, owner]) => ({ says, client: own(owner, good.entities[0]) })),
    )
    expect(trials.length).to.be.greaterThan(800)
    expect(await wrongs(trials)).to.deep.equal([])
  })

  it('are reported by every element, whatever is wrong in an entity, with a client that the page created', async function () {
    this.timeout(120_000)
    const trials = good.entities.flatMap(entity =>
      [...mutations(entity)].map(([says, mutated]) => ({ says, client: own(good.owners[0], mutated) })),
    )
    expect(trials.length).to.be.greaterThan(400)
    expect(await wrongs(trials)).to.deep.equal([])
  })
})
