import { expect } from 'chai'
import type { Contact, OwnerAnswer, OwnerSummary } from '@callboard/core/client'
import { primaryOf } from './ways.ts'

const owner: OwnerSummary = { ref: 'group:default/pay', kind: 'Group', name: 'pay', title: 'Pay', exists: true }
const contact = (kind: Contact['kind'], href?: string): Contact => ({ kind, label: kind, value: kind, href }) as Contact
const answer = (reach: readonly Contact[], above: readonly Contact[] = []): OwnerAnswer =>
  ({ owner, reach, escalation: [{ ...owner, ref: 'group:default/shop', title: 'Shop', reach: above }] }) as unknown as OwnerAnswer

describe('the best contact', () => {
  it('is on-call, then chat, then mail, then phone, regardless of their order', () => {
    const ways = [
      contact('phone', 'tel:1'),
      contact('email', 'mailto:a@b.test'),
      contact('chat', 'https://chat.test'),
      contact('on-call', 'https://duty.test'),
    ]
    for (const kind of ['on-call', 'chat', 'email', 'phone'] as const) {
      expect(primaryOf(answer(ways))?.contact.kind).to.equal(kind)
      ways.pop()
    }
  })

  it('has a link', () => {
    const ways = [contact('on-call'), contact('chat', 'javascript:alert(1)'), contact('email', 'mailto:a@b.test')]
    expect(primaryOf(answer(ways))?.contact.kind).to.equal('email')
    expect(primaryOf(answer(ways.slice(0, 2)))).to.equal(undefined)
  })

  it('belongs to the next owner to ask if the owner has none', () => {
    const found = primaryOf(answer([contact('docs', 'https://docs.test')], [contact('chat', 'https://chat.test')]))
    expect([found?.contact.kind, found?.instead]).to.deep.equal(['chat', 'Shop'])
  })
})
