import { defineKind } from './define-kind.ts'
import { lifecycleText, mapping, ownerRule, ownerText, text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** The `spec` of a template. What a step's input means is its action's business. */
export interface TemplateSpec {
  readonly type: string
  readonly owner?: string | undefined
  readonly lifecycle?: string | undefined
  /** One page of the form, or several. */
  readonly parameters?: TemplateParameters | readonly TemplateParameters[] | undefined
  readonly secrets?: { readonly schema?: Readonly<Record<string, unknown>> | undefined } | undefined
  readonly presentation?:
    | {
        readonly buttonLabels?:
          | {
              readonly backButtonText?: string | undefined
              readonly createButtonText?: string | undefined
              readonly reviewButtonText?: string | undefined
            }
          | undefined
      }
    | undefined
  readonly EXPERIMENTAL_recovery?: { readonly EXPERIMENTAL_strategy?: string | undefined } | undefined
  readonly formDecorators?: readonly TemplateDecorator[] | undefined
  readonly EXPERIMENTAL_formDecorators?: readonly TemplateDecorator[] | undefined
  readonly steps: readonly TemplateStep[]
  readonly output?: TemplateOutput | undefined
}

/** One page of a template's form, as JSON Schema. */
export interface TemplateParameters {
  readonly 'backstage:permissions'?: { readonly tags?: readonly string[] | undefined } | undefined
  readonly [key: string]: unknown
}

/** One step of a template. */
export interface TemplateStep {
  readonly 'id'?: string | undefined
  readonly 'name'?: string | undefined
  readonly 'action': string
  readonly 'input'?: Readonly<Record<string, unknown>> | undefined
  readonly 'if'?: string | boolean | undefined
  readonly 'backstage:permissions'?: { readonly tags?: readonly string[] | undefined } | undefined
  readonly [key: string]: unknown
}

/** What a finished run shows. Other outputs are strings. */
export interface TemplateOutput {
  readonly links?:
    | readonly {
        readonly if?: string | boolean | undefined
        readonly url?: string | undefined
        readonly entityRef?: string | undefined
        readonly title?: string | undefined
        readonly icon?: string | undefined
      }[]
    | undefined
  readonly text?:
    | readonly {
        readonly if?: string | boolean | undefined
        readonly title?: string | undefined
        readonly icon?: string | undefined
        readonly content?: string | undefined
      }[]
    | undefined
  readonly [name: string]: unknown
}

/** Something that adds to a form's values before they are sent. */
export interface TemplateDecorator {
  readonly id?: string | undefined
  readonly input?: Readonly<Record<string, unknown>> | undefined
}

const word = z.string()
const permissions = z
  .object({ tags: z.array(word).optional() })
  .optional()
  .describe('Tags that permission rules look at')
const page = z.looseObject({ 'backstage:permissions': permissions })
const condition = z.union([word, z.boolean()]).optional().describe('Left out when this is false')
const decorators = z.array(z.object({ id: word.optional(), input: mapping.optional() }))

const step = z.looseObject({
  'id': word.optional().describe('The name that other steps call it by'),
  'name': word.optional().describe('Shown while it runs'),
  'action': word.describe('What to do: `fetch:template`, `publish:github`'),
  'input': mapping.optional().describe('What the action is given'),
  'if': condition,
  'backstage:permissions': permissions,
})

const output = z
  .object({
    links: z
      .array(
        z.object({
          if: condition,
          url: text.optional(),
          entityRef: text.optional(),
          title: text.optional(),
          icon: text.optional(),
        }),
      )
      .optional(),
    text: z.array(z.object({ if: condition, title: text.optional(), icon: text.optional(), content: word.optional() })).optional(),
  })
  .catchall(word)

/** A form and the steps that make something new from it. */
export const template: Kind<'Template', z.ZodType<TemplateSpec>> = defineKind({
  kind: 'Template',
  apiVersions: ['scaffolder.backstage.io/v1beta3'],
  title: 'Template',
  description: 'A form and the steps that make something new from it.',
  schema: z.object({
    type: text.describe('What it makes: `service`, `website`, `library`'),
    owner: ownerText.optional(),
    lifecycle: lifecycleText.optional(),
    parameters: z
      .union([page, z.array(page)])
      .optional()
      .describe('The form, as JSON Schema: one page or a list of pages'),
    secrets: z.object({ schema: mapping.optional() }).optional(),
    presentation: z
      .object({
        buttonLabels: z
          .object({
            backButtonText: word.optional(),
            createButtonText: word.optional(),
            reviewButtonText: word.optional(),
          })
          .optional(),
      })
      .optional(),
    EXPERIMENTAL_recovery: z.object({ EXPERIMENTAL_strategy: word.optional() }).optional(),
    formDecorators: decorators.optional(),
    EXPERIMENTAL_formDecorators: decorators.optional(),
    steps: z.array(step).describe('What is done, in order'),
    output: output.optional().describe('What a finished run shows'),
  }),
  relations: [ownerRule],
})
