import { expect } from 'chai'
import { whileVisible } from './while-visible.ts'

/** Shows or hides the page, as the browser reports it. */
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

  it('starts immediately, ends when the page is hidden, and starts again when it is shown', () => {
    expect(running()).to.deep.equal([true])
    become('hidden')
    expect(running()).to.deep.equal([false])
    become('visible')
    expect(running()).to.deep.equal([false, true])
  })

  it('ends when the page enters the back/forward cache, and starts again when it returns', () => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    expect(running()).to.deep.equal([false])
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(running()).to.deep.equal([false, true])
  })

  it('runs once, however often the page is reported visible', () => {
    become('visible')
    window.dispatchEvent(new PageTransitionEvent('pageshow'))
    expect(running()).to.deep.equal([true])
  })

  it('ends permanently with the signal', () => {
    stop.abort()
    expect(running()).to.deep.equal([false])
    become('hidden')
    become('visible')
    expect(running()).to.deep.equal([false])
  })

  it('waits while the page is hidden at first', () => {
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
