import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'

/** What the pictures stand for. */
export type IconName = 'group' | 'user' | 'none' | 'missing'

const shapes: Readonly<Record<IconName, SVGTemplateResult>> = {
  group: svg`<path d="M5.5 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm5.4.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM.8 12.8c0-2.4 2-4 4.7-4s4.7 1.6 4.7 4v.7H.8v-.7Zm10.6.7h3.8v-.6c0-1.9-1.5-3.3-3.9-3.3-.3 0-.7 0-1 .1.7.8 1.1 1.8 1.1 3v.8Z"/>`,
  user: svg`<path d="M8 7.6a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 6.2c0-2.9 2.3-4.8 5.5-4.8s5.5 1.9 5.5 4.8v.7h-11v-.7Z"/>`,
  none: svg`<path d="M8 1.2 15.2 14H.8L8 1.2Zm-.8 4.6.2 4h1.2l.2-4H7.2ZM8 12.4a.9.9 0 1 0 0-1.8.9.9 0 0 0 0 1.8Z"/>`,
  missing: svg`<path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm.8 9.8H7.2V9.8h1.6v1.5Zm1-4.4c-.7.6-1 .8-1 1.7H7.2c0-1.5.6-2 1.2-2.5.4-.4.7-.6.7-1 0-.5-.4-.9-1.1-.9s-1.2.4-1.3 1.2l-1.5-.3C5.5 3.9 6.5 3 8 3c1.7 0 2.8 1 2.8 2.3 0 .8-.5 1.2-1 1.6Z"/>`,
}

/** A small picture in the color of the text; says nothing to screen readers, so the words beside it must. */
export function icon(name: IconName): TemplateResult {
  return html`<svg part="icon" class="icon" viewBox="0 0 16 16" width="14" height="14" fill="currentColor" aria-hidden="true">${shapes[name]}</svg>`
}
