import { defineKind } from './define-kind.ts'
import { coreApiVersions, refs, text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a Component. */
export interface ComponentSpec {
  /** `service`, `website`, `library`, or any other word. */
  readonly type: string
  /** `experimental`, `production`, `deprecated`, or any other word. */
  readonly lifecycle: string
  /** A group or a user. */
  readonly owner: string
  readonly system?: string | undefined
  readonly subcomponentOf?: string | undefined
  readonly providesApis?: readonly string[] | undefined
  readonly consumesApis?: readonly string[] | undefined
  /** References with their kind. */
  readonly dependsOn?: readonly string[] | undefined
  /** References with their kind. */
  readonly dependencyOf?: readonly string[] | undefined
}

/** A piece of software: a service, a website, a library. */
export const component: Kind<'Component', z.ZodType<ComponentSpec>> = defineKind({
  kind: 'Component',
  apiVersions: coreApiVersions,
  title: 'Component',
  description: 'A piece of software: a service, a website, a library.',
  schema: z.looseObject({
    type: text,
    lifecycle: text,
    owner: text,
    system: text.optional(),
    subcomponentOf: text.optional(),
    providesApis: refs.optional(),
    consumesApis: refs.optional(),
    dependsOn: refs.optional(),
    dependencyOf: refs.optional(),
  }),
  relations: [
    { field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group', targetKinds: ['Group', 'User'] },
    { field: 'system', type: 'partOf', inverse: 'hasPart', defaultKind: 'System', targetKinds: ['System'] },
    { field: 'subcomponentOf', type: 'partOf', inverse: 'hasPart', defaultKind: 'Component', targetKinds: ['Component'] },
    { field: 'providesApis', type: 'providesApi', inverse: 'apiProvidedBy', defaultKind: 'API', targetKinds: ['API'] },
    { field: 'consumesApis', type: 'consumesApi', inverse: 'apiConsumedBy', defaultKind: 'API', targetKinds: ['API'] },
    { field: 'dependsOn', type: 'dependsOn', inverse: 'dependencyOf' },
    { field: 'dependencyOf', type: 'dependencyOf', inverse: 'dependsOn' },
  ],
})
