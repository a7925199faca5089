import type { z } from 'zod'

/** One thing that a schema says is wrong. */
export type SchemaIssue = z.core.$ZodIssue

/** What a schema says about a value. No code is made for it, whoever made the schema and however zod is configured. */
export function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown): z.ZodSafeParseResult<z.output<Schema>> {
  return schema.safeParse(value, { jitless: true })
}
