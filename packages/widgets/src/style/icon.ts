import { html, type TemplateResult } from 'lit'

/** Lines in a box of 16, as the data of one path; its colour is that of the text. What it says, a word beside it says too. */
export function icon(path: string, look = ''): TemplateResult {
  return html`<svg class="icon ${look}" viewBox="0 0 16 16" aria-hidden="true"><path d=${path}></path></svg>`
}
