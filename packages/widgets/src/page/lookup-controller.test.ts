import { expect } from 'chai'
import { settled, show, textOf } from '../../test/page.ts'
import { html } from 'lit'
import type { EntityCard } from '../entity-card/entity-card.ts'
import type { EntityLink } from '../entity-link/entity-link.ts'
import type { OwnerBadge } from '../owner-badge/owner-badge.ts'

type Element = OwnerBadge | EntityLink | EntityCard

for (const tag of ['owner-badge', 'entity-link', 'entity-card'] as const) {
  describe(`the entity of ${tag}`, () => {
    let element: Element
    const settle = async (): Promise<void> => {
      await settled<Element>(element.parentElement as HTMLElement, tag)
    }
    beforeEach(async () => {
      element = document.createElement(tag)
      element.src = '/portal/'
      element.entity = 'ada-tool'
      show(html`${element}`)
      await settle()
      expect(element.status).to.equal('ready')
    })

    it('taken away, leaves nothing behind; given again, it is looked up', async () => {
      element.removeAttribute('entity')
      await settle()
      expect(element.status).to.equal('empty')
      expect(textOf(element)).to.equal('')
      expect(element.hasAttribute('entity')).to.equal(false)
      element.setAttribute('entity', 'ada-tool')
      await settle()
      expect(element.status).to.equal('ready')
    })

    for (const [what, value] of [
      ['undefined, as React sets it', undefined],
      ['null, as Vue sets it', null],
    ] as const) {
      it(`${what}, leaves nothing behind`, async () => {
        Object.assign(element, { entity: value })
        await settle()
        expect(element.status).to.equal('empty')
        expect(textOf(element)).to.equal('')
        Object.assign(element, { entity: 'ada-tool', src: '/portal/' })
        await settle()
        expect(element.status).to.equal('ready')
      })
    }

    it('a number is a name, and spaces around a name are none of it', async () => {
      Object.assign(element, { entity: 404 })
      await settle()
      expect(element.status).to.equal('empty')
      element.entity = '\n  ada-tool\n'
      await settle()
      expect(element.status).to.equal('ready')
    })
  })
}
