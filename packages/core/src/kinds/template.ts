import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { lifecycleText, mapping, ownerRule, ownerText, text } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a template. The action of a step defines what its input means. */
export interface TemplateSpec {
  /** What it makes: `service`, `website`, or a word of your own. */
  readonly type: string
  /** A reference to the group or user that owns it; the default kind is `Group`. */
  readonly owner?: string | undefined
  /** How mature it is: `experimental`, `production`, `deprecated`, or a word of your own. */
  readonly lifecycle?: string | undefined
  /** One page of the form, or several. */
  readonly parameters?: TemplateParameters | readonly TemplateParameters[] | undefined
  /** The secrets a run needs, as JSON Schema. */
  readonly secrets?: { readonly schema?: Readonly<Record<string, unknown>> | undefined } | undefined
  /** The labels of the form's buttons. */
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
  /** What happens to an interrupted run; the name is Backstage's. */
  readonly EXPERIMENTAL_recovery?: { readonly EXPERIMENTAL_strategy?: string | undefined } | undefined
  /** Decorators that add values to the form before it is submitted. */
  readonly formDecorators?: readonly TemplateDecorator[] | undefined
  /** The older name of `formDecorators`. */
  readonly EXPERIMENTAL_formDecorators?: readonly TemplateDecorator[] | undefined
  /** What a run does, in order. */
  readonly steps: readonly TemplateStep[]
  /** What a finished run shows. */
  readonly output?: TemplateOutput | undefined
}

/** One page of a template's form, as JSON Schema. */
export interface TemplateParameters {
  /** The tags for permission rules. */
  readonly 'backstage:permissions'?: { readonly tags?: readonly string[] | undefined } | undefined
  readonly [key: string]: unknown
}

/** One step of a template. */
export interface TemplateStep {
  /** The name by which later steps read its output. */
  readonly 'id'?: string | undefined
  /** The name to show while it runs. */
  readonly 'name'?: string | undefined
  /** The action it runs, such as `fetch:template`. */
  readonly 'action': string
  /** The input of the action; may contain `${{ … }}` expressions. */
  readonly 'input'?: Readonly<Record<string, unknown>> | undefined
  /** Runs the step only if this is true; a boolean or an expression. */
  readonly 'if'?: string | boolean | undefined
  /** The tags for permission rules. */
  readonly 'backstage:permissions'?: { readonly tags?: readonly string[] | undefined } | undefined
  readonly [key: string]: unknown
}

/** What a finished run shows. Other outputs are strings. */
export interface TemplateOutput {
  /** Links to the results: each has a `url` or an `entityRef`. */
  readonly links?:
    | readonly {
        readonly if?: string | boolean | undefined
        readonly url?: string | undefined
        readonly entityRef?: string | undefined
        readonly title?: string | undefined
        readonly icon?: string | undefined
      }[]
    | undefined
  /** Texts to show, as Markdown. */
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

/** Adds values to a form before it is submitted. */
export interface TemplateDecorator {
  /** The decorator's name in the front end. */
  readonly id?: string | undefined
  /** The input of the decorator. */
  readonly input?: Readonly<Record<string, unknown>> | undefined
}

/** A form and the steps that make something new from it. */
export const template: Kind<'Template', z.ZodType<TemplateSpec>> = defineKind({
  kind: 'Template',
  apiVersions: ['scaffolder.backstage.io/v1beta3'],
  title: 'Template',
  description: 'A form and the steps that make something new from it.',
  schema: buildSchemas(specSchema),
  relations: [ownerRule],
})

function specSchema(): z.ZodType<TemplateSpec> {
  const word = z.string()
  const permissions = z
    .object({ tags: z.array(word).optional() })
    .optional()
    .describe('Tags for permission rules')
  const page = z.looseObject({ 'backstage:permissions': permissions })
  const condition = z.union([word, z.boolean()]).optional().describe('Skipped when this is false')
  const decorators = z.array(z.object({ id: word.optional(), input: mapping.optional() }))

  const step = z.looseObject({
    'id': word.optional().describe('The name by which other steps refer to it'),
    'name': word.optional().describe('Shown while it runs'),
    'action': word.describe('The action to run: `fetch:template`, `publish:github`'),
    'input': mapping.optional().describe('The input of the action'),
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
  return z.object({
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
    steps: z.array(step).describe('The steps to run, in order'),
    output: output.optional().describe('What a finished run shows'),
  })
}
