import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { createClient } from '@callboard/core/client'
import { html } from 'lit'
import type { CallboardContactEvent, CallboardToggleEvent } from '../events.ts'
import { addTranslation } from '../strings/localize.ts'
import { de } from '../strings/de.ts'
import { en } from '../strings/en.ts'
import { languages } from '../strings/languages.ts'
import { asked, next, press, pressElsewhere, put, settled, show, textOf, textStyles, violations } from '../../test/page.ts'
import { defineElement } from '../define-element.ts'
import type { OwnerBadge } from './owner-badge.ts'

const badge = (stage: ParentNode): Promise<OwnerBadge> => settled<OwnerBadge>(stage, 'owner-badge')
/** What a screen reader says for the badge. */
const nameOf = (element: OwnerBadge): string | null => buttonOf(element).ariaLabel
const buttonOf = (element: OwnerBadge): HTMLButtonElement => element.shadowRoot?.querySelector('button') as HTMLButtonElement
const detailsOf = (element: OwnerBadge): HTMLElement | null => element.shadowRoot?.querySelector<HTMLElement>('[part~=details]') ?? null

async function open(element: OwnerBadge): Promise<HTMLElement> {
  const opened = next(element, 'callboard-toggle')
  await press(buttonOf(element))
  await opened
  return detailsOf(element) as HTMLElement
}

/** The details, once they are open again. */
async function reopened(element: OwnerBadge): Promise<HTMLElement> {
  while (detailsOf(element) === null) await new Promise(resolve => requestAnimationFrame(resolve))
  return detailsOf(element) as HTMLElement
}

/** Resolves after the browser's default actions for a press. */
const afterTask = (): Promise<void> => new Promise(resolve => setTimeout(resolve))

/** The elements of a one-file bundle, as `bundled-owner-badge`. */
async function defineBundled(): Promise<void> {
  const { OwnerBadge } = (await import(new URL('/control/one-file.js', location.href).href)) as typeof import('../index.ts')
  defineElement('owner-badge', OwnerBadge, { prefix: 'bundled' })
}

