import { expect } from 'chai'
import { settled, show, textOf } from '../../test/page.ts'
import { html } from 'lit'
import { elementTable } from '../loader/element-table.ts'
import type { LookupStatus } from './lookup-controller.ts'

/** Properties of every element that shows an entity. */
type Element = HTMLElement & { entity: string; src: string; readonly status: LookupStatus; readonly updateComplete: Promise<boolean> }

for (const [tag, { asks }] of Object.entries(elementTable)) {
  if (asks.length === 0) continue
  describe(`the entity of ${tag}`, () => {
    let element: Element
    const settle = async (): Promise<void> => {
      await settled<Element>(element.parentElement as HTMLElement, tag)
    }
    beforeEach(async () => {
      element = document.createElement(tag) as Element
      element.src = '/portal/'
      element.entity = 'ada-tool'
      show(html`${element}`)
      await settle()
      expect(element.status).to.equal('ready')
    })

    it('removed, leaves nothing behind; set again, is looked up', async () => {
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

    it('can be a number, and is trimmed', async () => {
      Object.assign(element, { entity: 404 })
      await settle()
      expect(element.status).to.equal('empty')
      element.entity = '\n  ada-tool\n'
      await settle()
      expect(element.status).to.equal('ready')
    })
  })
}
