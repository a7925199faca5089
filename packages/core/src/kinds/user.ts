import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, profile, texts, type Profile } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a user. */
export interface UserSpec {
  /** How the person is shown. */
  readonly profile?: Profile | undefined
  /** The groups the person is in. Required, but may be empty. */
  readonly memberOf: readonly string[]
}

/** A person. */
export const user: Kind<'User', z.ZodType<UserSpec>> = defineKind({
  kind: 'User',
  apiVersions: coreVersions,
  title: 'User',
  description: 'A person.',
  schema: buildSchemas(() =>
    z.object({
      profile: profile.optional(),
      memberOf: texts.describe('The groups the person is in; `[]` if there are none'),
    }),
  ),
  relations: [{ field: 'memberOf', type: 'memberOf', inverse: 'hasMember', defaultKind: 'Group', targetKinds: ['Group'] }],
})
