/**
 * The shape of an answer: `string`, `boolean`, `number`, `words` (a non-empty string), `time` (milliseconds of a valid date), or one of
 * several words separated by `|`; a list; or an object with these fields. A field whose name ends in `?` is optional; `*` stands for every
 * field, `*?` for every field of a record that may be null.
 */
export type Shape = string | readonly [Shape] | { readonly [field: string]: Shape }

/**
 * The first place where a value has another shape, such as `.coOwners[0].title`; `undefined` when it fits. Other fields are not checked.
 */
export function misfit(value: unknown, shape: Shape): string | undefined {
  if (typeof shape === 'string') return fits(value, shape) ? undefined : ''
  if (typeof value !== 'object' || value === null) return value === null && '*?' in shape ? undefined : ''
  if (Array.isArray(shape) !== Array.isArray(value)) return ''
  const isList = Array.isArray(shape)
  const shapes = shape as Readonly<Record<string, Shape>>
  const each = shapes[0] ?? shapes['*'] ?? shapes['*?']
  for (const name of Object.keys(each === undefined ? shape : value)) {
    const field = each === undefined ? name.replace('?', '') : name
    const found = (value as Readonly<Record<string, unknown>>)[field]
    if (found === undefined && name !== field) continue
    const inner = misfit(found, each ?? (shapes[name] as Shape))
    if (inner !== undefined) return `${isList ? `[${field}]` : `.${field}`}${inner}`
  }
  return undefined
}

function fits(value: unknown, shape: string): boolean {
  if (shape === 'words') return typeof value === 'string' && value !== ''
  if (shape === 'time') return typeof value === 'number' && Math.abs(value) <= 8.64e15
  return typeof value === shape || shape.split('|').includes(value as string)
}
