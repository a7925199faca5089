import { executeServerCommand, sendKeys, sendMouse } from '@web/test-runner-commands'
import 'axe-core/axe.js'
import { nothing, render, type TemplateResult } from 'lit'
import { defineElement } from '../src/define-element.ts'
import { elementTable } from '../src/loader/element-table.ts'

// Every element is defined for every test.
for (const [name, { load }] of Object.entries(elementTable)) defineElement(name, await load())

interface Axe {
  run(
    context: Element,
    options?: object,
  ): Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] }>
}

/** Renders markup on the page; the next call replaces it. */
export function show(markup: TemplateResult): HTMLElement {
  const stage = document.querySelector('main') ?? document.body.appendChild(document.createElement('main'))
  // As a page does that declares its color schemes.
  stage.style.background = 'Canvas'
  stage.style.color = 'CanvasText'
  render(nothing, stage)
  render(markup, stage)
  return stage
}

/** The element with a tag name, once its look-up is settled. */
export async function settled<T extends HTMLElement & { readonly status: string; readonly updateComplete: Promise<boolean> }>(
  stage: ParentNode,
  selector: string,
): Promise<T> {
  const element = stage.querySelector<T>(selector)
  if (element === null) throw new Error(`There is no ${selector}`)
  await element.updateComplete
  while (element.status === 'loading') await new Promise(resolve => requestAnimationFrame(resolve))
  await element.updateComplete
  return element
}

/** The next event of a type on an element. */
export function next<T extends Event>(target: EventTarget, type: string): Promise<T> {
  return new Promise(resolve => target.addEventListener(type, event => resolve(event as T), { once: true }))
}

/** A way to press: with the mouse, by touch, or with a key while it has the focus. */
export type Press = 'mouse' | 'touch' | 'Enter' | 'Space'

/** Presses the centre of the first line of an element through the browser's driver: a scripted click skips the browser's default actions. */
export async function press(target: HTMLElement, how: Press = 'mouse'): Promise<void> {
  if (how === 'Enter' || how === 'Space') {
    target.focus()
    return sendKeys({ press: how })
  }
  target.scrollIntoView({ block: 'nearest' })
  const { left, top, width, height } = target.getClientRects()[0] ?? target.getBoundingClientRect()
  const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)]
  if (how === 'mouse') return sendMouse({ type: 'click', position })
  await executeServerCommand('tap', position)
}

/** Presses an empty place. */
export async function pressElsewhere(): Promise<void> {
  await sendMouse({ type: 'click', position: [innerWidth - 4, innerHeight - 4] })
}

/** The violations that axe finds: rule and markup, so that a failure says what to fix. */
export async function violations(element: Element): Promise<readonly string[]> {
  const { axe } = globalThis as unknown as { readonly axe: Axe }
  // A part of a page has no headings and landmarks of its own.
  const found = await axe.run(element, { rules: { 'region': { enabled: false }, 'page-has-heading-one': { enabled: false } } })
  return found.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`))
}

/** All text in an element, including its shadow root and the popover in it. */
export function textOf(element: HTMLElement): string {
  const walker = (node: Node): string => {
    if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) return node.assignedNodes().map(walker).join('')
    if (node instanceof HTMLStyleElement) return ''
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
    const inner = [...node.childNodes].map(walker).join('')
    return node instanceof HTMLElement && getComputedStyle(node).display !== 'inline' ? ` ${inner} ` : inner
  }
  return walker(element.shadowRoot ?? element)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Resolves once an element shows a text that appears later than its answer. */
export async function shows(element: HTMLElement, text: string): Promise<void> {
  while (!textOf(element).includes(text)) await new Promise(resolve => requestAnimationFrame(resolve))
}

/** The text styles that an element must not inherit from the page. */
export const textStyles = [
  'letterSpacing',
  'wordSpacing',
  'textTransform',
  'textIndent',
  'fontStyle',
  'fontWeight',
  'lineHeight',
  'whiteSpace',
  'textAlign',
  'fontVariant',
  'textShadow',
  'hyphens',
  'wordBreak',
] as const

/** The requests to the test portal so far. */
export async function asked(): Promise<readonly string[]> {
  return (await (await fetch('/control/asked')).json()) as readonly string[]
}

/** Changes an entity of the test portal. */
export async function put(at: string, entity: unknown): Promise<void> {
  await fetch('/control/put', { method: 'POST', body: JSON.stringify({ at, entity }) })
}
