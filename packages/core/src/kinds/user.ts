import { defineKind } from './define-kind.ts'
import { coreApiVersions, profile, refs, type Profile } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a User. */
export interface UserSpec {
  /** May be empty, but must be there. */
  readonly memberOf: readonly string[]
  readonly profile?: Profile | undefined
}

/** A person. */
export const user: Kind<'User', z.ZodType<UserSpec>> = defineKind({
  kind: 'User',
  apiVersions: coreApiVersions,
  title: 'User',
  description: 'A person.',
  schema: z.looseObject({
    memberOf: refs,
    profile: profile.optional(),
  }),
  relations: [
    { field: 'memberOf', type: 'memberOf', inverse: 'hasMember', defaultKind: 'Group', targetKinds: ['Group'] },
  ],
})
