import { defineKind } from './define-kind.ts'
import { coreApiVersions, profile, refs, text, type Profile } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a Group. */
export interface GroupSpec {
  /** `team`, `business-unit`, `product-area`, `root`, or any other word. */
  readonly type: string
  /** May be empty, but must be there. */
  readonly children: readonly string[]
  readonly parent?: string | undefined
  readonly members?: readonly string[] | undefined
  readonly profile?: Profile | undefined
}

/** A team, or a unit that teams are part of. */
export const group: Kind<'Group', z.ZodType<GroupSpec>> = defineKind({
  kind: 'Group',
  apiVersions: coreApiVersions,
  title: 'Group',
  description: 'A team, or a unit that teams are part of.',
  schema: z.looseObject({
    type: text,
    children: refs,
    parent: text.optional(),
    members: refs.optional(),
    profile: profile.optional(),
  }),
  relations: [
    { field: 'parent', type: 'childOf', inverse: 'parentOf', defaultKind: 'Group', targetKinds: ['Group'] },
    { field: 'children', type: 'parentOf', inverse: 'childOf', defaultKind: 'Group', targetKinds: ['Group'] },
    { field: 'members', type: 'hasMember', inverse: 'memberOf', defaultKind: 'User', targetKinds: ['User'] },
  ],
})
