import { expect } from 'chai'
import { startLoader } from './loader.ts'

const whenDefined = (name: string): Promise<CustomElementConstructor> => customElements.whenDefined(name)

describe('the autoloader', () => {
  it('defines existing elements, later ones, and those inside open shadow roots', async () => {
    const root = document.body.appendChild(document.createElement('div'))
    root.innerHTML = '<p><here-owner-badge></here-owner-badge></p>'
    const stop = startLoader({ root, prefix: 'here' })
    await whenDefined('here-owner-badge')

    expect(customElements.get('here-entity-link')).to.equal(undefined)
    root.append(document.createElement('here-entity-link'))
    await whenDefined('here-entity-link')

    const host = document.createElement('div')
    host.attachShadow({ mode: 'open' }).innerHTML = '<section><here-entity-card></here-entity-card></section>'
    root.append(host)
    await whenDefined('here-entity-card')
    stop()
    root.remove()
  })

  it('looks inside other elements that are defined later', async () => {
    const root = document.body.appendChild(document.createElement('div'))
    root.innerHTML = '<their-panel></their-panel>'
    const stop = startLoader({ root, prefix: 'late' })
    customElements.define(
      'their-panel',
      class extends HTMLElement {
        connectedCallback(): void {
          this.attachShadow({ mode: 'open' }).innerHTML = '<late-owner-badge></late-owner-badge>'
        }
      },
    )
    await whenDefined('late-owner-badge')
    stop()
    root.remove()
  })

  it('looks inside them in other shadow roots too', async () => {
    const root = document.body.appendChild(document.createElement('div'))
    const outer = root.attachShadow({ mode: 'open' })
    outer.innerHTML = '<inner-panel></inner-panel>'
    const stop = startLoader({ root: outer, prefix: 'first' })
    const stopAll = startLoader({ prefix: 'inner' })
    customElements.define(
      'inner-panel',
      class extends HTMLElement {
        connectedCallback(): void {
          this.attachShadow({ mode: 'open' }).innerHTML = '<inner-owner-badge></inner-owner-badge><first-entity-link></first-entity-link>'
        }
      },
    )
    await Promise.all([whenDefined('inner-owner-badge'), whenDefined('first-entity-link')])
    stop()
    stopAll()
    root.remove()
  })

  it('loads nothing for unknown names', async () => {
    const root = document.body.appendChild(document.createElement('div'))
    root.innerHTML = '<some-owner-badge></some-owner-badge><callboard-unknown></callboard-unknown><x-constructor></x-constructor>'
    const failed: string[] = []
    const stop = startLoader({ root, prefix: 'x', onError: tag => failed.push(tag) })
    root.append(document.createElement('x-entity-link'))
    await whenDefined('x-entity-link')
    expect(failed).to.deep.equal([])
    expect(customElements.get('some-owner-badge')).to.equal(undefined)
    stop()
    root.remove()
  })

  it('stops on request', async () => {
    const root = document.body.appendChild(document.createElement('div'))
    startLoader({ root, prefix: 'stopped' })()
    const stop = startLoader({ root, prefix: 'going' })
    root.innerHTML = '<stopped-entity-link></stopped-entity-link><going-entity-link></going-entity-link>'
    await whenDefined('going-entity-link')
    expect(customElements.get('stopped-entity-link')).to.equal(undefined)
    stop()
    root.remove()
  })
})
