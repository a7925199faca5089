import { createClient } from '@callboard/core/client'
import { expect } from 'chai'
import { html } from 'lit'
import { settled, show, textOf, violations } from '../../test/page.ts'
import type { EntityLink } from './entity-link.ts'

const link = (stage: ParentNode): Promise<EntityLink> => settled<EntityLink>(stage, 'entity-link')
const anchorOf = (element: EntityLink): HTMLAnchorElement | null => element.shadowRoot?.querySelector('a') ?? null

describe('entity-link', () => {
  it('shows the title, linked to where the descriptor can be viewed', async () => {
    const element = await link(show(html`<entity-link src="/portal/" entity="payments-api"></entity-link>`))
    expect(textOf(element)).to.equal('Payments API')
    expect(anchorOf(element)?.href).to.equal('https://git.acme.test/payments/blob/main/catalog-info.yaml')
  })

  it('links to the pages that the page or the provider sets', async () => {
    const own = await link(
      show(html`<entity-link src="/portal/" entity="pay-api" href="/catalog/{namespace}/{kind}/{name}"></entity-link>`),
    )
    expect(anchorOf(own)?.getAttribute('href')).to.equal('/catalog/default/component/payments-api')
    const provided = await link(
      show(
        html`<callboard-provider src="/portal/" entity-url="/e/{kind}/{name}"><entity-link entity="payments-api"></entity-link></callboard-provider>`,
      ),
    )
    expect(anchorOf(provided)?.getAttribute('href')).to.equal('/e/component/payments-api')
  })

  it('uses the provider’s pattern without its own, however a framework unsets it', async () => {
    for (const href of ['', undefined, null]) {
      const stage = show(
        html`<callboard-provider src="/portal/" entity-url="/e/{kind}/{name}"><entity-link entity="payments-api" .href=${href}></entity-link></callboard-provider>`,
      )
      expect(anchorOf(await link(stage))?.getAttribute('href')).to.equal('/e/component/payments-api')
    }
  })

  it('shows an entity from a portal even if its name is not a valid reference', async () => {
    const client = createClient({
      src: '/portal/',
      fetch: async request => new Response((await (await fetch(request)).text()).replaceAll('"Component"', '"</b>"')),
    })
    const stage = show(
      html`<callboard-provider .client=${client} entity-url="/e/{kind}/{name}"><entity-link entity="payments-api"></entity-link></callboard-provider>`,
    )
    const element = await link(stage)
    expect(textOf(element)).to.equal('Payments API')
    expect(anchorOf(element)?.getAttribute('href')).to.equal('/e/%3C%2Fb%3E/payments-api')
  })

  it('never links to anything but a page', async () => {
    for (const href of ['javascript:alert({name})', '//evil.test/{name}', ' javascript:{name}', 'data:text/html,{name}', '\\\\evil.test']) {
      const element = await link(show(html`<entity-link src="/portal/" entity="payments-api" href=${href}></entity-link>`))
      expect(anchorOf(element), href).to.equal(null)
    }
  })

  it('shows only the title without a page', async () => {
    const element = await link(show(html`<entity-link src="/portal/" entity="ada-tool"></entity-link>`))
    expect(anchorOf(element)).to.equal(null)
    expect(textOf(element)).to.equal('ada-tool')
  })

  it('says that an entity is not in the catalog', async () => {
    const element = await link(show(html`<entity-link src="/portal/" entity="nothing-there"></entity-link>`))
    expect(element.status).to.equal('empty')
    expect(element.shadowRoot?.querySelector('[part=link]')?.getAttribute('title')).to.equal('nothing-there is not in the catalog')
  })

  it('says in text, for people who cannot see it, what is missing or failed', async () => {
    const spoken = (element: EntityLink): string =>
      [...(element.shadowRoot?.querySelectorAll('[part=link] > :not([aria-hidden])') ?? [])].map(({ textContent }) => textContent).join('')
    const gone = await link(show(html`<entity-link src="/portal/" entity="nothing-there"></entity-link>`))
    expect(spoken(gone)).to.equal('nothing-there is not in the catalog')
    const failed = await link(show(html`<entity-link src="/html/" entity="payments-api"></entity-link>`))
    expect(spoken(failed)).to.match(/^payments-api: .* answered with a web page/)
    expect(failed.getBoundingClientRect().width).to.be.lessThan(150)
  })

  it('says that an entity could not be looked up, not that it is missing, if a source cannot be read', async () => {
    const element = await link(show(html`<entity-link src="/stale/" entity="nothing-there"></entity-link>`))
    expect(element.status).to.equal('empty')
    expect(element.shadowRoot?.querySelector('[part=link]')?.getAttribute('title')).to.equal('nothing-there: could not be looked up')
  })

  it('keeps its content when there is nothing to link, marked', async () => {
    for (const [src, entity, says] of [
      ['/portal/', 'nothing-there', /is not in the catalog/],
      ['/stale/', 'nothing-there', /could not be looked up/],
      ['/html/', 'payments-api', /web page/],
    ] as const) {
      const element = await link(show(html`<entity-link src=${src} entity=${entity}><a href="#own">payments</a></entity-link>`))
      expect(textOf(element), src)
        .to.match(/^payments/)
        .and.to.match(says)
      const marked = element.shadowRoot?.querySelector('[part=link]') as HTMLElement
      expect(getComputedStyle(marked).textDecorationLine, src).to.equal('underline')
      expect(marked.querySelector('[aria-hidden] slot'), src).to.equal(null)
    }
  })

  it('has text of at least 12 pixels, otherwise of the surrounding size', async () => {
    for (const [around, own] of [
      ['8px', '12px'],
      ['16px', '16px'],
      ['40px', '40px'],
    ] as const) {
      const element = await link(
        show(html`<p style="font-size: ${around}"><entity-link src="/portal/" entity="payments-api"></entity-link></p>`),
      )
      expect(getComputedStyle(anchorOf(element) as Element).fontSize).to.equal(own)
    }
  })

  for (const scheme of ['light', 'dark']) {
    it(`axe finds nothing in any state, ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme
      const stage = show(html`<p>
        <entity-link src="/portal/" entity="payments-api"></entity-link>, <entity-link src="/portal/" entity="nothing-there"></entity-link>,
        <entity-link src="/html/" entity="payments-api"></entity-link>, <entity-link src="/html/" entity="payments-api"><a href="#own">own</a></entity-link>,
        <entity-link src="/stale/" entity="nothing-there"></entity-link>, <entity-link src="/silent/" entity="payments-api">payments</entity-link>
      </p>`)
      await link(stage)
      await settled(stage, 'entity-link[src="/html/"]')
      expect(await violations(stage)).to.deep.equal([])
      document.documentElement.style.colorScheme = ''
    })
  }
})
