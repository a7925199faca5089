import { defineKind } from './define-kind.ts'
import { coreApiVersions, text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a System. */
export interface SystemSpec {
  readonly owner: string
  readonly domain?: string | undefined
  /** `product`, `service`, `feature-set`, or any other word. */
  readonly type?: string | undefined
}

/** Components and resources that together do one thing. */
export const system: Kind<'System', z.ZodType<SystemSpec>> = defineKind({
  kind: 'System',
  apiVersions: coreApiVersions,
  title: 'System',
  description: 'Components and resources that together do one thing.',
  schema: z.looseObject({
    owner: text,
    domain: text.optional(),
    type: text.optional(),
  }),
  relations: [
    { field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group', targetKinds: ['Group', 'User'] },
    { field: 'domain', type: 'partOf', inverse: 'hasPart', defaultKind: 'Domain', targetKinds: ['Domain'] },
  ],
})
