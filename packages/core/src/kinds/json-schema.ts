import { z } from 'zod'
import type { JsonObject, JsonValue } from '../plain-data.ts'
import { metadataSchema } from './envelope-schema.ts'
import type { Kind } from './types.ts'

const draft = 'http://json-schema.org/draft-07/schema#'

/** The JSON Schema (draft 7) of a whole entity of a kind, for editors: envelope, spec, and the shapes that `spec.type` chooses. */
export function kindJsonSchema(kind: Kind): JsonObject {
  return { $schema: draft, ...entitySchema(kind) }
}

/** One JSON Schema (draft 7) for entities of all these kinds: `kind` and `apiVersion` choose the shape. */
export function kindsJsonSchema(kinds: readonly Kind[]): JsonObject {
  const names = [...new Set(kinds.map(({ kind }) => kind))]
  return {
    $schema: draft,
    title: 'Entity',
    description: 'One document of a catalog-info.yaml',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    properties: { kind: { enum: names, description: 'What it is' } },
    allOf: kinds.map(kind => ({
      if: { required: ['kind'], properties: { kind: { const: kind.kind } } },
      then: entitySchema(kind),
    })),
  }
}

function entitySchema(kind: Kind): JsonObject {
  const { apiVersions, title, description, schema, variants = [] } = kind
  const special = variants.flatMap(({ specType }) => specType ?? [])
  const plain = specSchema(schema)
  const shapes = variants.map(variant => ({
    if: { required: ['type'], properties: { type: { const: variant.specType ?? '' } } },
    then: specSchema(variant.schema),
  }))
  return {
    title,
    description,
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    additionalProperties: false,
    properties: {
      apiVersion: { enum: apiVersions, description: 'The version of the format' },
      kind: { const: kind.kind, description },
      metadata: metadataSchema,
      spec:
        variants.length === 0
          ? plain
          : {
              type: 'object',
              allOf: [{ if: { properties: { type: { enum: special } }, required: ['type'] }, then: {}, else: plain }, ...shapes],
            },
    },
  }
}

function specSchema(schema: z.ZodType): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema['placeholder'] !== true) return
      const { placeholder: _, description, ...fields } = jsonSchema
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
      Object.assign(jsonSchema, { ...(description === undefined ? {} : { description }), anyOf: [fields, placeholderSchema] })
    },
  })
  return rest as JsonObject
}

const placeholderSchema: { readonly [key: string]: JsonValue } = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    $text: { type: 'string', description: 'The text of a file' },
    $json: { type: 'string', description: 'The data of a JSON file' },
    $yaml: { type: 'string', description: 'The data of a YAML file' },
  },
}
