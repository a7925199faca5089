import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import type { Entity } from '../entity.ts'
import { component, type ComponentSpec } from './component.ts'
import { defineEntity } from './define-entity.ts'
import { defineKind } from './define-kind.ts'
import { group } from './group.ts'
import { isKind } from './is-kind.ts'
import type { EntityOf } from './types.ts'

const metadata = { name: 'pay' }

test('An entity of a kind needs no kind and version, and a valid spec compiles', () => {
  const pay = defineEntity(component, { metadata, spec: { type: 'service', lifecycle: 'production', owner: 'team' } })
  expect(pay).toEqual({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata,
    spec: { type: 'service', lifecycle: 'production', owner: 'team' },
  })
  expectTypeOf(pay.kind).toEqualTypeOf<'Component'>()
  expectTypeOf<EntityOf<typeof component>['spec']>().toEqualTypeOf<ComponentSpec | undefined>()
})

test('A wrong spec field does not compile', () => {
  // @ts-expect-error lifecycle is missing
  defineEntity(component, { metadata, spec: { type: 'service', owner: 'team' } })
  // @ts-expect-error owner is a string
  defineEntity(component, { metadata, spec: { type: 'service', lifecycle: 'production', owner: 1 } })
  // @ts-expect-error dependsOn is a list
  defineEntity(component, { metadata, spec: { type: 'service', lifecycle: 'production', owner: 'team', dependsOn: 'api:x' } })
  // @ts-expect-error the field is subcomponentOf
  defineEntity(component, { metadata, spec: { type: 'service', lifecycle: 'production', owner: 'team', subComponentOf: 'x' } })
  // @ts-expect-error a group has children
  defineEntity(group, { metadata, spec: { type: 'team' } })
  // @ts-expect-error a name is needed
  defineEntity(group, { metadata: {}, spec: { type: 'team', children: [] } })
  expect.assertions(0)
})

const agent = defineKind({
  kind: 'Agent',
  apiVersions: ['acme.example/v1'],
  title: 'Agent',
  description: 'A program that acts for a team.',
  schema: z.object({ owner: z.string(), budget: z.number().optional() }),
  relations: [{ field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group' }],
})

test('The types of a custom kind are inferred from its schema', () => {
  const bot = defineEntity(agent, { metadata, spec: { owner: 'team', budget: 3 } })
  expectTypeOf(bot.kind).toEqualTypeOf<'Agent'>()
  expectTypeOf(bot.spec?.budget).toEqualTypeOf<number | undefined>()
  // @ts-expect-error budget is a number
  defineEntity(agent, { metadata, spec: { owner: 'team', budget: 'much' } })
  expect(bot.apiVersion).toBe('acme.example/v1')
})

test('A guard checks kind and version, and narrows the type of the spec', () => {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Component',
    metadata,
    spec: { type: 's', lifecycle: 'l', owner: 'o' },
  }
  expect(isKind(entity, component)).toBe(true)
  expect(isKind({ ...entity, apiVersion: 'other/v1' }, component)).toBe(false)
  expect(isKind(entity, group)).toBe(false)
  if (isKind(entity, component)) expectTypeOf(entity.spec?.lifecycle).toEqualTypeOf<string | undefined>()
})
