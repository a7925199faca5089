/**
 * What an answer has to be: `string`, `boolean`, `number`, `words` (a string that is not empty), `time` (milliseconds that a date can have), or one of several
 * words, parted by `|`; a list of something; an object with these fields. A field whose name ends in `?` may be absent; `*` stands for
 * every field there is, `*?` for those of a record that may be null.
 */
export type Shape = string | readonly [Shape] | { readonly [field: string]: Shape }

/** Where a value is first of another shape, such as `.coOwners[0].title`; `undefined` when it fits. Fields that the shape does not name may hold anything. */
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
