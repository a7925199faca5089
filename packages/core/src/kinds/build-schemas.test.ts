import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { parseWith } from './parse-with.ts'

const atFirst = { ...z.config() }
afterEach(() => {
  for (const key of Object.keys(z.config()) as (keyof ReturnType<typeof z.config>)[]) delete z.config()[key]
  z.config(atFirst)
})

describe('schemas of the core', () => {
  test('are created without changing the configuration of zod', () => {
    const configured = { jitless: false, customError: () => 'in the words of the host' }
    z.config(configured)
    const before = { ...z.config() }
    const schema = buildSchemas(() => z.object({ name: z.string() }))
    expect(z.config()).toEqual(before)
    expect(parseWith(schema, { name: 1 }).error?.issues[0]?.message).toBe('in the words of the host')
  })

  test('leave the configuration unchanged when creating them fails', () => {
    const before = { ...z.config() }
    expect(() =>
      buildSchemas(() => {
        z.object({})
        throw new TypeError('no schema')
      }),
    ).toThrow('no schema')
    expect(z.config()).toEqual(before)
  })

  test('are not passed to the hooks of a host for new schemas', () => {
    const seen: unknown[] = []
    const postProcessor = (schema: unknown): void => void seen.push(schema)
    z.config({ postProcessor })
    buildSchemas(() => z.object({ name: z.string() }))
    expect(seen).toEqual([])
    expect(z.config().postProcessor).toBe(postProcessor)
    z.string()
    expect(seen).toHaveLength(1)
  })
})
