import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, lifecycleText, ownerRule, ownerText, systemRule, systemText, text } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of an API. */
export interface ApiSpec {
  /** `openapi`, `asyncapi`, `graphql`, `grpc`, `trpc`, or a word of your own. */
  readonly type: string
  /** `experimental`, `production`, `deprecated`, or a word of your own. */
  readonly lifecycle: string
  /** A reference to the group or user that owns it; the default kind is `Group`. */
  readonly owner: string
  /** A reference to the system it is a part of. */
  readonly system?: string | undefined
  /** The definition itself, as text in the format of `type`. */
  readonly definition: string
}

/** The `spec` of an API whose type is `mcp-server`: it has `remotes`, or, as in older catalogs, a definition. */
export interface McpServerApiSpec {
  readonly type: 'mcp-server'
  /** How mature it is: `experimental`, `production`, `deprecated`, or a word of your own. */
  readonly lifecycle: string
  /** A reference to the group or user that owns it; the default kind is `Group`. */
  readonly owner: string
  /** A reference to the system it is a part of. */
  readonly system?: string | undefined
  /** At least one; required if there is no definition. */
  readonly remotes?: readonly { readonly type: string; readonly url: string }[] | undefined
  /** A definition as text, if there are no remotes. */
  readonly definition?: string | undefined
}

const mcpServer: z.ZodType<McpServerApiSpec> = buildSchemas(() =>
  z
    .object({
      type: z.literal('mcp-server'),
      lifecycle: lifecycleText,
      owner: ownerText,
      system: systemText.optional(),
      remotes: z
        .array(
          z.object({
            type: text.describe('The transport: `streamable-http`, `sse`'),
            url: text.describe('The URL of the server'),
          }),
        )
        .min(1)
        .optional()
        .describe('The addresses of the server'),
      definition: text.optional().describe('A definition, if there are no remotes'),
    })
    .refine(({ remotes, definition }) => remotes !== undefined || definition !== undefined, { path: ['remotes'], when: () => true }),
)

/** An interface that components provide and consume. */
export const api: Kind<'API', z.ZodType<ApiSpec>> = defineKind({
  kind: 'API',
  apiVersions: coreVersions,
  title: 'API',
  description: 'An interface that components provide and consume.',
  schema: buildSchemas(() =>
    z.object({
      type: text.describe('The format of the definition: `openapi`, `asyncapi`, `graphql`, `grpc`, `trpc`'),
      lifecycle: lifecycleText,
      owner: ownerText,
      system: systemText.optional(),
      definition: text.meta({ description: 'The definition, or `$text: ./openapi.yaml`', placeholder: true }),
    }),
  ),
  variants: [{ specType: 'mcp-server', schema: mcpServer }],
  relations: [ownerRule, systemRule],
})
