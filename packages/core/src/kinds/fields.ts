import { z } from './zod.ts'

/** A string with something in it: what Backstage's schemas ask of every field. */
export const text: z.ZodString = z.string().min(1)

/** A list of entity references, each with its kind and namespace optional as the field's relation rule says. */
export const refs: z.ZodArray<z.ZodString> = z.array(text)

/** How a group or a person shows itself. */
export interface Profile {
  readonly displayName?: string | undefined
  readonly email?: string | undefined
  readonly picture?: string | undefined
}

/** The shape of `spec.profile`. */
export const profile: z.ZodType<Profile> = z.looseObject({
  displayName: text.optional(),
  email: text.optional(),
  picture: text.optional(),
})

/** The API versions of every core kind but Template and AiResource. */
export const coreApiVersions: readonly string[] = ['backstage.io/v1alpha1', 'backstage.io/v1beta1']
