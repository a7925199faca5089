import { defineKind } from './define-kind.ts'
import { coreVersions, lifecycleText, ownerRule, ownerText, systemRule, systemText, text, texts } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** The `spec` of a component. */
export interface ComponentSpec {
  /** `service`, `website`, `library`, or a word of your own. */
  readonly type: string
  /** `experimental`, `production`, `deprecated`, or a word of your own. */
  readonly lifecycle: string
  readonly owner: string
  readonly system?: string | undefined
  readonly subcomponentOf?: string | undefined
  readonly providesApis?: readonly string[] | undefined
  readonly consumesApis?: readonly string[] | undefined
  readonly dependsOn?: readonly string[] | undefined
  readonly dependencyOf?: readonly string[] | undefined
}

/** A piece of software: a service, a website, a library. */
export const component: Kind<'Component', z.ZodType<ComponentSpec>> = defineKind({
  kind: 'Component',
  apiVersions: coreVersions,
  title: 'Component',
  description: 'A piece of software: a service, a website, a library.',
  schema: z.object({
    type: text.describe('What it is: `service`, `website`, `library`'),
    lifecycle: lifecycleText,
    owner: ownerText,
    system: systemText.optional(),
    subcomponentOf: text.optional().describe('The component it is a part of'),
    providesApis: texts.optional().describe('The APIs it provides'),
    consumesApis: texts.optional().describe('The APIs it calls'),
    dependsOn: texts.optional().describe('What it needs to work, kinds written out: `resource:orders-db`, `component:ledger`'),
    dependencyOf: z
      .custom<readonly string[]>()
      .optional()
      .meta({
        type: 'array',
        items: { type: 'string' },
        description: 'What needs it to work, kinds written out',
      }),
  }),
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
