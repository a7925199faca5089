import type { JsonObject } from '../plain-data.ts'

const name = '^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$'
const label = '[a-z0-9]+(-+[a-z0-9]+)*'
const prefixed = `^(${label}(\\.${label})*/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$`

/** `metadata` of every entity as JSON Schema (draft 7), for editors: the format rules of `@backstage/catalog-model`. */
export const metadataSchema: JsonObject = {
  type: 'object',
  description: 'The name of the entity and what describes it. Custom fields are kept.',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 63, pattern: name, description: 'The name, unique among its kind and namespace' },
    namespace: {
      type: 'string',
      minLength: 1,
      maxLength: 63,
      pattern: `^${label}$`,
      default: 'default',
      description: 'The namespace, in lowercase',
    },
    title: { type: 'string', minLength: 1, description: 'The name to show' },
    description: { type: 'string', description: 'What it is, in a sentence or two' },
    labels: {
      type: 'object',
      description: 'Short values to filter by',
      propertyNames: { pattern: prefixed },
      additionalProperties: { type: 'string', maxLength: 63, pattern: `^$|${name}` },
    },
    annotations: {
      type: 'object',
      description: 'Identifiers and settings for other tools',
      propertyNames: { pattern: prefixed },
      additionalProperties: { type: 'string' },
    },
    tags: {
      type: 'array',
      description: 'Words to find it by, in lowercase',
      items: { type: 'string', minLength: 1, maxLength: 63, pattern: '^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$' },
    },
    links: {
      type: 'array',
      description: 'Links to dashboards, runbooks, chat',
      items: {
        type: 'object',
        required: ['url'],
        properties: {
          url: { type: 'string', minLength: 1, format: 'uri', description: 'The address' },
          title: { type: 'string', minLength: 1, description: 'The text to show' },
          icon: { type: 'string', minLength: 1, description: 'The name of an icon' },
          type: { type: 'string', minLength: 1, description: 'What kind of link it is' },
        },
      },
    },
    uid: { type: 'string', minLength: 1, description: 'Set by the catalog; do not write it' },
    etag: { type: 'string', minLength: 1, description: 'Set by the catalog; do not write it' },
  },
}
