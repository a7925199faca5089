import type { z } from 'zod'

/** One problem that a schema reports. */
export type SchemaIssue = z.core.$ZodIssue

/** Validates a value with a schema. Never generates code, regardless of the schema's origin and zod's configuration. */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown): z.ZodSafeParseResult<z.output<Schema>> {
  return schema.safeParse(value, { jitless: true })
}
