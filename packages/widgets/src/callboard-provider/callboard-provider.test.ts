import { createClient } from '@callboard/core/client'
import { expect } from 'chai'
import { html } from 'lit'
import type { EntityLink } from '../entity-link/entity-link.ts'
import { settled, show, textOf } from '../../test/page.ts'
import type { CallboardProvider } from './callboard-provider.ts'

const link = (stage: ParentNode): Promise<EntityLink> => settled<EntityLink>(stage, 'entity-link')

describe('callboard-provider', () => {
  it('sets the portal for everything inside, through shadow roots', async () => {
    const stage = show(html`<callboard-provider src="/portal/"><div id="host"></div></callboard-provider>`)
    const root = (stage.querySelector('#host') as HTMLElement).attachShadow({ mode: 'open' })
    root.append(Object.assign(document.createElement('entity-link'), { entity: 'payments-api' }))
    expect(textOf(await link(root))).to.equal('Payments API')
  })

  it('the nearest one is used, unless an element has its own src', async () => {
    const stage = show(
      html`<callboard-provider src="/html/"><callboard-provider src="/portal/"><entity-link entity="payments-api"></entity-link></callboard-provider></callboard-provider>`,
    )
    expect((await link(stage)).status).to.equal('ready')
    const own = show(
      html`<callboard-provider src="/html/"><entity-link src="/portal/" entity="payments-api"></entity-link></callboard-provider>`,
    )
    expect((await link(own)).status).to.equal('ready')
  })

  it('a new src is used immediately', async () => {
    const stage = show(html`<callboard-provider src="/html/"><entity-link entity="payments-api"></entity-link></callboard-provider>`)
    expect((await link(stage)).status).to.equal('error')
    ;(stage.querySelector('callboard-provider') as CallboardProvider).src = '/portal/'
    await new Promise(resolve => setTimeout(resolve))
    expect((await link(stage)).status).to.equal('ready')
  })

  it('provides a client that the page created', async () => {
    const client = createClient({ src: '/portal/' })
    const stage = show(html`<callboard-provider .client=${client}><entity-link entity="payments-api"></entity-link></callboard-provider>`)
    expect((await link(stage)).status).to.equal('ready')
  })

  it('a meta element of the page is enough', async () => {
    const meta = document.head.appendChild(Object.assign(document.createElement('meta'), { name: 'callboard-src', content: '/portal/' }))
    const element = await link(show(html`<entity-link entity="payments-api"></entity-link>`))
    meta.remove()
    expect(element.status).to.equal('ready')
  })
})