describe('owner-badge', () => {
  afterEach(async () => {
    document.documentElement.lang = 'en'
    document.documentElement.dir = 'ltr'
    document.documentElement.style.colorScheme = ''
    await emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
    await setViewport({ width: 800, height: 600 })
  })

  describe('shows', () => {
    it('the owner’s title', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      expect(element.status).to.equal('ready')
      expect(textOf(element)).to.equal('Payments Team')
      expect(nameOf(element)).to.equal('Owner of Payments API: Payments Team')
    })

    it('the same from static files, by a reference, a name, an old name and a title', async () => {
      for (const entity of ['component:default/payments-api', 'payments-api', 'pay-api', 'Payments API']) {
        const element = await badge(show(html`<owner-badge src="/static/" entity=${entity}></owner-badge>`))
        expect(nameOf(element), entity).to.equal('Owner of Payments API: Payments Team')
      }
    })

    it('the owner of a file, not of the component around it', async () => {
      const path = 'pay/main.tf'
      const element = await badge(show(html`<owner-badge src="/repository/" entity=${path}></owner-badge>`))
      expect(nameOf(element)).to.equal(`Owner of ${path}: terraform`)
      const details = await open(element)
      expect(details.ariaLabel).to.equal(`Owner of ${path}`)
      expect(textOf(details)).to.contain(`Team · owns ${path}`).and.not.to.contain('owns Pay')
    })

    it('its content until the answer arrives', async () => {
      const stage = show(html`<owner-badge src="/silent/" entity="payments-api">Payments (by hand)</owner-badge>`)
      const element = stage.querySelector('owner-badge') as OwnerBadge
      await element.updateComplete
      expect(textOf(element)).to.equal('Payments (by hand)')
    })

    it('no owner, and why', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="bucket-without"></owner-badge>`))
      expect(element.status).to.equal('empty')
      const details = await open(element)
      expect(textOf(details)).to.contain('bucket-without not in the catalog')
    })

    it('an owner instead of one that cannot be found, marked, with the original name', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="adrift"></owner-badge>`))
      expect(nameOf(element)).to.equal('Owner of adrift: Payments Team (uncertain)')
      expect(buttonOf(element).classList.contains('unsure')).to.equal(true)
      expect(textOf((await open(element)).querySelector('[part=note]') as HTMLElement)).to.contain(
        'adrift names dissolved as its owner, which no source in the catalog defines. Its system checkout names Payments Team as its owner.',
      )
    })

    it('the last known owner when a source fails, marked, with since when and why', async () => {
      const element = await badge(show(html`<owner-badge src="/stale/" entity="payments-api"></owner-badge>`))
      expect(nameOf(element)).to.equal('Owner of Payments API: Payments Team (not up to date)')
      expect(buttonOf(element).classList.contains('unsure')).to.equal(true)
      expect(textOf((await open(element)).querySelector('[part=stale]') as HTMLElement)).to.contain('The repository is away')
    })

    it('that a name could not be looked up, not that it is missing, if a source cannot be read, in every language', async () => {
      const translations = await Promise.all(Object.values(languages).map(async load => load()))
      addTranslation(...translations)
      for (const { $code, notLookedUp: says } of [en, ...translations]) {
        document.documentElement.lang = $code
        const element = await badge(show(html`<owner-badge src="/stale/" entity="nothing-there"></owner-badge>`))
        expect(textOf(element)).to.equal(`nothing-there ${says}`)
        const details = await open(element)
        expect(details.querySelector('p')?.textContent).to.equal(says)
        expect(textOf(details.querySelector('[part=stale]') as HTMLElement)).to.contain('The repository is away')
      }
    })

    it('its content, marked, if a source that may contain the name cannot be read', async () => {
      const element = await badge(
        show(html`<owner-badge src="/stale/" entity="nothing-there">the payments team<b slot="empty">No such thing</b></owner-badge>`),
      )
      expect(textOf(element)).to.equal('the payments team could not be looked up')
    })

    it('an owner that no source defines, marked', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="ghost-service"></owner-badge>`))
      expect(nameOf(element)).to.equal('Owner of ghost-service: gone (unknown)')
      expect(textOf(await open(element))).to.contain('No source in the catalog defines this owner.')
    })

    it('how a noisy name was understood', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api-7f9c4d-x2x"></owner-badge>`))
      expect(nameOf(element)).to.equal('Owner of Payments API: Payments Team')
      expect(textOf(await open(element))).to.contain('Read as Payments API')
    })

    it('suggestions for an unknown name, once', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="paymets-api"></owner-badge>`))
      expect(textOf(await open(element))).to.equal('paymets-api not in the catalog Did you mean payments-api Component')
    })

    it('contacts, reasons and whom to ask next', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      const details = await open(element)
      for (const fold of details.querySelectorAll('summary')) await press(fold)
      const text = textOf(details)
      expect(text).to.contain('Page on-call').and.to.contain('Engineering').and.to.contain('Payments API names Payments Team as its owner.')
      expect(details.querySelector('a[href="mailto:payments@acme.test"]')).not.to.equal(null)
      const links = [...details.querySelectorAll('a')].map(link => link.protocol)
      expect(links.length).to.be.greaterThan(2)
      expect(links.every(protocol => ['https:', 'mailto:'].includes(protocol))).to.equal(true)
    })

    it('the slots for empty and error instead of its own words', async () => {
      const empty = await badge(
        show(html`<owner-badge src="/portal/" entity="nothing-there"><span slot="empty">no such owner</span></owner-badge>`),
      )
      expect(textOf(empty)).to.equal('no such owner')
      const failed = await badge(
        show(html`<owner-badge src="/broken/" entity="payments-api"><span slot="error">sorry</span></owner-badge>`),
      )
      expect(failed.status).to.equal('error')
      expect(textOf(failed)).to.equal('sorry')
    })
  })

  describe('when there is no answer', () => {
    it('a web page instead of data is reported in one clear sentence, with a way to retry', async () => {
      const element = await badge(show(html`<owner-badge src="/html/" entity="payments-api"></owner-badge>`))
      const details = await open(element)
      expect(textOf(details)).to.match(/answered with a web page, perhaps to sign in/)
      expect(details.querySelector('button.retry')).not.to.equal(null)
    })

    it('no internal error of the server is shown', async () => {
      const element = await badge(show(html`<owner-badge src="/broken/" entity="payments-api"></owner-badge>`))
      expect(textOf(await open(element))).not.to.contain('secret-token')
    })

    it('an invalid URL and a missing one are reported', async () => {
      const wrong = await badge(show(html`<owner-badge src="http://" entity="a"></owner-badge>`))
      expect(textOf(await open(wrong))).to.contain('"http://" is not a portal URL')
      const none = await badge(show(html`<owner-badge entity="a"></owner-badge>`))
      expect(textOf(await open(none))).to.contain('No portal is set')
    })

    it('an error event has the error, and does not bubble', async () => {
      const stage = show(html`<owner-badge entity="a"></owner-badge>`)
      let bubbled = 0
      stage.addEventListener('callboard-error', () => bubbled++)
      const element = stage.querySelector('owner-badge') as OwnerBadge
      const event = await next<CustomEvent<{ readonly error: Error }>>(element, 'callboard-error')
      expect(event.detail.error.message).to.contain('No portal is set')
      expect(bubbled).to.equal(0)
    })
  })

  describe('interaction', () => {
    it('Enter opens the details, Tab reaches the contacts, Escape closes', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      buttonOf(element).focus()
      const opened = next(element, 'callboard-toggle')
      await sendKeys({ press: 'Enter' })
      await opened
      expect(buttonOf(element).getAttribute('aria-expanded')).to.equal('true')
      await sendKeys({ press: 'Tab' })
      expect(element.shadowRoot?.activeElement?.part.contains('close')).to.equal(true)
      await sendKeys({ press: 'Tab' })
      expect(element.shadowRoot?.activeElement?.part.contains('primary')).to.equal(true)
      const closed = next<CallboardToggleEvent>(element, 'callboard-toggle')
      await sendKeys({ press: 'Escape' })
      expect((await closed).detail.open).to.equal(false)
      await element.updateComplete
      expect(buttonOf(element).getAttribute('aria-expanded')).to.equal('false')
      expect(detailsOf(element) === null).to.equal(true)
    })

    it('inline, the details are part of the page, and Escape closes them', async () => {
      const element = await badge(show(html`<owner-badge inline src="/portal/" entity="payments-api"></owner-badge>`))
      const details = await open(element)
      expect(details.popover).to.equal(null)
      expect(getComputedStyle(element).display).to.equal('block')
      details.querySelector('a')?.focus()
      await sendKeys({ press: 'Escape' })
      expect(detailsOf(element) === null).to.equal(true)
      expect(element.shadowRoot?.activeElement === buttonOf(element)).to.equal(true)
    })

    it('inline="false", as some frameworks write it, is not inline', async () => {
      const element = await badge(show(html`<owner-badge inline="false" src="/portal/" entity="payments-api"></owner-badge>`))
      expect(element.inline).to.equal(false)
      expect(getComputedStyle(element).display).to.equal('inline')
      expect((await open(element)).popover).to.equal('auto')
    })

    for (const [where, tag] of [
      ['from separate files', 'owner-badge'],
      ['from one file, in which a lazy part loads within the task of the press', 'bundled-owner-badge'],
    ] as const) {
      for (const how of ['mouse', 'touch', 'Enter', 'Space'] as const) {
        it(`${how} opens the details, closes them, opens them: ${where}`, async () => {
          await defineBundled()
          const element = show(html`<callboard-provider src="/portal/"></callboard-provider>`).firstElementChild as HTMLElement
          element.innerHTML = `<p>Owner: <${tag} entity="payments-api"></${tag}></p>`
          const bundled = await settled<OwnerBadge>(element, tag)
          for (const isOpen of [true, false, true, false, true, false]) {
            const toggles: boolean[] = []
            const onToggle = (event: Event): void => void toggles.push((event as CallboardToggleEvent).detail.open)
            bundled.addEventListener('callboard-toggle', onToggle)
            const toggled = next<CallboardToggleEvent>(bundled, 'callboard-toggle')
            await press(buttonOf(bundled), how)
            await toggled
            await afterTask()
            expect(toggles).to.deep.equal([isOpen])
            expect(detailsOf(bundled)?.matches(':popover-open') ?? false).to.equal(isOpen)
            expect(buttonOf(bundled).getAttribute('aria-expanded')).to.equal(String(isOpen))
            bundled.removeEventListener('callboard-toggle', onToggle)
          }
        })
      }
    }

    it('a second press before the details are loaded cancels the first one', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      let toggles = 0
      element.addEventListener('callboard-toggle', () => toggles++)
      const button = buttonOf(element)
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
      // Requested later than by the presses, so theirs has loaded too.
      await import('./open-details.ts')
      await afterTask()
      expect(toggles).to.equal(0)
      expect(detailsOf(element) === null).to.equal(true)
    })

    it('a press outside closes the details', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      await open(element)
      const toggled = next<CallboardToggleEvent>(element, 'callboard-toggle')
      await pressElsewhere()
      expect((await toggled).detail.open).to.equal(false)
      expect(detailsOf(element) === null).to.equal(true)
    })

    it('moving the focus out closes the details, and the focus stays there', async () => {
      const stage = show(
        html`<button id="before">before</button> <owner-badge src="/portal/" entity="payments-api"></owner-badge> <button id="after">after</button>`,
      )
      const element = await badge(stage)
      const details = await open(element)
      details.querySelector<HTMLElement>('a:last-of-type')?.focus()
      const toggled = next<CallboardToggleEvent>(element, 'callboard-toggle')
      for (let i = 0; i < 30 && detailsOf(element) !== null; i++) await sendKeys({ press: 'Tab' })
      expect((await toggled).detail.open).to.equal(false)
      expect(document.activeElement?.id).to.equal('after')
      await open(element)
      buttonOf(element).focus()
      await sendKeys({ down: 'Shift' })
      await sendKeys({ press: 'Tab' })
      await sendKeys({ up: 'Shift' })
      expect(detailsOf(element) === null).to.equal(true)
      expect(document.activeElement?.id).to.equal('before')
    })

    it('Escape in the details returns the focus to the badge', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      const details = await open(element)
      details.querySelector('a')?.focus()
      const toggled = next<CallboardToggleEvent>(element, 'callboard-toggle')
      await sendKeys({ press: 'Escape' })
      await toggled
      expect(element.shadowRoot?.activeElement === buttonOf(element)).to.equal(true)
    })

    for (const inline of [false, true]) {
      it(`an Escape that closes the details closes nothing around the badge${inline ? ', inline' : ''}`, async () => {
        const stage = show(
          html`<div><dialog><owner-badge ?inline=${inline} src="/portal/" entity="payments-api"></owner-badge></dialog></div>`,
        )
        const dialog = stage.querySelector('dialog') as HTMLDialogElement
        dialog.showModal()
        let heard = 0
        stage.addEventListener('keydown', () => heard++)
        const element = await badge(stage)
        await open(element)
        await sendKeys({ press: 'Escape' })
        expect([detailsOf(element) === null, dialog.open, heard]).to.deep.equal([true, true, 0])
        await sendKeys({ press: 'Escape' })
        expect([dialog.open, heard]).to.deep.equal([false, 1])
      })
    }

    it('one badge opens, the other closes', async () => {
      const stage = show(
        html`<p><owner-badge src="/portal/" entity="payments-api"></owner-badge></p><p><owner-badge src="/portal/" entity="ada-tool"></owner-badge></p>`,
      )
      const [first, second] = await Promise.all([...stage.querySelectorAll('p')].map(badge))
      if (first === undefined || second === undefined) throw new Error('There are two')
      second.parentElement?.before(first.parentElement as HTMLElement)
      await open(second)
      await open(first)
      expect(detailsOf(second) === null).to.equal(true)
      expect(detailsOf(first)?.matches(':popover-open')).to.equal(true)
    })

    it('in a link, a label or a summary, a press affects only the badge', async () => {
      const stage = show(html`
        <a href="#followed">Owner <owner-badge src="/portal/" entity="payments-api"></owner-badge></a>
        <details><summary>Owner <owner-badge src="/portal/" entity="payments-api"></owner-badge></summary></details>
      `)
      for (const around of stage.querySelectorAll('a, summary')) {
        const element = await badge(around)
        await open(element)
        await sendKeys({ press: 'Escape' })
      }
      expect(location.hash).to.equal('')
      expect(stage.querySelector('details')?.open).to.equal(false)
    })

    describe('in a browser without popovers', () => {
      const names = ['showPopover', 'popover']
      const own = new Map(names.map(name => [name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name)]))
      before(() => names.forEach(name => Reflect.deleteProperty(HTMLElement.prototype, name)))
      after(() => own.forEach((property, name) => Object.defineProperty(HTMLElement.prototype, name, property ?? {})))

      it('a press opens and closes, a press outside and Escape close', async () => {
        const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
        const details = await open(element)
        expect(getComputedStyle(details).position).to.equal('fixed')
        const at = details.getBoundingClientRect()
        expect(document.elementFromPoint(at.x + 20, at.y + 20) === element).to.equal(true)
        await press(buttonOf(element))
        expect(detailsOf(element) === null).to.equal(true)
        await open(element)
        await pressElsewhere()
        expect(detailsOf(element) === null).to.equal(true)
        await open(element)
        await sendKeys({ press: 'Escape' })
        expect(detailsOf(element) === null).to.equal(true)
      })
    })

    it('removal from the page closes the details', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      await open(element)
      const stage = element.parentElement as HTMLElement
      element.remove()
      stage.append(element)
      expect(detailsOf(element) === null).to.equal(true)
      expect(buttonOf(element).getAttribute('aria-expanded')).to.equal('false')
    })

    it('a new entity closes the details', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      await open(element)
      const closed = next<CallboardToggleEvent>(element, 'callboard-toggle')
      element.entity = 'service-of-nobody'
      expect((await closed).detail.open).to.equal(false)
    })

    it('choosing a contact fires an event, and can be prevented', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      const details = await open(element)
      const chosen = next<CallboardContactEvent>(document, 'callboard-contact')
      document.addEventListener('callboard-contact', event => event.preventDefault(), { once: true })
      await press(details.querySelector('a') as HTMLElement)
      expect((await chosen).detail.contact.kind).to.equal('on-call')
    })

    it('a new entity shows a new answer', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      element.entity = 'ada-tool'
      await element.updateComplete
      await settled(element.parentElement as HTMLElement, 'owner-badge')
      expect(nameOf(element)).to.equal('Owner of ada-tool: Ada Example')
    })

    it('a change in the catalog appears automatically', async () => {
      const of = (owner: string): object => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'orphan' },
        spec: { type: 'service', lifecycle: 'production', owner },
      })
      const element = await badge(show(html`<owner-badge src="/portal/" entity="orphan"></owner-badge>`))
      expect(nameOf(element)).to.equal('Owner of orphan: nobody-here (unknown)')
      await open(element)
      const changed = next(element, 'callboard-load')
      await put('entity-8', of('payments'))
      await changed
      await element.updateComplete
      expect(nameOf(element)).to.equal('Owner of orphan: Payments Team')
      await put('entity-8', of('group:default/nobody-here'))
      expect(textOf(await reopened(element))).to.contain('payments@acme.test')
    })
  })

  describe('appearance', () => {
    const markOf = (element: OwnerBadge): string => getComputedStyle(buttonOf(element), '::before').content
    const iconOf = (element: OwnerBadge): string | null => buttonOf(element).querySelector('svg path')?.getAttribute('d') ?? null

    it('a certain owner is one node, with a square mark for a team and a round one for a person', async () => {
      const team = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      expect(buttonOf(team).childElementCount).to.equal(0)
      expect(markOf(team)).to.contain('"P"')
      expect(getComputedStyle(buttonOf(team), '::before').borderRadius).not.to.equal('50%')
      const person = await badge(show(html`<owner-badge src="/portal/" entity="ada-tool"></owner-badge>`))
      expect(markOf(person)).to.contain('"A"')
      expect(getComputedStyle(buttonOf(person), '::before').borderRadius).to.equal('50%')
    })

    it('each kind of doubt has its own icon and word', async () => {
      const seen = new Map<string, string>()
      for (const [src, entity] of [
        ['/stale/', 'payments-api'],
        ['/portal/', 'ghost-service'],
        ['/portal/', 'adrift'],
        ['/portal/', 'unowned'],
        ['/portal/', 'nothing-there'],
        ['/html/', 'payments-api'],
      ] as const) {
        const element = await badge(show(html`<owner-badge src=${src} entity=${entity}></owner-badge>`))
        const mark = iconOf(element)
        if (mark === null) throw new Error(`${entity} has no icon`)
        expect(seen.get(mark), entity).to.equal(undefined)
        seen.set(mark, entity)
      }
    })

    it('is at least 24 pixels high, with text of at least 12, whatever the surrounding text and root size', async () => {
      document.documentElement.style.fontSize = '62.5%'
      for (const size of ['8px', '1rem', '16px', '40px']) {
        const element = await badge(
          show(html`<p style="font-size: ${size}"><owner-badge src="/portal/" entity="payments-api"></owner-badge></p>`),
        )
        expect(buttonOf(element).offsetHeight, size).to.be.at.least(24)
        expect(Number.parseFloat(getComputedStyle(buttonOf(element)).fontSize), size).to.be.within(12, 20)
        const details = await open(element)
        for (const inner of details.querySelectorAll('*')) {
          if (!(inner instanceof HTMLElement) || inner.textContent.trim() === '') continue
          expect(Number.parseFloat(getComputedStyle(inner).fontSize), inner.outerHTML).to.be.at.least(12)
        }
        for (const target of details.querySelectorAll<HTMLElement>('a, button, summary')) {
          if (target.matches('.steps a, .quiet')) continue
          expect(Math.min(target.offsetHeight, target.offsetWidth), target.outerHTML).to.be.at.least(24)
        }
      }
      document.documentElement.style.fontSize = ''
    })

    it('inherits no text style except the font', async () => {
      const plain = await badge(show(html`<p><owner-badge src="/portal/" entity="payments-api"></owner-badge></p>`))
      await open(plain)
      const styleOf = (element: Element | null): readonly string[] =>
        element === null ? [] : textStyles.map(name => `${name} ${getComputedStyle(element)[name]}`)
      const wanted = [styleOf(buttonOf(plain)), styleOf(detailsOf(plain)), styleOf(detailsOf(plain)?.querySelector('a') ?? null)]
      const loud = await badge(
        show(
          html`<p style="letter-spacing: 3px; word-spacing: 9px; text-transform: uppercase; text-indent: 40px; font-style: italic; font-weight: 900; line-height: 3; white-space: pre; text-align: right; font-variant: small-caps; text-shadow: 1px 1px red; hyphens: auto; word-break: break-all"><owner-badge src="/portal/" entity="payments-api"></owner-badge></p>`,
        ),
      )
      await open(loud)
      expect([styleOf(buttonOf(loud)), styleOf(detailsOf(loud)), styleOf(detailsOf(loud)?.querySelector('a') ?? null)]).to.deep.equal(
        wanted,
      )
    })

    it('fades where content can be scrolled, so that no line is cut in half', async () => {
      await setViewport({ width: 340, height: 260 })
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      const scroll = (await open(element)).querySelector('.scroll') as HTMLElement
      expect(getComputedStyle(scroll).maskImage).to.contain('linear-gradient')
      const scrolled = next(scroll, 'scroll')
      scroll.scrollTop = scroll.scrollHeight
      await scrolled
      expect(scroll.classList.contains('more-below')).to.equal(false)
      expect(scroll.classList.contains('more-above')).to.equal(true)
    })
  })

  describe('its details', () => {
    const openDetails = async (entity: string, src = '/portal/'): Promise<HTMLElement> =>
      open(await badge(show(html`<owner-badge src=${src} entity=${entity}></owner-badge>`)))

    it('start with one action, the best contact now; the rest is not filled', async () => {
      const details = await openDetails('payments-api')
      const [primary, ...others] = details.querySelectorAll<HTMLAnchorElement>('[part~=primary]')
      expect(others).to.have.lengthOf(0)
      expect(primary?.textContent).to.equal('Page on-call')
      expect(primary?.href).to.equal('https://on-call.acme.test/payments')
      expect(details.querySelector('a') === primary).to.equal(true)
    })

    it('offer the next owner to ask when no source defines the owner', async () => {
      const details = await openDetails('orphan')
      expect(details.querySelectorAll('[part~=primary]')).to.have.lengthOf(0)
      const mail = await openDetails('ada-tool')
      expect(textOf(mail.querySelector('[part~=primary]') as HTMLElement)).to.equal('Send an e-mail ada@acme.test')
    })

    it('show a long address below the label of the button, which never wraps', async () => {
      const primary = (await openDetails('pay/main.tf', '/repository/')).querySelector('[part~=primary]') as HTMLElement
      const [label, address] = [primary.querySelector('span'), primary.querySelector('small')] as [HTMLElement, HTMLElement]
      expect(label.getBoundingClientRect().height).to.be.lessThan(30)
      expect(address.getBoundingClientRect().top).to.be.at.least(label.getBoundingClientRect().bottom)
      expect(address.getBoundingClientRect().left).to.equal(label.getBoundingClientRect().left)
    })

    it('copy a contact on a press, even without the clipboard API', async () => {
      for (const has of [true, false]) {
        const details = await openDetails('payments-api')
        const copied: string[] = []
        const clipboard = { writeText: async (text: string) => void copied.push(text) }
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value: has ? clipboard : undefined })
        const onCopy = (): void => void copied.push(String(element()?.value))
        const element = (): HTMLTextAreaElement | null | undefined => details.querySelector('textarea')
        document.addEventListener('copy', onCopy)
        const row = [...details.querySelectorAll('li')].find(one => one.textContent.includes('payments@acme.test'))
        const button = row?.querySelector('button') as HTMLButtonElement
        expect(button.ariaLabel).to.equal('Copy payments@acme.test')
        await press(button)
        await afterTask()
        expect(copied).to.deep.equal(['payments@acme.test'])
        expect(textOf(details.querySelector('[role=status]') as HTMLElement)).to.equal('Copied: payments@acme.test')
        expect((details.getRootNode() as ShadowRoot).activeElement === button).to.equal(true)
        document.removeEventListener('copy', onCopy)
        Reflect.deleteProperty(navigator, 'clipboard')
        await pressElsewhere()
      }
    })

    it('show a picture over the initials, which stay if it does not load', async () => {
      const details = await openDetails('ada-tool')
      const image = details.querySelector('img') as HTMLImageElement
      expect(new URL(image.src).pathname).to.equal('/control/picture.svg')
      await next(image, 'error')
      expect(details.querySelectorAll('img')).to.have.lengthOf(0)
      expect(textOf(details.querySelector('[part=avatar]') as HTMLElement)).to.equal('AE')
    })

    it('fold the reasons, with titles instead of references', async () => {
      const details = await openDetails('adrift')
      const fold = details.querySelector('details.section') as HTMLDetailsElement
      expect(fold.open).to.equal(false)
      await press(fold.querySelector('summary') as HTMLElement)
      expect(fold.open).to.equal(true)
      expect(textOf(fold))
        .to.contain('adrift names dissolved as its owner')
        .and.to.contain('Its system checkout names Payments Team as its owner.')
      expect(textOf(details)).not.to.match(/\b(?:component|template|group|system):/)
    })

    it('have a close button, which returns the focus to the badge', async () => {
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      const details = await open(element)
      await press(details.querySelector('[part=close]') as HTMLElement)
      expect(detailsOf(element) === null).to.equal(true)
      expect(element.shadowRoot?.activeElement === buttonOf(element)).to.equal(true)
    })
  })

  describe('when something fails', () => {
    it('the author’s text stays, and is marked', async () => {
      const element = await badge(show(html`<owner-badge src="/html/" entity="payments-api">the payments team</owner-badge>`))
      expect(textOf(element)).to.equal('the payments team not loaded')
      expect(buttonOf(element).querySelectorAll('slot')).to.have.lengthOf(1)
      const details = await open(element)
      expect(textOf(details)).to.contain('answered with a web page')
    })

    it('the author’s link stays a link, next to the badge', async () => {
      const element = await badge(
        show(html`<owner-badge src="/html/" entity="payments-api"><a href="#team">the payments team</a></owner-badge>`),
      )
      expect(textOf(element)).to.equal('the payments team not loaded')
      expect(buttonOf(element).querySelectorAll('slot')).to.have.lengthOf(0)
    })

    it('a press retries, and shows the answer in the same place', async () => {
      let isAway = true
      const client = createClient({
        src: new URL('/portal/', location.href).href,
        fetch: request => (isAway ? Promise.reject(new TypeError('away')) : fetch(request)),
      })
      const stage = show(html`<callboard-provider .client=${client}><owner-badge entity="payments-api"></owner-badge></callboard-provider>`)
      const element = await badge(stage)
      expect(element.status).to.equal('error')
      isAway = false
      const loaded = next(element, 'callboard-load')
      await press(buttonOf(element))
      await loaded
      await element.updateComplete
      expect(textOf(await reopened(element))).to.contain('Payments Team')
      expect(buttonOf(element).ariaExpanded).to.equal('true')
    })

    it('the code of the details is loaded before a press, once the page is idle', async () => {
      await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      const isThere = (): boolean => performance.getEntriesByType('resource').some(({ name }) => name.includes('open-details'))
      while (!isThere()) await new Promise(resolve => requestAnimationFrame(resolve))
      expect(isThere()).to.equal(true)
    })
  })

  describe('many badges', () => {
    it('share one look-up', async () => {
      const before = (await asked()).filter(line => line.endsWith('/owners')).length
      const stage = show(
        html`<callboard-provider src="/portal/?many">${Array.from({ length: 100 }, (_, i) => html`<owner-badge entity="service-${i % 60}"></owner-badge>`)}</callboard-provider>`,
      )
      await Promise.all(
        [...stage.querySelectorAll('owner-badge')].map(element =>
          settled<OwnerBadge>(element.parentElement as HTMLElement, `owner-badge[entity="${element.entity}"]`),
        ),
      )
      const after = (await asked()).filter(line => line.endsWith('/owners')).length
      expect(after - before).to.equal(1)
    })
  })

  describe('accessibility and languages', () => {
    const states = [
      ['owned', '/portal/', 'payments-api'],
      ['owned by a person', '/portal/', 'ada-tool'],
      ['unknown owner', '/portal/', 'ghost-service'],
      ['a different owner than the one in the descriptor', '/portal/', 'adrift'],
      ['not up to date', '/stale/', 'payments-api'],
      ['a name that is only similar', '/portal/', 'paymets-api'],
      ['without an owner', '/portal/', 'unowned'],
      ['not in the catalog', '/portal/', 'nothing-there'],
      ['not looked up', '/stale/', 'nothing-there'],
      ['failed', '/html/', 'payments-api'],
    ] as const

    for (const scheme of ['light', 'dark'] as const) {
      for (const [state, src, entity] of states) {
        it(`axe finds nothing: ${state}, ${scheme}, closed and open`, async () => {
          document.documentElement.style.colorScheme = scheme
          const stage = show(html`<p>Owned by <owner-badge src=${src} entity=${entity}></owner-badge></p>`)
          const element = await badge(stage)
          expect(await violations(stage)).to.deep.equal([])
          await open(element)
          expect(await violations(stage)).to.deep.equal([])
        })
      }
    }

    it('translates its own text, from right to left if necessary', async () => {
      for (const load of Object.values(languages)) {
        const words = await load()
        addTranslation(words)
        document.documentElement.lang = words.$code
        document.documentElement.dir = words.$dir
        const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
        expect(nameOf(element)).to.equal(`${words.ownerOf('Payments API')}: Payments Team`)
        const details = await open(element)
        expect(details.querySelector('p')?.textContent).to.contain(words.owns('Payments API'))
        expect(getComputedStyle(details).direction).to.equal(words.$dir)
        const side = words.$dir === 'rtl' ? 'right' : 'left'
        const [at, button] = [details.getBoundingClientRect(), buttonOf(element).getBoundingClientRect()]
        expect(Math.abs(at[side] - button[side])).to.be.lessThan(10)
      }
    })

    it('uses the nearest language', async () => {
      addTranslation(de)
      const element = await badge(show(html`<div lang="de"><p><owner-badge src="/portal/" entity="payments-api"></owner-badge></p></div>`))
      expect(nameOf(element)).to.equal('Zuständig für Payments API: Payments Team')
    })

    it('uses single texts from the page', async () => {
      addTranslation({ $code: 'en', ownerOf: name => `Team of ${name}`, close: 'Away' })
      const element = await badge(show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`))
      expect(nameOf(element)).to.equal('Team of Payments API: Payments Team')
      expect((await open(element)).querySelector('[part=close]')?.ariaLabel).to.equal('Away')
      addTranslation({ $code: 'en', ownerOf: name => `Owner of ${name}`, close: 'Close' })
      await element.updateComplete
      expect(nameOf(element)).to.equal('Owner of Payments API: Payments Team')
    })

    it('wraps a long name instead of growing wider, even in a table', async () => {
      await setViewport({ width: 320, height: 480 })
      const entity = 'a-name-that-is-much-longer-than-any-sensible-name-would-be'
      const stage = show(html`<table>
        <tr>
          <td>Some words</td>
          <td><owner-badge src="/portal/" entity=${entity}></owner-badge></td>
          <td><owner-badge src="/portal/" entity=${entity.replaceAll('-', '')}></owner-badge></td>
        </tr>
      </table>`)
      await Promise.all([...stage.querySelectorAll('td + td')].map(cell => badge(cell)))
      expect(document.documentElement.scrollWidth).to.equal(320)
      const short = await badge(
        show(
          html`<table><tr><td>${'word '.repeat(200)}</td><td><owner-badge src="/portal/" entity="payments-api"></owner-badge></td></tr></table>`,
        ),
      )
      expect(buttonOf(short).offsetHeight).to.be.lessThan(32)
    })

    it('covers neither its badge nor anything outside a small window', async () => {
      for (const [width, height] of [
        [320, 480],
        [640, 360],
      ] as const) {
        await setViewport({ width, height })
        for (const top of [0, height / 2, height - 30]) {
          const stage = show(html`<owner-badge src="/portal/" entity="payments-api"></owner-badge>`)
          const element = await badge(stage)
          element.style.position = 'fixed'
          element.style.top = `${String(top)}px`
          const at = (await open(element)).getBoundingClientRect()
          const around = buttonOf(element).getBoundingClientRect()
          expect(at.top).to.be.at.least(0)
          expect(at.bottom).to.be.at.most(height)
          expect(at.height).to.be.at.least(100)
          expect(at.bottom <= around.top || at.top >= around.bottom, `${String(height)} ${String(top)}`).to.equal(true)
        }
      }
    })

    it('fits in a narrow window', async () => {
      await setViewport({ width: 320, height: 480 })
      const element = await badge(
        show(html`<p>Some words that push it to the right: <owner-badge src="/portal/" entity="payments-api"></owner-badge></p>`),
      )
      const at = (await open(element)).getBoundingClientRect()
      expect(at.left).to.be.at.least(0)
      expect(at.right).to.be.at.most(320)
      expect(at.bottom).to.be.at.most(480)
    })
  })
})
