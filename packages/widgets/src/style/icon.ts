import { html, type TemplateResult } from 'lit'

/** Lines in a 16 × 16 box, as the data of one path, in the colour of the text. Text next to it says the same. */
export function icon(path: string, look = ''): TemplateResult {
  return html`<svg class="icon ${look}" viewBox="0 0 16 16" aria-hidden="true"><path d=${path}></path></svg>`
}
