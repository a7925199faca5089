import type { Contact, OwnerAnswer } from '@callboard/core/client'
import { render, type LitElement } from 'lit'
import { findEntityUrl } from '../page/find-portal.ts'
import { enDetails } from '../strings/en-details.ts'
import { LateWords } from '../strings/late-words.ts'
import type { Localize } from '../strings/localize.ts'
import { drawKinds } from './draw-kinds.ts'
import type { DetailsView } from './details-view.ts'
import { failedDetails, ownerDetails } from './owner-details.ts'
import { styles } from './owner-details.styles.ts'
import { placeDetails } from './place-details.ts'

/** What to show. */
export interface Shown {
  readonly value: OwnerAnswer | undefined
  readonly error: Error | undefined
}

export interface DetailsOptions {
  readonly host: LitElement & { readonly entity: string; readonly inline: boolean }
  readonly words: Localize
  readonly onClose: () => void
  readonly onContact: (event: Event, contact: Contact) => void
  readonly onRetry: () => void
}

/** The open details of a badge: over the page, or below the badge when it is `inline`. Loaded when first needed. */
export class OpenDetails {
  readonly #button: HTMLButtonElement
  readonly #options: DetailsOptions
  readonly #element: HTMLElement
  readonly #closed: AbortController = new AbortController()
  readonly #isInline: boolean
  #isShown = false
  /** The focus returns to the button if it was in the details and nothing else took it. */
  #hadFocus = false
  #isLeft = false

  constructor(button: HTMLButtonElement, options: DetailsOptions) {
    this.#button = button
    this.#options = options
    this.#isInline = options.host.inline
    this.#element = button.ownerDocument.createElement('div')
    const element = this.#element
    element.id = 'details'
    element.className = 'details'
    element.part.add('details')
    element.role = 'dialog'
    adopt(button.getRootNode() as ShadowRoot)
    // Replaces a note that the details could not be loaded.
    if (button.nextElementSibling !== null) button.nextElementSibling.remove()
    button.after(element)
    button.ariaExpanded = 'true'
    this.#listen()
  }

  #listen(): void {
    const { signal } = this.#closed
    const { host, onClose } = this.#options
    const [button, element] = [this.#button, this.#element]
    const root = host.renderRoot
    for (const type of ['scroll', 'toggle']) element.addEventListener(type, this.#fade, { capture: true, passive: true, signal })
    root.addEventListener('keydown', this.#onKey, { signal })
    if (this.#isInline) return
    // The details must not cover the focused element.
    root.addEventListener('focusout', this.#onFocusOut, { signal })
    if (!hasPopovers(element)) {
      const page = button.ownerDocument
      element.classList.add('over')
      page.addEventListener('keydown', this.#onKey, { signal })
      return page.addEventListener('pointerdown', this.#onPressElsewhere, { capture: true, signal })
    }
    element.popover = 'auto'
    // So that a press on the button does not count as one outside, which would close the details before the badge does. The badge prevents the default action.
    button.popoverTargetElement = element
    element.addEventListener(
      'beforetoggle',
      ({ newState }) => {
        if (newState === 'closed') this.#hadFocus = element.matches(':focus-within')
      },
      { signal },
    )
    element.addEventListener(
      'toggle',
      ({ newState }) => {
        if (newState === 'closed') onClose()
      },
      { signal },
    )
  }

  /** False when its badge is no longer shown. */
  get isThere(): boolean {
    return this.#element.isConnected
  }

  /** Shows or replaces the content. */
  show({ value, error }: Shown): void {
    const { host, words, onContact, onClose, onRetry } = this.#options
    const view: DetailsView = { words: new LateWords(words, enDetails), entityUrl: findEntityUrl(host), onContact, onClose }
    this.#element.ariaLabel = words.term('ownerOf', value?.file ?? value?.entity?.title ?? host.entity)
    render(value === undefined ? failedDetails(error, onRetry, view) : ownerDetails(value, view), this.#element)
    drawKinds(this.#element).catch(() => {
      // The kind is next to it as a word.
    })
    this.#fade()
    if (this.#isShown || this.#isInline) return
    this.#isShown = true
    if (hasPopovers(this.#element)) this.#element.showPopover()
    this.#place()
    const { signal } = this.#closed
    window.addEventListener('scroll', this.#place, { capture: true, passive: true, signal })
    window.addEventListener('resize', this.#place, { signal })
  }

  close(): void {
    this.#closed.abort()
    this.#button.popoverTargetElement = null
    this.#button.ariaExpanded = 'false'
    const hadFocus = this.#hadFocus || this.#element.matches(':focus-within')
    this.#element.remove()
    if (hadFocus && !this.#isLeft) this.#button.focus()
  }

  /** Scrollable content fades at the edge where it continues, so that half a line never looks like the end. */
  readonly #fade = (): void => {
    const scroll = this.#element.querySelector('.scroll')
    if (scroll === null) return
    const { scrollTop, scrollHeight, clientHeight, classList } = scroll
    classList.toggle('more-above', scrollTop > 1)
    classList.toggle('more-below', scrollTop + clientHeight < scrollHeight - 1)
  }

  readonly #place = (): void => {
    placeDetails(this.#button, this.#element)
    this.#fade()
  }

  /** An Escape that closes the details is consumed: a dialog around the badge stays open. */
  readonly #onKey = (event: Event & { readonly key?: string }): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    this.#options.onClose()
  }

  readonly #onFocusOut = (event: Event): void => {
    const { relatedTarget } = event as FocusEvent
    // No other element has the focus when the window loses it, or when something is pressed that cannot be focused.
    if (!(relatedTarget instanceof Node) || this.#options.host.renderRoot.contains(relatedTarget)) return
    this.#isLeft = true
    this.#options.onClose()
  }

  readonly #onPressElsewhere = (event: Event): void => {
    if (!event.composedPath().includes(this.#options.host)) this.#options.onClose()
  }
}

function hasPopovers(element: HTMLElement): boolean {
  return 'showPopover' in element
}

function adopt(root: ShadowRoot): void {
  const { styleSheet } = styles
  if (styleSheet !== undefined && !root.adoptedStyleSheets.includes(styleSheet))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet]
}
