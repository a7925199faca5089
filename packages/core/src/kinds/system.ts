import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, ownerRule, ownerText, text } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a system. */
export interface SystemSpec {
  /** A reference to the group or user that owns it; the default kind is `Group`. */
  readonly owner: string
  /** A reference to the domain it is a part of. */
  readonly domain?: string | undefined
  /** `product`, `service`, `feature-set`, or a word of your own. */
  readonly type?: string | undefined
}

/** Components, APIs and resources that work together. */
export const system: Kind<'System', z.ZodType<SystemSpec>> = defineKind({
  kind: 'System',
  apiVersions: coreVersions,
  title: 'System',
  description: 'Components, APIs and resources that work together.',
  schema: buildSchemas(() =>
    z.object({
      owner: ownerText,
      domain: text.optional().describe('The domain it is a part of'),
      type: text.optional().describe('What it is: `product`, `service`, `feature-set`'),
    }),
  ),
  relations: [ownerRule, { field: 'domain', type: 'partOf', inverse: 'hasPart', defaultKind: 'Domain', targetKinds: ['Domain'] }],
})
