import { defineKind } from './define-kind.ts'
import { text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a Template: what is asked, and the steps that make it. */
export interface TemplateSpec {
  /** What it makes: `service`, `website`, `library`, or any other word. */
  readonly type: string
  readonly steps: readonly TemplateStep[]
  readonly owner?: string | undefined
  readonly lifecycle?: string | undefined
  /** A JSON Schema, or one for each page of the form. */
  readonly parameters?: Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[] | undefined
  readonly secrets?: { readonly schema?: Readonly<Record<string, unknown>> | undefined } | undefined
  readonly presentation?: Readonly<Record<string, unknown>> | undefined
  readonly output?: Readonly<Record<string, unknown>> | undefined
  readonly formDecorators?: readonly Readonly<Record<string, unknown>>[] | undefined
}

export interface TemplateStep {
  readonly action: string
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly input?: Readonly<Record<string, unknown>> | undefined
  readonly if?: string | boolean | undefined
  readonly each?: unknown
}

const permissions = z.looseObject({ tags: z.array(z.string()).optional() })
const page = z.looseObject({ 'backstage:permissions': permissions.optional() })
const condition = z.union([z.string(), z.boolean()])
const decorator = z.looseObject({ id: z.string().optional(), input: z.looseObject({}).optional() })
const buttonLabels = z.looseObject({
  backButtonText: z.string().optional(),
  createButtonText: z.string().optional(),
  reviewButtonText: z.string().optional(),
})

/** A form and the steps that make something new from it. */
export const template: Kind<'Template', z.ZodType<TemplateSpec>> = defineKind({
  kind: 'Template',
  apiVersions: ['scaffolder.backstage.io/v1beta3'],
  title: 'Template',
  description: 'A form and the steps that make something new from it.',
  schema: z.looseObject({
    type: text,
    steps: z.array(z.looseObject({
      action: z.string(),
      id: z.string().optional(),
      name: z.string().optional(),
      input: z.looseObject({}).optional(),
      if: condition.optional(),
      'backstage:permissions': permissions.optional(),
    })),
    owner: text.optional(),
    lifecycle: text.optional(),
    parameters: z.union([page, z.array(page)]).optional(),
    secrets: z.looseObject({ schema: z.looseObject({}).optional() }).optional(),
    presentation: z.looseObject({ buttonLabels: buttonLabels.optional() }).optional(),
    formDecorators: z.array(decorator).optional(),
    EXPERIMENTAL_formDecorators: z.array(decorator).optional(),
    EXPERIMENTAL_recovery: z.looseObject({ EXPERIMENTAL_strategy: z.string().optional() }).optional(),
    output: z.object({
      links: z.array(z.looseObject({
        if: condition.optional(),
        url: text.optional(),
        entityRef: text.optional(),
        title: text.optional(),
        icon: text.optional(),
      })).optional(),
      text: z.array(z.looseObject({
        if: condition.optional(),
        title: text.optional(),
        icon: text.optional(),
        content: z.string().optional(),
      })).optional(),
    }).catchall(z.string()).optional(),
  }),
  relations: [
    { field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group', targetKinds: ['Group', 'User'] },
  ],
})
