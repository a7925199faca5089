import { expect, test } from 'vitest'
import type { Entity } from '../../entity.ts'
import { projectFields } from './project-fields.ts'

/** Counts how often a key of the entity is read. */
function counted(entity: Entity): { readonly entity: Entity; readonly asked: () => number } {
  let asked = 0
  const count = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, key, receiver): unknown => {
        const value: unknown = Reflect.get(target, key, receiver)
        return typeof value === 'object' && value !== null ? count(value) : value
      },
      has: (target, key) => (asked++, Reflect.has(target, key)),
      getOwnPropertyDescriptor: (target, key) => (asked++, Reflect.getOwnPropertyDescriptor(target, key)),
    })
  return { entity: count(entity), asked: () => asked }
}

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart', annotations: { 'acme.test/tier': '1', 'acme.test/a.b.c': 'x' } },
  spec: { 'a': { b: 1 }, 'a.b': 2, 'c.d': { 'e.f': 3 }, '': { '': 4 } },
}

test.each([
  ['metadata.annotations.acme.test/tier', { metadata: { annotations: { 'acme.test/tier': '1' } } }],
  ['metadata.annotations.acme.test/a.b.c', { metadata: { annotations: { 'acme.test/a.b.c': 'x' } } }],
  ['spec.a.b', { spec: { a: { b: 1 } } }],
  ['spec.c.d.e.f', { spec: { 'c.d': { 'e.f': 3 } } }],
  ['spec..', { spec: { '': { '': 4 } } }],
  ['spec.c', {}],
  ['spec.c.d.e', {}],
  ['spec.c.d.e.f.g', {}],
  ['kind.', {}],
  ['.kind', {}],
  ['kind.length', {}],
])('the path %s keeps its value', (field, kept) => {
  expect(projectFields(entity, [field])).toEqual(kept)
})

test('a path of many thousand parts costs only the part that exists', () => {
  for (const field of [
    `${'a.'.repeat(20_000)}b`,
    '.'.repeat(20_000),
    `spec.c.${'d.'.repeat(20_000)}`,
    `metadata.${'name.'.repeat(20_000)}`,
  ]) {
    for (const inherited of [false, true]) {
      const { entity: watched, asked } = counted(entity)
      expect(projectFields(watched, [field], inherited)).toEqual({})
      expect(asked(), field.slice(0, 20)).toBeLessThan(100)
    }
  }
})

test('a path through inherited properties ends', () => {
  for (const step of ['call.', 'constructor.', 'valueOf.', '__proto__.'])
    expect(projectFields(entity, [`kind.toString.${step.repeat(2000)}length`], true)).toEqual({})
})
