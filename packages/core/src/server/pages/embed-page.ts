import { escapeMarkup } from '../reply.ts'
import type { Assets } from '../types.ts'

/** The elements that have an embed page, from the list in the build of the widgets. */
export async function embedElements(assets: Assets | undefined): Promise<readonly string[]> {
  const body = (await assets?.read('callboard/elements.json'))?.body
  if (body === undefined) return []
  const names: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body))
  return Array.isArray(names) ? names.filter(name => typeof name === 'string' && elementName.test(name)) : []
}

const elementName = /^[a-z]+(?:-[a-z]+)+$/

/**
 * The page of one element for an `<iframe>`: `?entity=` is read in the browser, so one page serves every entity. `up` is the path from the
 * page to the root of the portal, `../` or `../../`.
 */
export function embedPage(element: string, up: string, title: string): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    // Links open outside the frame: the page around it is kept, and the target may refuse to be framed.
    '<base target="_blank">',
    `<meta name="callboard-element" content="${escapeMarkup(element)}">`,
    `<title>${escapeMarkup(`${element} · ${title}`)}</title>`,
    `<link rel="stylesheet" href="${up}callboard/embed.css">`,
    `<script type="module" src="${up}callboard/embed.js"></script>`,
    `<script type="module" src="${up}callboard.js"></script>`,
    '</head>',
    '<body><main><noscript>This frame needs JavaScript. Without it, use the SVG badge.</noscript></main></body>',
    '</html>',
    '',
  ].join('\n')
}
