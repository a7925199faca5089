import type { JsonObject } from '../json.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** The JSON Schema (draft 7, which editors read) of the whole descriptor of a kind. */
export function kindJsonSchema(kind: Kind): JsonObject {
  const variants = kind.variants ?? []
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: kind.title,
    description: kind.description,
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    additionalProperties: false,
    properties: {
      apiVersion: { enum: [...kind.apiVersions] },
      kind: { const: kind.kind },
      metadata: metadataSchema,
      spec: variants.length === 0 ? specSchema(kind.schema) : chooseByType(kind),
    },
  }
}

/** One JSON Schema for every kind given: what an editor binds to `catalog-info.yaml`. */
export function catalogJsonSchema(kinds: readonly Kind[]): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Catalog descriptor',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    properties: { kind: { enum: kinds.map(kind => kind.kind) } },
    allOf: kinds.map(kind => {
      const { $schema: _, ...schema } = kindJsonSchema(kind)
      return { if: { required: ['kind'], properties: { kind: { const: kind.kind } } }, then: schema }
    }),
  }
}

function chooseByType(kind: Kind): JsonObject {
  const variants = kind.variants ?? []
  return variants.reduceRight<JsonObject>((otherwise, { specType, schema }) => ({
    if: { required: ['type'], properties: { type: { const: specType ?? '' } } },
    then: specSchema(schema),
    else: otherwise,
  }), specSchema(kind.schema))
}

function specSchema(schema: Kind['schema']): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' })
  return rest as JsonObject
}

const text: JsonObject = { type: 'string', minLength: 1 }
const objectName: JsonObject = { type: 'string', minLength: 1, maxLength: 63, pattern: '^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$' }

const metadataSchema: JsonObject = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { ...objectName, description: 'Unique among the entities of its kind and namespace, upper and lower case alike.' },
    namespace: { type: 'string', minLength: 1, maxLength: 63, pattern: '^[a-z0-9]+(?:-+[a-z0-9]+)*$', description: 'Lower case; `default` when left out.' },
    title: { ...text, description: 'Shown instead of the name.' },
    description: { type: 'string' },
    labels: { type: 'object', additionalProperties: { type: 'string', maxLength: 63 } },
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
    tags: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 63, pattern: '^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$' } },
    links: {
      type: 'array',
      items: { type: 'object', required: ['url'], properties: { url: { ...text, format: 'uri' }, title: text, icon: text, type: text } },
    },
  },
}
