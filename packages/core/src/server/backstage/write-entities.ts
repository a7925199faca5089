import type { CatalogNode } from '../../catalog/graph/graph.ts'
import { checkFields, projectFields } from '../../catalog/query/project-fields.ts'
import { backstageEntity, backstageJson } from '../../http/backstage-entity.ts'

/** The fields in `fields` parameters; each parameter may be a list. */
export function fieldsOf(fields: readonly string[] | undefined): readonly string[] | undefined {
  checkFields(fields)
  return checkFields(fields?.flatMap(field => field.split(',', 1001)))
}

/** Entities as a JSON list, whole or with some fields only; `undefined` becomes null. */
export function writeList(nodes: readonly (CatalogNode | undefined)[], fields: readonly string[] | undefined): string {
  return `[${nodes.map(node => (node === undefined ? 'null' : writeOne(node, fields))).join(',')}]`
}

/** A JSON object with a list of entities and further fields. */
export function writeItems(
  nodes: readonly (CatalogNode | undefined)[],
  fields: readonly string[] | undefined,
  beside: object = {},
): string {
  const rest = JSON.stringify(beside).slice(1)
  return `{"items":${writeList(nodes, fields)}${rest === '}' ? '' : ','}${rest}`
}

function writeOne(node: CatalogNode, fields: readonly string[] | undefined): string {
  return fields === undefined ? backstageJson(node) : JSON.stringify(projectFields(backstageEntity(node), fields, true))
}
