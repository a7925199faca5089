import type { Catalog, EntityGraph } from '@callboard/core'
import { closest } from '../closest.ts'
import { printJson } from '../output/print-json.ts'
import { visible } from '../output/visible.ts'
import { openPortal } from '../open-portal.ts'
import { catalogOptions } from '../what-to-read.ts'
import { suggestion } from '../suggestion.ts'
import type { Command } from '../types.ts'
import { UsageError } from '../usage-error.ts'

const formats = ['mermaid', 'dot', 'json'] as const

export const graph: Command = {
  usage: 'REF [--depth N] [--types T,T] [--format mermaid|dot|json]',
  options: {
    ...catalogOptions,
    depth: { type: 'string', value: 'N', help: 'the number of steps (default: 1)' },
    types: { type: 'string', value: 'T,T', help: 'only these relation types, such as dependsOn' },
    format: { type: 'string', value: 'FORMAT', help: 'mermaid (default), dot or json' },
  },
  examples: [
    'callboard graph payments-api --depth 2',
    'callboard graph payments-db --types dependencyOf --depth 5 --json',
    'callboard graph payments-api --format dot | dot -Tsvg > graph.svg',
  ],
  async run(context) {
    const { io, args } = context
    const [ref, ...more] = args
    if (ref === undefined || more.length > 0)
      throw new UsageError('graph takes one entity reference.', 'For example: callboard graph component:default/payments-api')
    const format = context.json ? 'json' : (context.text('format') ?? 'mermaid')
    if (!formats.some(known => known === format)) throw new UsageError(`--format is "${format}", but must be one of ${formats.join(', ')}.`)
    const types = context
      .text('types')
      ?.split(',')
      .map(type => type.trim())
      .filter(type => type !== '')
    const portal = await openPortal(context)
    try {
      checkTypes(types ?? [], portal.catalog)
      if (portal.catalog.get(ref) === undefined) {
        if (portal.catalog.size > 0)
          io.err(`callboard: There is no entity ${visible(ref)}.${suggestion(portal.catalog.resolve(ref), context)}\n`)
        return 1
      }
      const found = portal.catalog.graph(ref, { depth: context.count('depth') ?? 1, ...(types === undefined ? {} : { types }) })
      if (format === 'json') printJson(io, found)
      else io.out(format === 'dot' ? drawDot(found) : drawMermaid(found))
      return 0
    } finally {
      await portal.close()
    }
  },
}

/** A misspelt type would draw an empty graph, as if nothing were related. */
function checkTypes(types: readonly string[], { kinds }: Catalog): void {
  const known = [...new Set(kinds.flatMap(({ relations }) => relations.flatMap(({ type, inverse }) => [type, inverse])))]
  const wrong = types.find(type => !known.includes(type))
  if (wrong === undefined) return
  const meant = closest(wrong, known)
  throw new UsageError(
    `There is no relation type "${wrong}".`,
    meant === undefined ? `The relation types are ${known.join(', ')}.` : `Did you mean ${meant}?`,
  )
}

function drawMermaid({ nodes, edges, truncated }: EntityGraph): string {
  const ids = new Map(nodes.map((node, i) => [node.ref, `n${String(i)}`]))
  return [
    'flowchart LR',
    ...nodes.map(
      ({ ref, title, kind, exists }) =>
        `  ${ids.get(ref) ?? ''}["${mermaidText(`${title} (${kind.toLowerCase()})${exists ? '' : ' – missing'}`)}"]`,
    ),
    ...edges.map(
      ({ source, type, target, cycle }) =>
        `  ${ids.get(source) ?? ''} ${cycle ? '-.' : '--'} ${mermaidText(type)} ${cycle ? '.->' : '-->'} ${ids.get(target) ?? ''}`,
    ),
    ...(truncated ? ['  %% cut: more than the most nodes'] : []),
    '',
  ].join('\n')
}

/** Mermaid reads HTML entities in labels; every character that could end a label or begin a tag is written as one. */
function mermaidText(text: string): string {
  return visible(text).replace(/[^\p{L}\p{N} _.:/()–-]/gu, letter => `#${String(letter.codePointAt(0) ?? 0)};`)
}

function drawDot({ nodes, edges, truncated }: EntityGraph): string {
  const quoted = (text: string): string => `"${visible(text).replace(/["\\]/g, '\\$&')}"`
  return [
    'digraph catalog {',
    '  rankdir=LR',
    '  node [shape=box]',
    ...nodes.map(({ ref, title, exists }) => `  ${quoted(ref)} [label=${quoted(title)}${exists ? '' : ', style=dashed'}]`),
    ...edges.map(
      ({ source, type, target, cycle }) =>
        `  ${quoted(source)} -> ${quoted(target)} [label=${quoted(type)}${cycle ? ', style=dashed' : ''}]`,
    ),
    ...(truncated ? ['  // cut: more than the most nodes'] : []),
    '}',
    '',
  ].join('\n')
}
