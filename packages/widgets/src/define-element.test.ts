import { expect } from 'chai'
import { defineElement } from './define-element.ts'

/** Collects warnings while something runs. */
function warnings(run: () => void): readonly string[] {
  const said: string[] = []
  const { warn } = console
  console.warn = (...words: readonly unknown[]) => said.push(words.join(' '))
  try {
    run()
  } finally {
    console.warn = warn
  }
  return said
}

const elementOf = (version: string, from: string): { new (): HTMLElement; readonly version: string; readonly from: string } =>
  class extends HTMLElement {
    static readonly version = version
    static readonly from = from
  }

describe('defineElement', () => {
  it('defines a free name', () => {
    const element = elementOf('0.1.0', 'a.js')
    defineElement('test-free', element)
    expect(customElements.get('test-free')).to.equal(element)
  })

  it('keeps the first of two copies, with one warning that names both', () => {
    const first = elementOf('0.0.9', 'https://one.test/callboard.js')
    const second = elementOf('0.1.0', 'https://two.test/callboard.js')
    const said = warnings(() => {
      defineElement('test-first', first)
      defineElement('test-other', first === undefined ? first : class extends first {})
      defineElement('test-first', second)
      defineElement('test-first', second)
      defineElement('test-other', second)
    })
    expect(customElements.get('test-first')).to.equal(first)
    expect(said).to.have.length(1)
    expect(said[0]).to.contain('Callboard 0.0.9 (https://one.test/callboard.js)').and.to.contain('https://two.test/callboard.js')
  })

  it('keeps a name that the page defines, and warns with a solution', () => {
    customElements.define('test-taken', class extends HTMLElement {})
    const said = warnings(() => defineElement('test-taken', elementOf('0.1.0', 'a.js')))
    expect(said[0]).to.contain('something else on this page').and.to.contain('callboard.js?prefix=')
  })

  it('uses names with a prefix, more than once for the same class', () => {
    const element = elementOf('0.1.0', 'a.js')
    const said = warnings(() => {
      defineElement('test-prefixed', element)
      defineElement('test-prefixed', element, { prefix: 'acme' })
      defineElement('test-prefixed', element, { prefix: 'acme' })
    })
    expect(document.createElement('acme-test-prefixed')).to.be.instanceOf(element)
    expect(said).to.deep.equal([])
  })

  it('uses a custom registry instead of the page’s', () => {
    const defined = new Map<string, CustomElementConstructor>()
    const registry = {
      get: (name: string) => defined.get(name),
      define: (name: string, element: CustomElementConstructor) => void defined.set(name, element),
    }
    defineElement('test-scoped', elementOf('0.1.0', 'a.js'), { registry })
    expect(customElements.get('test-scoped')).to.equal(undefined)
    expect([...defined.keys()]).to.deep.equal(['test-scoped'])
  })
})
