import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, lifecycleText, ownerRule, ownerText, systemRule, systemText, text, texts } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a component. */
export interface ComponentSpec {
  /** `service`, `website`, `library`, or a word of your own. */
  readonly type: string
  /** `experimental`, `production`, `deprecated`, or a word of your own. */
  readonly lifecycle: string
  /** A reference to the group or user that owns it; the default kind is `Group`. */
  readonly owner: string
  /** A reference to the system it is a part of. */
  readonly system?: string | undefined
  /** A reference to the component it is a part of. */
  readonly subcomponentOf?: string | undefined
  /** References to the APIs it provides; the default kind is `API`. */
  readonly providesApis?: readonly string[] | undefined
  /** References to the APIs it calls; the default kind is `API`. */
  readonly consumesApis?: readonly string[] | undefined
  /** References to what it needs to work, each with its kind: `resource:orders-db`. */
  readonly dependsOn?: readonly string[] | undefined
  /** References to what needs it to work, each with its kind. */
  readonly dependencyOf?: readonly string[] | undefined
}

/** A piece of software: a service, a website, a library. */
export const component: Kind<'Component', z.ZodType<ComponentSpec>> = defineKind({
  kind: 'Component',
  apiVersions: coreVersions,
  title: 'Component',
  description: 'A piece of software: a service, a website, a library.',
  schema: buildSchemas(() =>
    z.object({
      type: text.describe('What it is: `service`, `website`, `library`'),
      lifecycle: lifecycleText,
      owner: ownerText,
      system: systemText.optional(),
      subcomponentOf: text.optional().describe('The component it is a part of'),
      providesApis: texts.optional().describe('The APIs it provides'),
      consumesApis: texts.optional().describe('The APIs it calls'),
      dependsOn: texts.optional().describe('What it needs to work, each with its kind: `resource:orders-db`, `component:ledger`'),
      dependencyOf: z
        .custom<readonly string[]>()
        .optional()
        .meta({
          type: 'array',
          items: { type: 'string' },
          description: 'What needs it to work, each with its kind',
        }),
    }),
  ),
  relations: [
    ownerRule,
    { field: 'subcomponentOf', type: 'partOf', inverse: 'hasPart', defaultKind: 'Component', targetKinds: ['Component'] },
    { field: 'providesApis', type: 'providesApi', inverse: 'apiProvidedBy', defaultKind: 'API', targetKinds: ['API'] },
    { field: 'consumesApis', type: 'consumesApi', inverse: 'apiConsumedBy', defaultKind: 'API', targetKinds: ['API'] },
    { field: 'dependsOn', type: 'dependsOn', inverse: 'dependencyOf' },
    { field: 'dependencyOf', type: 'dependencyOf', inverse: 'dependsOn' },
    systemRule,
  ],
})
