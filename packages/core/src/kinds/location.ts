import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, text, texts } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a location. */
export interface LocationSpec {
  /** `url` or `file`. Left out, it is that of the file it stands in. */
  readonly type?: string | undefined
  /** A path, a glob of paths, or a URL. */
  readonly target?: string | undefined
  /** Several targets. */
  readonly targets?: readonly string[] | undefined
  /** `optional`: a target that is not there is no problem. */
  readonly presence?: 'required' | 'optional' | undefined
}

/** Names other files that hold descriptors. */
export const location: Kind<'Location', z.ZodType<LocationSpec>> = defineKind({
  kind: 'Location',
  apiVersions: coreVersions,
  title: 'Location',
  description: 'Names other files that hold descriptors.',
  schema: buildSchemas(() =>
    z.object({
      type: text.optional().describe('`url` or `file`; left out, that of the file it stands in'),
      target: text.optional().describe('A path, a pattern of paths, or an address'),
      targets: texts.optional().describe('Several of them'),
      presence: z.enum(['required', 'optional']).optional().describe('`optional`: a target that is not there is no problem'),
    }),
  ),
  relations: [],
})
