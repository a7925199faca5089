import { defineKind } from './define-kind.ts'
import { coreApiVersions, refs, text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a Resource. */
export interface ResourceSpec {
  /** `database`, `s3-bucket`, `cluster`, or any other word. */
  readonly type: string
  readonly owner: string
  readonly system?: string | undefined
  /** References with their kind. */
  readonly dependsOn?: readonly string[] | undefined
  /** References with their kind. */
  readonly dependencyOf?: readonly string[] | undefined
}

/** Something a system needs to run: a database, a bucket, a cluster. */
export const resource: Kind<'Resource', z.ZodType<ResourceSpec>> = defineKind({
  kind: 'Resource',
  apiVersions: coreApiVersions,
  title: 'Resource',
  description: 'Something a system needs to run: a database, a bucket, a cluster.',
  schema: z.looseObject({
    type: text,
    owner: text,
    system: text.optional(),
    dependsOn: refs.optional(),
    dependencyOf: refs.optional(),
  }),
  relations: [
    { field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group', targetKinds: ['Group', 'User'] },
    { field: 'dependsOn', type: 'dependsOn', inverse: 'dependencyOf' },
    { field: 'dependencyOf', type: 'dependencyOf', inverse: 'dependsOn' },
    { field: 'system', type: 'partOf', inverse: 'hasPart', defaultKind: 'System', targetKinds: ['System'] },
  ],
})
