import type { DescriptorLimits } from './types.ts'

/** Every limit, with defaults filled in. */
export type Limits = { readonly [Name in keyof DescriptorLimits]-?: number }

/** The limits with the published defaults filled in. */
export function resolveLimits(limits: DescriptorLimits = {}): Limits {
  const { maxFileBytes = 10_000_000, maxDocuments = 4000, maxDepth = 200, maxAliasNodes = 10_000, maxKeys = 20_000 } = limits
  return { maxFileBytes, maxDocuments, maxDepth, maxAliasNodes, maxKeys }
}
