import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, text, texts } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a location. */
export interface LocationSpec {
  /** `url` or `file`. @default the type of the file it is in */
  readonly type?: string | undefined
  /** A path, a glob of paths, or a URL. */
  readonly target?: string | undefined
  /** Several targets. */
  readonly targets?: readonly string[] | undefined
  /** `optional`: a missing target is not reported. */
  readonly presence?: 'required' | 'optional' | undefined
}

/** Points to other files that contain descriptors. */
export const location: Kind<'Location', z.ZodType<LocationSpec>> = defineKind({
  kind: 'Location',
  apiVersions: coreVersions,
  title: 'Location',
  description: 'Points to other files that contain descriptors.',
  schema: buildSchemas(() =>
    z.object({
      type: text.optional().describe('`url` or `file`; defaults to the type of the file it is in'),
      target: text.optional().describe('A path, a pattern of paths, or an address'),
      targets: texts.optional().describe('Several targets'),
      presence: z.enum(['required', 'optional']).optional().describe('`optional`: a missing target is not reported'),
    }),
  ),
  relations: [],
})
