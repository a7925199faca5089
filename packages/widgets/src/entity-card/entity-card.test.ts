import { expect } from 'chai'
import { html } from 'lit'
import { ar } from '../strings/ar.ts'
import { addTranslation } from '../strings/localize.ts'
import { put, settled, show, textOf, violations } from '../../test/page.ts'
import type { EntityCard } from './entity-card.ts'

const card = (stage: ParentNode): Promise<EntityCard> => settled<EntityCard>(stage, 'entity-card')

describe('entity-card', () => {
  it('shows what the entity is, who owns it, and its links', async () => {
    const element = await card(show(html`<entity-card src="/portal/" entity="payments-api"></entity-card>`))
    const text = textOf(element)
    for (const part of [
      'Component · service · production',
      'Payments API',
      'Takes money for orders.',
      'Payments Team',
      'checkout',
      'java',
      'Payments runbook',
    ]) {
      expect(text).to.contain(part)
    }
  })

  it('links the owner and the system to their pages, by their titles', async () => {
    const stage = show(
      html`<callboard-provider src="/portal/" entity-url="/catalog/{namespace}/{kind}/{name}"><entity-card entity="payments-api"></entity-card></callboard-provider>`,
    )
    const links = [...((await card(stage)).shadowRoot?.querySelectorAll('dd a') ?? [])].map(link => [
      link.textContent,
      link.getAttribute('href'),
    ])
    expect(links).to.deep.include.members([
      ['Payments Team', '/catalog/default/group/payments'],
      ['checkout', '/catalog/default/system/checkout'],
    ])
  })

  it('names the members of a group and the teams of a person', async () => {
    expect(textOf(await card(show(html`<entity-card src="/portal/" entity="group:payments"></entity-card>`)))).to.contain(
      'Members Ada Example',
    )
    expect(textOf(await card(show(html`<entity-card src="/portal/" entity="user:ada"></entity-card>`)))).to.contain('Teams Payments Team')
  })

  it('links nothing twice', async () => {
    for (const entity of ['payments-api', 'group:payments']) {
      const element = await card(show(html`<entity-card src="/portal/" entity=${entity}></entity-card>`))
      const links = [...(element.shadowRoot?.querySelectorAll('a') ?? [])].map(({ href }) => href)
      expect(links).to.deep.equal([...new Set(links)])
    }
  })

  it('shows the emphasis in a description, and nothing else of what it holds', async () => {
    await put('emphatic', {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'emphatic', description: 'Takes **card money** and *cash* with `pay()`, 2 * 3 * 4, <b>no markup</b>.' },
      spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
    })
    const element = await card(show(html`<entity-card src="/portal/?emphatic" entity="emphatic"></entity-card>`))
    const says = element.shadowRoot?.querySelector('.description')
    expect(says?.textContent).to.equal('Takes card money and cash with pay(), 2 * 3 * 4, <b>no markup</b>.')
    expect(
      [...(says?.querySelectorAll('strong,em,code,b') ?? [])].map(({ localName, textContent }) => [localName, textContent]),
    ).to.deep.equal([
      ['strong', 'card money'],
      ['em', 'cash'],
      ['code', 'pay()'],
    ])
  })

  it('stands its rows one below the other where it is narrow', async () => {
    for (const [width, columns] of [
      [280, 1],
      [400, 2],
    ] as const) {
      const element = await card(
        show(html`<div style="inline-size: ${width}px"><entity-card src="/portal/" entity="payments-api"></entity-card></div>`),
      )
      const list = element.shadowRoot?.querySelector('dl') as HTMLElement
      expect(getComputedStyle(list).gridTemplateColumns.split(' ').length).to.equal(columns)
    }
  })

  it('its heading has the level that the page needs', async () => {
    const element = await card(show(html`<entity-card src="/portal/" entity="payments-api" level="2"></entity-card>`))
    expect(element.shadowRoot?.querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('2')
  })

  it('what is no level of a heading is the usual one, or the nearest', async () => {
    for (const [level, expected] of [
      ['nonsense', '3'],
      ['0', '1'],
      ['9', '6'],
      ['2.5', '2'],
    ] as const) {
      const element = await card(show(html`<entity-card src="/portal/" entity="payments-api" level=${level}></entity-card>`))
      expect(element.shadowRoot?.querySelector('[role=heading]')?.getAttribute('aria-level'), level).to.equal(expected)
    }
  })

  it('says what is missing and what failed', async () => {
    expect(textOf(await card(show(html`<entity-card src="/portal/" entity="nothing-there"></entity-card>`)))).to.equal(
      'nothing-there is not in the catalog',
    )
    expect(textOf(await card(show(html`<entity-card src="/html/" entity="payments-api"></entity-card>`)))).to.match(/web page.*Try again/)
    expect(textOf(await card(show(html`<entity-card src="/portal/" entity="ghost-service"></entity-card>`)))).to.contain(
      'No source of the catalog defines this owner.',
    )
    expect(textOf(await card(show(html`<entity-card src="/portal/" entity="adrift"></entity-card>`)))).to.contain(
      'Payments Team spec.owner of component:default/adrift is group:default/dissolved, which no source defines',
    )
  })

  it('its own words keep their direction around a name of another', async () => {
    addTranslation(ar)
    const element = await card(show(html`<entity-card lang="ar" dir="rtl" src="/portal/" entity="nothing-there"></entity-card>`))
    const says = element.shadowRoot?.querySelector('.card') as HTMLElement
    expect(says.textContent).to.equal('\u2068nothing-there\u2069 غير موجود في الدليل')
    expect(says.querySelector('bdi')).to.equal(null)
  })

  it('shows the content between the tags until then', async () => {
    const stage = show(html`<entity-card src="/silent/" entity="payments-api">Payments API, by hand</entity-card>`)
    const element = stage.querySelector('entity-card') as EntityCard
    await element.updateComplete
    expect(textOf(element)).to.equal('Payments API, by hand')
  })

  it('leaves most of a narrow card to what it says', async () => {
    const element = await card(
      show(html`<div style="inline-size: 280px"><entity-card src="/portal/" entity="payments-api"></entity-card></div>`),
    )
    const value = element.shadowRoot?.querySelector('dd') as HTMLElement
    expect(value.getBoundingClientRect().width).to.be.greaterThan(130)
  })

  for (const scheme of ['light', 'dark']) {
    for (const [src, entity] of [
      ['/portal/', 'payments-api'],
      ['/portal/', 'group:payments'],
      ['/portal/', 'nothing-there'],
      ['/stale/', 'payments-api'],
      ['/html/', 'payments-api'],
    ] as const) {
      it(`axe finds nothing: ${src} ${entity}, ${scheme}`, async () => {
        document.documentElement.style.colorScheme = scheme
        const stage = show(html`<h2>Page</h2><entity-card src=${src} entity=${entity}></entity-card>`)
        await card(stage)
        expect(await violations(stage)).to.deep.equal([])
        document.documentElement.style.colorScheme = ''
      })
    }
  }
})
