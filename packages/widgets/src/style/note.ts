import { html, type TemplateResult } from 'lit'
import { icon } from './icon.ts'

/** A note about something uncertain or wrong: a sentence with an icon. */
export function note(look: string, path: string, text: unknown, part = 'note', way = ''): TemplateResult {
  return html`<p class="note ${look}" part=${part}>${icon(path, way)}<bdi>${text}</bdi></p>`
}

/** Worth knowing. */
export const info = 'M1.75 8a6.25 6.25 0 1 0 12.5 0 6.25 6.25 0 1 0-12.5 0M8 7.5v3.5M8 5v.1'
/** No answer. */
export const offline = 'M2 2l12 12M4.6 9.4a5 5 0 0 1 3-1.35M11.4 9.4l-.7-.55M2 6.6a9 9 0 0 1 2.6-1.6M7.5 4c2.4-.1 4.7.8 6.5 2.6M8 12.5v.1'
