import { describe, expect, test } from 'vitest'
import { aiResource } from './ai-resource.ts'
import { api } from './api.ts'
import { component } from './component.ts'
import { coreKinds } from './core-kinds.ts'
import { kindJsonSchema, kindsJsonSchema } from './json-schema.ts'

describe('The JSON Schema of a kind', () => {
  test('covers the whole entity: envelope and spec', () => {
    const schema = JSON.parse(JSON.stringify(kindJsonSchema(component)))
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Component',
      required: ['apiVersion', 'kind', 'metadata', 'spec'],
      additionalProperties: false,
      properties: {
        apiVersion: { enum: ['backstage.io/v1alpha1', 'backstage.io/v1beta1'] },
        kind: { const: 'Component' },
        metadata: { required: ['name'], properties: { name: { maxLength: 63 } } },
        spec: { type: 'object', required: ['type', 'lifecycle', 'owner'], properties: { owner: { type: 'string', minLength: 1 } } },
      },
    })
    expect(schema.properties.spec).not.toHaveProperty('additionalProperties')
  })

  test.each(coreKinds)('describes every field of the spec of $kind', kind => {
    const undescribed: string[] = []
    const { spec } = kindJsonSchema(kind)['properties'] as Record<string, Record<string, unknown>>
    const shapes = [
      spec,
      ...((spec?.['allOf'] as { else?: object; then?: object }[] | undefined) ?? []).flatMap(({ else: other, then }) => [other, then]),
    ]
    for (const shape of shapes as ({ properties?: Record<string, object> } | undefined)[]) {
      for (const [name, field] of Object.entries(shape?.properties ?? {})) {
        if (!('description' in field) && !('const' in field) && kind.kind !== 'Template') undescribed.push(name)
      }
    }
    expect(undescribed).toEqual([])
  })

  test('allows a placeholder as a definition', () => {
    expect(JSON.stringify(kindJsonSchema(api))).toContain('"$text"')
    expect(JSON.stringify(kindJsonSchema(api))).not.toContain('"placeholder"')
  })

  test('has a shape for each type with its own', () => {
    const text = JSON.stringify(kindJsonSchema(aiResource))
    for (const type of ['skill', 'rule', 'plugin', 'marketplace']) expect(text).toContain(`"const":"${type}"`)
  })

  test('of all kinds chooses by kind', () => {
    const schema = JSON.parse(JSON.stringify(kindsJsonSchema(coreKinds)))
    expect(schema.properties.kind.enum).toEqual(coreKinds.map(({ kind }) => kind))
    expect(schema.allOf).toHaveLength(coreKinds.length)
  })
})
