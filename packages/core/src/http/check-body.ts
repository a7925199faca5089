import { HttpProblem } from './problem.ts'

/** What a request body must look like: the part of JSON Schema that Backstage's catalog API uses. */
export interface BodyShape {
  readonly type: 'string' | 'number' | 'object' | 'array' | 'any'
  readonly enum?: readonly string[]
  readonly items?: BodyShape
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, BodyShape>>
  /** No other properties. */
  readonly closed?: boolean
}

/** Throws `InputError` for the first thing that is not as the shape says, in the words of `ajv`. */
export function checkBody(value: unknown, shape: BodyShape, at = 'request/body'): void {
  const wrong = (says: string): never => {
    throw new HttpProblem('InputError', `${at} must ${says}`)
  }
  const actual = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (shape.type !== 'any' && actual !== shape.type) wrong(`be ${shape.type}`)
  if (shape.enum !== undefined && !shape.enum.includes(value as string))
    wrong(`be equal to one of the allowed values: ${shape.enum.join(', ')}`)
  if (Array.isArray(value) && shape.items !== undefined) {
    for (const [i, item] of value.entries()) checkBody(item, shape.items, `${at}/${String(i)}`)
  }
  if (actual !== 'object' || shape.properties === undefined) return
  const object = value as Readonly<Record<string, unknown>>
  for (const name of shape.required ?? []) if (!Object.hasOwn(object, name)) wrong(`have required property '${name}'`)
  if (shape.closed === true && Object.keys(object).some(name => !Object.hasOwn(shape.properties ?? {}, name)))
    wrong('NOT have additional properties')
  for (const [name, property] of Object.entries(shape.properties)) {
    if (Object.hasOwn(object, name)) checkBody(object[name], property, `${at}/${name}`)
  }
}
