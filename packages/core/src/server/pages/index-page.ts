import type { CatalogGraph, CatalogNode } from '../../catalog/graph/graph.ts'
import { answerOwner } from '../../catalog/ownership/answer-owner.ts'
import { titleOf } from '../../catalog/ownership/owner-summary.ts'
import { escapeMarkup } from '../reply.ts'

const order: readonly string[] = ['domain', 'system', 'component', 'api', 'resource', 'group', 'user', 'template']
const mostRows = 2000

/** A plain list of everything, by kind, with owners: readable without JavaScript, live with it. `script`: whether there are widgets. */
export function indexPage(graph: CatalogGraph, title: string, script: boolean): string {
  const byKind = Map.groupBy(graph.sorted, node => node.ref.slice(0, node.ref.indexOf(':')))
  const kinds = [...byKind.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const name = escapeMarkup(title)
  let left = mostRows
  const sections = kinds.map(kind => {
    const nodes = byKind.get(kind) ?? []
    const shown = nodes.slice(0, left)
    left -= shown.length
    return section(graph, nodes[0]?.entity.kind ?? kind, nodes.length, shown)
  })
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${name}</title>`,
    '<meta name="callboard-src" content="./">',
    ...(script ? ['<link rel="stylesheet" href="callboard/embed.css">', '<script type="module" src="callboard.js"></script>'] : []),
    '</head>',
    '<body class="callboard-index">',
    '<main>',
    `<h1>${name}</h1>`,
    `<p>${graph.nodes.size === 1 ? '1 entity' : `${String(graph.nodes.size)} entities`}. Data: <a href="callboard.json">callboard.json</a></p>`,
    ...sections,
    ...(graph.nodes.size > mostRows ? [`<p>The first ${String(mostRows)} of ${String(graph.nodes.size)} are shown.</p>`] : []),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function section(graph: CatalogGraph, kind: string, count: number, nodes: readonly CatalogNode[]): string {
  if (nodes.length === 0) return ''
  const isOrg = kind === 'Group' || kind === 'User'
  const rows = nodes.map(node => {
    const ref = escapeMarkup(node.ref)
    const owner = isOrg ? undefined : answerOwner(graph, node.ref).owner
    const badge = isOrg ? '' : `<td><owner-badge entity="${ref}">${escapeMarkup(owner?.title ?? 'nobody')}</owner-badge></td>`
    return `<tr><th scope="row"><entity-link entity="${ref}">${escapeMarkup(titleOf(node))}</entity-link></th>${badge}<td>${escapeMarkup(node.entity.metadata.description ?? '')}</td></tr>`
  })
  const heads = `<tr><th scope="col">Name</th>${isOrg ? '' : '<th scope="col">Owner</th>'}<th scope="col">Description</th></tr>`
  return `<h2>${escapeMarkup(kind)} (${String(count)})</h2>\n<table>\n<thead>${heads}</thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`
}

function rank(kind: string): number {
  const at = order.indexOf(kind)
  return at === -1 ? order.length : at
}
