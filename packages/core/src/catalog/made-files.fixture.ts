import type { Descriptor, ParsedFile } from '../descriptor/types.ts'
import type { Entity } from '../entity.ts'
import type { Kind, RelationRule } from '../kinds/types.ts'
import { stringifyRef, tryParseRef } from '../ref.ts'

/** An entity as a test writes it. */
export interface MadeEntity {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
  readonly title?: string | undefined
  readonly annotations?: Readonly<Record<string, string>>
  readonly spec?: Readonly<Record<string, string | readonly string[]>>
}

const owner: RelationRule = { field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group', targetKinds: ['Group', 'User'] }
const rules: Readonly<Record<string, readonly RelationRule[]>> = {
  Component: [
    owner,
    { field: 'system', type: 'partOf', inverse: 'hasPart', defaultKind: 'System' },
    { field: 'dependsOn', type: 'dependsOn', inverse: 'dependencyOf' },
    { field: 'dependencyOf', type: 'dependencyOf', inverse: 'dependsOn' },
  ],
  System: [owner],
  User: [{ field: 'memberOf', type: 'memberOf', inverse: 'hasMember', defaultKind: 'Group' }],
  Group: [
    { field: 'parent', type: 'childOf', inverse: 'parentOf', defaultKind: 'Group' },
    { field: 'children', type: 'parentOf', inverse: 'childOf', defaultKind: 'Group' },
  ],
}

/** The kinds of `madeFile`, without schemas. */
export const madeKinds: readonly Kind[] = Object.entries(rules).map(([kind, relations]) => ({
  kind,
  apiVersions: ['v1'],
  title: kind,
  description: '',
  schema: undefined as never,
  relations,
}))

/** A file as the descriptor stage would return it. Document `n` starts on line `10 n + 1`; each field is on the next line. */
export function madeFile(path: string, entities: readonly MadeEntity[], source = 'made'): ParsedFile {
  const descriptors = entities.map((entity, index) => madeDescriptor(entity, index, path, source))
  return {
    source,
    origin: { path },
    descriptors,
    documents: descriptors.map(({ index, line, ref }) => ({ index, line, entityRef: ref, valid: true, diagnostics: [] })),
    diagnostics: [],
    locate: (index, field) => ({ line: index * 10 + 2, column: field.length }),
  }
}

function madeDescriptor(made: MadeEntity, index: number, path: string, source: string): Descriptor {
  const { kind, name, namespace = 'default', title, annotations, spec = {} } = made
  const metadata = {
    name,
    namespace,
    ...(title === undefined ? {} : { title }),
    ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
  }
  const entity: Entity = { apiVersion: 'v1', kind, metadata, spec: structuredClone(spec) }
  const edges = (rules[kind] ?? []).flatMap(({ field, type, inverse, defaultKind }) => {
    const value = spec[field]
    return (value === undefined ? [] : [value].flat()).map((text, i) => {
      const target = tryParseRef(text, { defaultKind, defaultNamespace: namespace })
      if (typeof target === 'string') throw new TypeError(target)
      return { type, inverse, target: stringifyRef(target), field: Array.isArray(value) ? ['spec', field, i] : ['spec', field] }
    })
  })
  return {
    ref: stringifyRef(entity.metadata.namespace === undefined ? { kind, name } : { kind, namespace, name }),
    entity,
    source,
    path,
    index,
    line: index * 10 + 1,
    edges,
  }
}
