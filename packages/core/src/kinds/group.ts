import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, profile, text, texts, type Profile } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a group. */
export interface GroupSpec {
  /** `team`, `business-unit`, `product-area`, `root`, or a word of your own. */
  readonly type: string
  /** How it is shown to people. */
  readonly profile?: Profile | undefined
  /** A reference to the group directly above it. */
  readonly parent?: string | undefined
  /** The groups directly below it. Required, but may be empty. */
  readonly children: readonly string[]
  /** References to the people in it; the default kind is `User`. */
  readonly members?: readonly string[] | undefined
}

/** A team, or a unit of teams. */
export const group: Kind<'Group', z.ZodType<GroupSpec>> = defineKind({
  kind: 'Group',
  apiVersions: coreVersions,
  title: 'Group',
  description: 'A team, or a unit of teams.',
  schema: buildSchemas(() =>
    z.object({
      type: text.describe('What it is: `team`, `business-unit`, `product-area`, `root`'),
      profile: profile.optional(),
      parent: text.optional().describe('The group directly above it'),
      children: texts.describe('The groups directly below it; `[]` if there are none'),
      members: texts.optional().describe('The people in it'),
    }),
  ),
  relations: [
    { field: 'parent', type: 'childOf', inverse: 'parentOf', defaultKind: 'Group', targetKinds: ['Group'] },
    { field: 'children', type: 'parentOf', inverse: 'childOf', defaultKind: 'Group', targetKinds: ['Group'] },
    { field: 'members', type: 'hasMember', inverse: 'memberOf', defaultKind: 'User', targetKinds: ['User'] },
  ],
})
