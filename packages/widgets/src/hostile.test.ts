import { expect } from 'chai'
import { html } from 'lit'
import type { EntityCard } from './entity-card/entity-card.ts'
import type { EntityLink } from './entity-link/entity-link.ts'
import type { OwnerBadge } from './owner-badge/owner-badge.ts'
import { press, put, settled, show } from '../test/page.ts'

interface HostileField {
  readonly field: string
  readonly value: unknown
}

const fields = (await (await fetch('/control/hostile-fields')).json()) as readonly HostileField[]
const withoutFields = fields.length === 0 ? ' (skipped: no shared folder next to the checkout; set CALLBOARD_SHARED)' : ''

const linkProtocols = ['http:', 'https:', 'mailto:', 'tel:']

/** Sets a value at a path such as `metadata.links[0].url` or `metadata.annotations["a/b"]`. */
function at(entity: object, path: string, value: unknown): void {
  const keys = [...path.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) => quoted ?? index ?? plain ?? '')
  let into = entity as Record<string, unknown>
  for (const [i, key] of keys.entries()) {
    if (i === keys.length - 1) into[key] = value
    else into = (into[key] ??= /^\d+$/.test(keys[i + 1] ?? '') ? [] : {}) as Record<string, unknown>
  }
}

function allElements(root: ParentNode): readonly Element[] {
  return [...root.querySelectorAll('*')].flatMap(element => [
    element,
    ...(element.shadowRoot === null ? [] : allElements(element.shadowRoot)),
  ])
}

describe('hostile values in every displayed field', () => {
  it(`never become elements, or links to anything but pages, mail and phone numbers${withoutFields}`, async function () {
    this.timeout(120_000)
    if (fields.length === 0) return this.skip()
    let fired = 0
    ;(globalThis as { alert: unknown }).alert = () => fired++
    const stage = show(html`
      <owner-badge inline src="/portal/" entity="component:default/target"></owner-badge>
      <entity-link src="/portal/" entity="component:default/target"></entity-link>
      <entity-card src="/portal/" entity="component:default/target"></entity-card>
      <entity-card src="/portal/" entity="group:default/targets"></entity-card>
    `)
    const shown = new Set<string>()
    const expected = new Set<string>()
    for (const [i, { field, value }] of fields.entries()) {
      const target = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'target', links: [{ url: 'https://acme.test/' }] },
        spec: { type: 'service', lifecycle: 'production', owner: 'targets' },
      }
      const owner = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'targets', links: [{ url: 'https://acme.test/' }] },
        spec: { type: 'team', children: [], profile: {} },
      }
      at(target, field, value)
      at(owner, field, value)
      target.metadata.name = 'target'
      owner.metadata.name = 'targets'
      await put('hostile-target', target)
      await put('hostile-owner', owner)
      // New elements look up again; at most the answer for the previous value is kept.
      const fresh = show(html`
        <owner-badge inline src=${`/portal/?${String(i)}`} entity="component:default/target"></owner-badge>
        <entity-link src=${`/portal/?${String(i)}`} entity="component:default/target"></entity-link>
        <entity-card src=${`/portal/?${String(i)}`} entity="component:default/target"></entity-card>
        <entity-card id="owner" src=${`/portal/?${String(i)}`} entity="group:default/targets"></entity-card>
      `)
      const badge = await settled<OwnerBadge>(fresh, 'owner-badge')
      const badgeButton = badge.shadowRoot?.querySelector('button')
      if (badgeButton instanceof HTMLElement) await press(badgeButton, 'Enter')
      await settled<EntityLink>(fresh, 'entity-link')
      const card = await settled<EntityCard>(fresh, 'entity-card')
      await settled<EntityCard>(fresh, '#owner')
      await badge.updateComplete
      if (card.status === 'ready') expected.add(field)
      for (const element of allElements(fresh)) {
        shown.add(element.localName)
        expect(
          ['script', 'iframe', 'style', 'object', 'embed', 'link', 'form', 'input', 'base', 'meta', 'math'],
          `${field}: ${element.outerHTML}`,
        ).not.to.include(element.localName)
        for (const { name } of element.attributes)
          expect(name.startsWith('on') || name === 'style' || name === 'srcdoc', `${field}: ${name}`).to.equal(
            element.matches('.details') && name === 'style',
          )
        if (element instanceof HTMLImageElement)
          expect(new URL(element.src).protocol === 'https:' || new URL(element.src).origin === location.origin, element.outerHTML).to.equal(
            true,
          )
        if (element instanceof HTMLAnchorElement) expect(linkProtocols, `${field}: ${element.outerHTML}`).to.include(element.protocol)
      }
    }
    expect(expected.size).to.be.greaterThan(3)
    expect([...shown]).to.include.members(['owner-badge', 'entity-card', 'a', 'bdi'])
    expect(fired).to.equal(0)
    expect(stage).not.to.equal(undefined)
  })
})
