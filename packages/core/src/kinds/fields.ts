import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import type { RelationRule } from './types.ts'

/** A string with at least one character. */
export const text: z.ZodString = buildSchemas(() => z.string().min(1))

/** A list of strings with at least one character each; the list may be empty. */
export const texts: z.ZodArray<z.ZodString> = buildSchemas(() => z.array(text))

/** Any mapping. */
export const mapping: z.ZodObject<Record<never, never>, z.core.$loose> = buildSchemas(() => z.looseObject({}))

/** How a group or a user is shown. */
export interface Profile {
  /** The name to show to people. */
  readonly displayName?: string | undefined
  /** The e-mail address. */
  readonly email?: string | undefined
  /** The URL of an image. */
  readonly picture?: string | undefined
}

export const profile: z.ZodType<Profile> = buildSchemas(() =>
  z
    .object({
      displayName: text.optional().describe('The name to show'),
      email: text.optional().describe('The e-mail address'),
      picture: text.optional().describe('The address of an image'),
    })
    .describe('How it is shown to people'),
)

export const ownerRule: RelationRule = {
  field: 'owner',
  type: 'ownedBy',
  inverse: 'ownerOf',
  defaultKind: 'Group',
  targetKinds: ['Group', 'User'],
}

export const systemRule: RelationRule = {
  field: 'system',
  type: 'partOf',
  inverse: 'hasPart',
  defaultKind: 'System',
  targetKinds: ['System'],
}

/** The versions of every core kind except Template and AiResource. */
export const coreVersions: readonly string[] = ['backstage.io/v1alpha1', 'backstage.io/v1beta1']

export const ownerText: z.ZodString = buildSchemas(() =>
  text.describe('The group or user that owns it: `payments-team`, `group:default/payments-team`, `user:jane.doe`'),
)
export const systemText: z.ZodString = buildSchemas(() => text.describe('The system it is a part of'))
export const lifecycleText: z.ZodString = buildSchemas(() =>
  text.describe('Its lifecycle stage: `experimental`, `production`, `deprecated`'),
)
