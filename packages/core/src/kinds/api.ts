import { defineKind } from './define-kind.ts'
import { coreApiVersions, text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a API. */
export interface APISpec {
  /** `openapi`, `asyncapi`, `graphql`, `grpc`, `trpc`, `mcp-server`, or any other word. */
  readonly type: string
  readonly lifecycle: string
  readonly owner: string
  /** The definition as text; every type but `mcp-server` has one. */
  readonly definition?: string | undefined
  /** Where an `mcp-server` answers. */
  readonly remotes?: readonly McpServerRemote[] | undefined
  readonly system?: string | undefined
}

/** One address of an `mcp-server`. */
export interface McpServerRemote {
  readonly type: string
  readonly url: string
}

/** An interface that components provide and consume. */
export const api: Kind<'API', z.ZodType<APISpec>> = defineKind({
  kind: 'API',
  apiVersions: coreApiVersions,
  title: 'API',
  description: 'An interface that components provide and consume.',
  schema: z.looseObject({
    type: text,
    lifecycle: text,
    owner: text,
    definition: text,
    system: text.optional(),
  }),
  variants: [
    {
      specType: 'mcp-server',
      schema: z.looseObject({
        type: z.literal('mcp-server'),
        lifecycle: text,
        owner: text,
        remotes: z.array(z.looseObject({ type: text, url: text })).min(1),
        system: text.optional(),
      }),
    },
  ],
  relations: [
    { field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group', targetKinds: ['Group', 'User'] },
    { field: 'system', type: 'partOf', inverse: 'hasPart', defaultKind: 'System', targetKinds: ['System'] },
  ],
})
