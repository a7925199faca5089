import { html, type TemplateResult } from 'lit'

const marks = /\*\*(?<strong>[^\s*](?:[^*]*[^\s*])?)\*\*|(?<![\w*])\*(?<em>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])|`(?<code>[^`]+)`/g

/** A description with inline emphasis: `**strong**`, `*emphasis*` and `` `code` ``. Everything else stays text. */
export function emphasis(text: string): readonly (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = []
  let at = 0
  for (const match of text.matchAll(marks)) {
    const { strong, em, code } = match.groups ?? {}
    parts.push(text.slice(at, match.index))
    if (strong !== undefined) parts.push(html`<strong>${strong}</strong>`)
    else parts.push(em === undefined ? html`<code>${code}</code>` : html`<em>${em}</em>`)
    at = match.index + match[0].length
  }
  return [...parts, text.slice(at)]
}
