import { findSimilar } from '../similar.ts'
import { HttpProblem } from './problem.ts'

/** The shape of a request body: the part of JSON Schema that Backstage's catalog API uses. */
export interface BodyShape {
  readonly type: 'string' | 'number' | 'object' | 'array' | 'any'
  readonly enum?: readonly string[]
  readonly items?: BodyShape
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, BodyShape>>
  /** Rejects other properties: `plain` with the message of `ajv`, `named` with the known fields. */
  readonly closed?: 'plain' | 'named'
}

interface Wrong {
  /** The path from the value. */
  readonly path: readonly (string | number)[]
  readonly says: string
}

/** Throws `InputError` for the first mismatch with the shape, with the message of `ajv`. */
export function checkBody(value: unknown, shape: BodyShape): void {
  const wrong = findWrong(value, shape)
  if (wrong !== undefined) throw new HttpProblem('InputError', `${['request/body', ...wrong.path].join('/')} ${wrong.says}`)
}

function findWrong(value: unknown, shape: BodyShape): Wrong | undefined {
  const actual = Array.isArray(value) ? 'array' : value === null ? undefined : typeof value
  if (shape.type !== 'any' && actual !== shape.type) return { path: [], says: `must be ${shape.type}` }
  if (shape.enum !== undefined && !shape.enum.includes(value as string))
    return { path: [], says: `must be equal to one of the allowed values: ${shape.enum.join(', ')}` }
  if (Array.isArray(value)) {
    if (shape.items === undefined) return undefined
    for (const [i, item] of value.entries()) {
      const wrong = findWrong(item, shape.items)
      if (wrong !== undefined) return below(i, wrong)
    }
    return undefined
  }
  return shape.properties !== undefined ? findWrongProperty(value as Readonly<Record<string, unknown>>, shape, shape.properties) : undefined
}

function findWrongProperty(
  object: Readonly<Record<string, unknown>>,
  { required = [], closed }: BodyShape,
  properties: NonNullable<BodyShape['properties']>,
): Wrong | undefined {
  const unknown = closed === undefined ? undefined : Object.keys(object).find(name => !Object.hasOwn(properties, name))
  if (unknown !== undefined && closed === 'named') return { path: [], says: nameUnknown(unknown, Object.keys(properties)) }
  const missing = required.find(name => !Object.hasOwn(object, name))
  if (missing !== undefined) return { path: [], says: `must have required property '${missing}'` }
  if (unknown !== undefined) return { path: [], says: 'must NOT have additional properties' }
  for (const [name, property] of Object.entries(properties)) {
    const wrong = Object.hasOwn(object, name) ? findWrong(object[name], property) : undefined
    if (wrong !== undefined) return below(name, wrong)
  }
  return undefined
}

function below(step: string | number, { path, says }: Wrong): Wrong {
  return { path: [step, ...path], says }
}

function nameUnknown(name: string, known: readonly string[]): string {
  // A different letter case is the most likely mistake, and `findSimilar` ignores case.
  const meant = known.find(one => one.toLowerCase() === name.toLowerCase()) ?? findSimilar(name, known)
  const hint = meant === undefined ? `Known fields: ${known.join(', ')}` : `Did you mean "${meant}"? Known fields: ${known.join(', ')}`
  return `has an unknown field "${name.slice(0, 100)}". ${hint}`
}
