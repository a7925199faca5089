import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { coreVersions, ownerRule, ownerText, text } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of a domain. */
export interface DomainSpec {
  /** A reference to the group or user that owns it; the default kind is `Group`. */
  readonly owner: string
  /** A reference to the domain it is a part of. */
  readonly subdomainOf?: string | undefined
  /** `product-area`, or a word of your own. */
  readonly type?: string | undefined
}

/** An area of the business that systems serve. */
export const domain: Kind<'Domain', z.ZodType<DomainSpec>> = defineKind({
  kind: 'Domain',
  apiVersions: coreVersions,
  title: 'Domain',
  description: 'An area of the business that systems serve.',
  schema: buildSchemas(() =>
    z.object({
      owner: ownerText,
      subdomainOf: text.optional().describe('The domain it is a part of'),
      type: text.optional().describe('What it is: `product-area`'),
    }),
  ),
  relations: [ownerRule, { field: 'subdomainOf', type: 'partOf', inverse: 'hasPart', defaultKind: 'Domain', targetKinds: ['Domain'] }],
})
