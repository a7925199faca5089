import { defineKind } from './define-kind.ts'
import { coreApiVersions, refs, text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a Location. */
export interface LocationSpec {
  /** `file` or `url`; the type of the place it was read from when left out. */
  readonly type?: string | undefined
  readonly target?: string | undefined
  readonly targets?: readonly string[] | undefined
  readonly presence?: 'required' | 'optional' | undefined
}

/** A list of other files to read. */
export const location: Kind<'Location', z.ZodType<LocationSpec>> = defineKind({
  kind: 'Location',
  apiVersions: coreApiVersions,
  title: 'Location',
  description: 'A list of other files to read.',
  schema: z.looseObject({
    type: text.optional(),
    target: text.optional(),
    targets: refs.optional(),
    presence: z.enum(['required', 'optional']).optional(),
  }),
  relations: [

  ],
})
