import { z } from 'zod'

/**
 * Runs `build`, which creates zod schemas, and leaves zod's configuration as it was: every copy of zod on a page shares it, and it belongs
 * to the host. When zod creates a schema, it tries `new Function` to find out whether it may compile, which a strict content security
 * policy reports. Schemas created here are never compiled.
 */
export function buildSchemas<Schemas>(build: () => Schemas): Schemas {
  const config = z.config()
  const before = { ...config }
  z.config({ jitless: true, postProcessor: undefined })
  try {
    return build()
  } finally {
    for (const key of Object.keys(config) as (keyof typeof config)[]) if (!Object.hasOwn(before, key)) delete config[key]
    z.config(before)
  }
}
