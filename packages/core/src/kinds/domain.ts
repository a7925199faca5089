import { defineKind } from './define-kind.ts'
import { coreApiVersions, text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a Domain. */
export interface DomainSpec {
  readonly owner: string
  readonly subdomainOf?: string | undefined
  /** `product-area`, or any other word. */
  readonly type?: string | undefined
}

/** A part of the business that systems serve. */
export const domain: Kind<'Domain', z.ZodType<DomainSpec>> = defineKind({
  kind: 'Domain',
  apiVersions: coreApiVersions,
  title: 'Domain',
  description: 'A part of the business that systems serve.',
  schema: z.looseObject({
    owner: text,
    subdomainOf: text.optional(),
    type: text.optional(),
  }),
  relations: [
    { field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group', targetKinds: ['Group', 'User'] },
    { field: 'subdomainOf', type: 'partOf', inverse: 'hasPart', defaultKind: 'Domain', targetKinds: ['Domain'] },
  ],
})
