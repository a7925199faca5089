import { z } from 'zod'

/**
 * What `build` makes with zod, while zod's configuration stays as it was: every copy of zod on a page shares it, and it belongs to the host. zod decides when it
 * makes a schema whether it may compile it, and tries `new Function` to find out, which a strict content security policy reports. Schemas made here are never
 * compiled.
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
