import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, ownerRule, ownerText, systemRule, systemText, text, texts } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a resource. */
export interface ResourceSpec {
  /** `database`, `s3-bucket`, `cluster`, or a word of your own. */
  readonly type: string
  /** A reference to the group or user that owns it; the default kind is `Group`. */
  readonly owner: string
  /** A reference to the system it is a part of. */
  readonly system?: string | undefined
  /** References to what it needs to work, each with its kind: `resource:orders-db`. */
  readonly dependsOn?: readonly string[] | undefined
  /** References to what needs it to work, each with its kind. */
  readonly dependencyOf?: readonly string[] | undefined
}

/** What software needs to run: a database, a bucket, a cluster. */
export const resource: Kind<'Resource', z.ZodType<ResourceSpec>> = defineKind({
  kind: 'Resource',
  apiVersions: coreVersions,
  title: 'Resource',
  description: 'What software needs to run: a database, a bucket, a cluster.',
  schema: buildSchemas(() =>
    z.object({
      type: text.describe('What it is: `database`, `s3-bucket`, `cluster`'),
      owner: ownerText,
      system: systemText.optional(),
      dependsOn: texts.optional().describe('What it needs to work, each with its kind: `resource:orders-db`'),
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
    { field: 'dependsOn', type: 'dependsOn', inverse: 'dependencyOf' },
    { field: 'dependencyOf', type: 'dependencyOf', inverse: 'dependsOn' },
    systemRule,
  ],
})
