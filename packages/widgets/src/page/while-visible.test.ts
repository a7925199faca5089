import { expect } from 'chai'
import { whileVisible } from './while-visible.ts'

/** Shows or hides the page, as the browser tells it. */
function become(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('work while the page is visible', () => {
  let stop: AbortController
  let runs: AbortSignal[]

  beforeEach(() => {
    stop = new AbortController()
    runs = []
    become('visible')
    whileVisible(stop.signal, async visible => {
      runs.push(visible)
    })
  })

  afterEach(() => {
    stop.abort()
    Reflect.deleteProperty(document, 'visibilityState')
  })

  const running = (): readonly boolean[] => runs.map(({ aborted }) => !aborted)

  it('begins at once, ends when the page is hidden, and begins again when it is shown', () => {
    expect(running()).to.deep.equal([true])
    become('hidden')
    expect(running()).to.deep.equal([false])
    become('visible')
    expect(running()).to.deep.equal([false, true])
  })

  it('ends when the page goes into the back/forward cache, and begins again when it comes back', () => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    expect(running()).to.deep.equal([false])
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(running()).to.deep.equal([false, true])
  })

  it('is done once, however often the page is said to be visible', () => {
    become('visible')
    window.dispatchEvent(new PageTransitionEvent('pageshow'))
    expect(running()).to.deep.equal([true])
  })

  it('ends with the signal, for good', () => {
    stop.abort()
    expect(running()).to.deep.equal([false])
    become('hidden')
    become('visible')
    expect(running()).to.deep.equal([false])
  })

  it('waits for a page that is hidden at first', () => {
    stop.abort()
    become('hidden')
    const other = new AbortController()
    let begun = 0
    whileVisible(other.signal, async () => {
      begun++
    })
    expect(begun).to.equal(0)
    become('visible')
    expect(begun).to.equal(1)
    other.abort()
  })
})
