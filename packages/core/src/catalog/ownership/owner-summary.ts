import { parseRef } from '../../ref.ts'
import type { CatalogGraph, CatalogNode } from '../graph/graph.ts'
import type { OwnerSummary } from './types.ts'

/** The summary of a group or user. One that no source defines keeps its name from the reference. */
export function summarizeOwner(graph: CatalogGraph, ref: string): OwnerSummary {
  const node = graph.nodes.get(ref)
  if (node === undefined) {
    const { kind, name } = parseRef(ref)
    return { ref, kind, name, title: name, exists: false }
  }
  const { kind, metadata, spec } = node.descriptor.entity
  const type = spec?.['type']
  const picture = profileField(node, 'picture')
  return {
    ref,
    kind,
    name: metadata.name,
    title: titleOf(node),
    exists: true,
    ...(typeof type === 'string' ? { type } : {}),
    ...(picture === '' ? {} : { picture }),
  }
}

/** The name to show for an entity: its title, the display name of its profile, or its name. */
export function titleOf(node: CatalogNode): string {
  const { metadata } = node.descriptor.entity
  return [metadata.title, displayNameOf(node)].find(text => text !== undefined && text.trim() !== '') ?? metadata.name
}

/** The display name of a profile; empty if there is none. */
export function displayNameOf(node: CatalogNode): string {
  return profileField(node, 'displayName')
}

function profileField({ descriptor }: CatalogNode, field: 'displayName' | 'picture'): string {
  const profile = descriptor.entity.spec?.['profile']
  const value =
    typeof profile === 'object' && profile !== null && field in profile ? (profile as Readonly<Record<string, unknown>>)[field] : undefined
  return typeof value === 'string' ? value : ''
}
