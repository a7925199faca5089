import type { z } from 'zod'
import type { Kind } from './types.ts'

/** Returns the kind with its name and schema inferred, so that a wrong spec field fails to compile. */
export function defineKind<const Name extends string, Schema extends z.ZodType>(kind: Kind<Name, Schema>): Kind<Name, Schema> {
  return kind
}
