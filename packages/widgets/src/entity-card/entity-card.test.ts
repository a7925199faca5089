import { expect } from 'chai'
import { html } from 'lit'
import { createClient, type Client, type Entity } from '@callboard/core/client'
import { ar } from '../strings/ar.ts'
import { addTranslation } from '../strings/localize.ts'
import { put, settled, show, shows, textOf, textStyles, violations } from '../../test/page.ts'
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

  it('lists the members of a group and the teams of a person', async () => {
    await shows(await card(show(html`<entity-card src="/portal/" entity="group:payments"></entity-card>`)), 'Members Ada Example')
    await shows(await card(show(html`<entity-card src="/portal/" entity="user:ada"></entity-card>`)), 'Teams Payments Team')
  })

  it('does not wait for titles: it shows linked names until they arrive', async () => {
    const client = createClient({ src: '/portal/' })
    let give: (() => void) | undefined
    const patient: Client = {
      ...client,
      peekEntity: () => undefined,
      getMany: async refs => {
        await new Promise<void>(resolve => (give = resolve))
        return client.getMany(refs)
      },
    }
    const element = await card(
      show(
        html`<callboard-provider .client=${patient} entity-url="/e/{kind}/{name}"><entity-card entity="group:payments"></entity-card></callboard-provider>`,
      ),
    )
    expect(textOf(element)).to.contain('Team · part of engineering').and.to.contain('Members ada')
    expect(element.shadowRoot?.querySelector('dd a')?.getAttribute('href')).to.equal('/e/user/ada')
    give?.()
    await shows(element, 'Members Ada Example')
    expect(textOf(element)).to.contain('Team · part of Engineering')
  })

  it('keeps names when the titles cannot be loaded', async () => {
    const client = createClient({ src: '/portal/' })
    const lacking: Client = {
      ...client,
      peekEntity: () => undefined,
      getMany: () => Promise.reject(new Error('No answer')),
    }
    const element = await card(
      show(html`<callboard-provider .client=${lacking}><entity-card entity="user:ada"></entity-card></callboard-provider>`),
    )
    expect(element.status).to.equal('ready')
    expect(textOf(element)).to.contain('Teams payments')
  })

  it('says whether a system is missing or only could not be read', async () => {
    const client = createClient({ src: '/portal/' })
    const stale = createClient({ src: '/stale/' })
    const without = (by: Client): Client => ({
      ...client,
      get: async ref => ({ ...((await client.get(ref)) as Entity), relations: [{ type: 'partOf', targetRef: 'system:default/lost' }] }),
      peekEntity: () => undefined,
      owner: (name, options) => (name.startsWith('system:') ? by.owner(name, options) : client.owner(name, options)),
    })
    const shown = (by: Client): Promise<EntityCard> =>
      card(show(html`<callboard-provider .client=${without(by)}><entity-card entity="payments-api"></entity-card></callboard-provider>`))
    const gone = await shown(client)
    await shows(gone, 'System lost not in the catalog')
    expect(gone.shadowRoot?.querySelector('.gone')?.textContent).to.equal('lost')
    const unread = await shown(stale)
    expect((await stale.owner('system:default/lost')).stale?.because).to.contain('away')
    await shows(unread, 'System lost')
    expect(textOf(unread)).not.to.contain('not in the catalog')
  })

  it('has at most two buttons for a group or a person, and shows the rest in rows', async () => {
    const element = await card(show(html`<entity-card src="/portal/" entity="group:payments"></entity-card>`))
    const buttons = [...(element.shadowRoot?.querySelectorAll('.actions a') ?? [])].map(({ textContent }) => textContent)
    expect(buttons).to.deep.equal(['Page on-call', 'Chat'])
    expect(textOf(element)).to.contain('E-mail payments@acme.test')
    expect(
      (await card(show(html`<entity-card src="/portal/" entity="payments-api"></entity-card>`))).shadowRoot?.querySelector('.actions'),
    ).to.equal(null)
  })

  it('shows the picture of a person, their initials, or the icon of a kind', async () => {
    const faceOf = async (entity: string): Promise<Element | null | undefined> =>
      (await card(show(html`<entity-card src="/portal/" entity=${entity}></entity-card>`))).shadowRoot?.querySelector('.avatar')
    const ada = await faceOf('user:ada')
    expect(ada?.textContent).to.equal('AE')
    expect(ada?.querySelector('img')?.src).to.equal(new URL('/control/picture.svg', location.href).href)
    expect(getComputedStyle(ada as Element).borderRadius).to.equal('50%')
    expect((await faceOf('group:payments'))?.textContent).to.equal('PT')
    const [component, resource] = [await faceOf('payments-api'), await faceOf('resource:bucket')]
    const drawn = (face: Element | null | undefined): string | null | undefined => face?.querySelector('path')?.getAttribute('d')
    expect(drawn(component)).not.to.equal(drawn(resource))
  })

  it('marks deprecated entities with an icon and a word', async () => {
    await put('old-one', {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'old-one' },
      spec: { type: 'service', lifecycle: 'deprecated', owner: 'payments' },
    })
    const element = await card(show(html`<entity-card src="/portal/?old" entity="old-one"></entity-card>`))
    expect(textOf(element)).to.contain('Component · service · deprecated')
    expect(element.shadowRoot?.querySelector('.kind .warning svg')).not.to.equal(null)
  })

  it('keeps its content when there is no answer, marked, with a way to retry', async function () {
    // The code that detects Backstage loads first, module by module.
    this.timeout(10_000)
    for (const [src, entity, why] of [
      ['/html/', 'payments-api', /web page/],
      ['/stale/', 'nothing-there', /The repository is away/],
    ] as const) {
      const element = await card(show(html`<entity-card src=${src} entity=${entity}><b>Payments API</b>, by hand</entity-card>`))
      const text = textOf(element)
      expect(text).to.match(/^Payments API, by hand/)
      expect(text)
        .to.match(why)
        .and.to.match(/Try again$/)
      expect(element.shadowRoot?.querySelector('.note svg')).not.to.equal(null)
    }
  })

  it('says that an entity could not be looked up, not that it is missing, if a source cannot be read', async () => {
    const element = await card(show(html`<entity-card src="/stale/" entity="nothing-there"></entity-card>`))
    expect(element.status).to.equal('empty')
    expect(textOf(element)).to.match(/^nothing-there could not be looked up .*The repository is away/)
  })

  it('has text of at least 12 pixels and targets of 24, whatever the surrounding text and root size', async () => {
    document.documentElement.style.fontSize = '62.5%'
    for (const size of ['8px', '1rem', '16px', '40px']) {
      for (const entity of ['payments-api', 'group:payments', 'nothing-there']) {
        const element = await card(
          show(html`<div style="font-size: ${size}"><entity-card src="/portal/" entity=${entity}></entity-card></div>`),
        )
        for (const inner of element.shadowRoot?.querySelectorAll('.card, .card *') ?? []) {
          if (!(inner instanceof HTMLElement) || inner.textContent.trim() === '') continue
          expect(Number.parseFloat(getComputedStyle(inner).fontSize), inner.outerHTML).to.be.at.least(12)
        }
        for (const target of element.shadowRoot?.querySelectorAll('a, button') ?? [])
          expect(target.getBoundingClientRect().height, target.outerHTML).to.be.at.least(24)
      }
    }
    document.documentElement.style.fontSize = ''
  })

  it('inherits no text style except the font and its size', async () => {
    const names = [...textStyles, 'cursor'] as const
    const styles = (element: EntityCard): readonly string[] =>
      ['.card', '.title', 'dd a', '[part=tag]'].flatMap(selector => {
        const style = getComputedStyle(element.shadowRoot?.querySelector(selector) as Element)
        return names.map(name => `${selector} ${name} ${style[name]}`)
      })
    const wanted = styles(await card(show(html`<entity-card src="/portal/" entity="payments-api"></entity-card>`)))
    const loud = await card(
      show(
        html`<div style="letter-spacing: 3px; word-spacing: 9px; text-transform: uppercase; text-indent: 40px; font-style: italic; font-weight: 900; line-height: 3; white-space: pre; text-align: right; font-variant: small-caps; text-shadow: 1px 1px red; hyphens: auto; word-break: break-all; cursor: wait"><entity-card src="/portal/" entity="payments-api"></entity-card></div>`,
      ),
    )
    expect(styles(loud)).to.deep.equal(wanted)
  })

  it('stays hidden when the page hides its container', async () => {
    const element = await card(
      show(html`<div style="visibility: hidden"><entity-card src="/portal/" entity="payments-api"></entity-card></div>`),
    )
    expect(getComputedStyle(element.shadowRoot?.querySelector('.card') as Element).visibility).to.equal('hidden')
  })

  it('links nothing twice', async () => {
    for (const entity of ['payments-api', 'group:payments']) {
      const element = await card(show(html`<entity-card src="/portal/" entity=${entity}></entity-card>`))
      const links = [...(element.shadowRoot?.querySelectorAll('a') ?? [])].map(({ href }) => href)
      expect(links).to.deep.equal([...new Set(links)])
    }
  })

  it('links to no unsafe URL of an entity or its owner', async () => {
    const urls = ['javascript:alert(1)', 'data:text/html,x', 'ftp://files.test', 'https://docs.test/']
    const metadata = (name: string): object => ({ name, links: urls.map(url => ({ url, title: `To ${url}` })) })
    const apiVersion = 'backstage.io/v1alpha1'
    await put('wary-team', { apiVersion, kind: 'Group', metadata: metadata('wary-team'), spec: { type: 'team', children: [] } })
    const spec = { type: 'service', lifecycle: 'production', owner: 'wary-team' }
    await put('wary', { apiVersion, kind: 'Component', metadata: metadata('wary'), spec })
    const element = await card(show(html`<entity-card src="/portal/?wary" entity="wary"></entity-card>`))
    expect(textOf(element)).to.contain('To https://docs.test/')
    expect([...(element.shadowRoot?.querySelectorAll('a') ?? [])].map(({ href }) => href)).to.deep.equal(['https://docs.test/'])
  })

  it('shows emphasis in a description, and no other markup', async () => {
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

  it('stacks its rows when it is narrow', async () => {
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

  it('has a heading of the level that the page sets', async () => {
    const element = await card(show(html`<entity-card src="/portal/" entity="payments-api" level="2"></entity-card>`))
    expect(element.shadowRoot?.querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('2')
  })

  it('replaces an invalid heading level with the default or the nearest', async () => {
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

  it('says what is missing or failed', async () => {
    expect(textOf(await card(show(html`<entity-card src="/portal/" entity="nothing-there"></entity-card>`)))).to.equal(
      'nothing-there is not in the catalog',
    )
    expect(textOf(await card(show(html`<entity-card src="/html/" entity="payments-api"></entity-card>`)))).to.match(/web page.*Try again/)
    expect(textOf(await card(show(html`<entity-card src="/portal/" entity="ghost-service"></entity-card>`)))).to.contain(
      'No source in the catalog defines this owner.',
    )
    expect(textOf(await card(show(html`<entity-card src="/portal/" entity="adrift"></entity-card>`)))).to.contain(
      'adrift names dissolved as its owner, which no source in the catalog defines.',
    )
  })

  it('keeps the direction of its own text around a name in the other direction', async () => {
    addTranslation(ar)
    const element = await card(show(html`<entity-card lang="ar" dir="rtl" src="/portal/" entity="nothing-there"></entity-card>`))
    const says = element.shadowRoot?.querySelector('.card') as HTMLElement
    expect(says.textContent).to.equal('\u2068nothing-there\u2069 غير موجود في الدليل')
    expect(says.querySelector('bdi')).to.equal(null)
  })

  it('shows its content until then', async () => {
    const stage = show(html`<entity-card src="/silent/" entity="payments-api">Payments API, by hand</entity-card>`)
    const element = stage.querySelector('entity-card') as EntityCard
    await element.updateComplete
    expect(textOf(element)).to.equal('Payments API, by hand')
  })

  it('leaves most of a narrow card to its content', async () => {
    const element = await card(
      show(html`<div style="inline-size: 280px"><entity-card src="/portal/" entity="payments-api"></entity-card></div>`),
    )
    const value = element.shadowRoot?.querySelector('dd') as HTMLElement
    expect(value.getBoundingClientRect().width).to.be.greaterThan(130)
  })

  for (const scheme of ['light', 'dark']) {
    it(`axe finds nothing in a loading or failed card, ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme
      const stage = show(html`<h2>Page</h2>
        <entity-card src="/silent/" entity="payments-api"></entity-card>
        <entity-card src="/silent/" entity="payments-api">Payments API, by hand</entity-card>
        <entity-card src="/html/" entity="payments-api">Payments API, <a href="#by-hand">by hand</a></entity-card>`)
      await settled(stage, 'entity-card[src="/html/"]')
      expect(await violations(stage)).to.deep.equal([])
      document.documentElement.style.colorScheme = ''
    })

    for (const [src, entity] of [
      ['/portal/', 'payments-api'],
      ['/portal/', 'group:payments'],
      ['/portal/', 'user:ada'],
      ['/portal/', 'ghost-service'],
      ['/portal/', 'adrift'],
      ['/portal/', 'unowned'],
      ['/portal/', 'nothing-there'],
      ['/stale/', 'payments-api'],
      ['/stale/', 'nothing-there'],
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
