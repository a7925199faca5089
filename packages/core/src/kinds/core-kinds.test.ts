import { describe, expect, test } from 'vitest'
import { coreKinds } from './core-kinds.ts'
import { parseWith } from './parse-with.ts'
import type { Kind } from './types.ts'

function kindOf(name: string): Kind {
  const kind = coreKinds.find(item => item.kind === name)
  if (kind === undefined) throw new TypeError(`There is no kind ${name}`)
  return kind
}

function accepts(name: string, spec: unknown, specType?: string): boolean {
  const { schema, variants = [] } = kindOf(name)
  return parseWith(variants.find(variant => variant.specType === specType)?.schema ?? schema, spec).success
}

const owned = { type: 't', lifecycle: 'l', owner: 'o' }
const valid: readonly [kind: string, spec: Record<string, unknown>, specType?: string][] = [
  ['Component', owned],
  ['API', { ...owned, definition: 'd' }],
  ['API', { type: 'mcp-server', lifecycle: 'l', owner: 'o', remotes: [{ type: 'sse', url: 'u' }] }, 'mcp-server'],
  ['Resource', { type: 't', owner: 'o' }],
  ['System', { owner: 'o' }],
  ['Domain', { owner: 'o' }],
  ['Group', { type: 't', children: [] }],
  ['User', { memberOf: [] }],
  ['Location', {}],
  ['Template', { type: 't', steps: [{ action: 'a' }] }],
  ['AiResource', owned],
  ['AiResource', { ...owned, type: 'skill' }, 'skill'],
  ['AiResource', { ...owned, type: 'rule', category: 'c', rationale: 'r' }, 'rule'],
  ['AiResource', { ...owned, type: 'plugin', skills: [] }, 'plugin'],
  ['AiResource', { ...owned, type: 'marketplace', plugins: [] }, 'marketplace'],
]

describe('The smallest valid spec', () => {
  test.each(valid)('of %s is %j', (kind, spec, specType) => {
    expect(accepts(kind, spec, specType)).toBe(true)
    expect(accepts(kind, { ...spec, somethingOfYourOwn: { deep: [1] } }, specType)).toBe(true)
  })

  test.each(valid.flatMap(([kind, spec, specType]) => Object.keys(spec).map(field => [kind, field, spec, specType] as const)))(
    'of %s needs %s',
    (kind, field, spec, specType) => {
      const { [field]: _, ...rest } = spec
      expect(accepts(kind, rest, specType)).toBe(false)
    },
  )

  test.each(
    valid.flatMap(([kind, spec, specType]) =>
      Object.keys(spec)
        .filter(field => typeof spec[field] === 'string')
        .map(field => [kind, field, spec, specType] as const),
    ),
  )('of %s has a %s that is a text and not empty', (kind, field, spec, specType) => {
    for (const wrong of ['', 1, null, [], {}, true]) expect(accepts(kind, { ...spec, [field]: wrong }, specType)).toBe(false)
  })
})

describe('Optional fields', () => {
  test.each([
    ['Component', owned, ['providesApis', 'consumesApis', 'dependsOn']],
    ['Resource', { type: 't', owner: 'o' }, ['dependsOn']],
    ['Group', { type: 't', children: [] }, ['children', 'members']],
    ['User', { memberOf: [] }, ['memberOf']],
    ['Location', {}, ['targets']],
  ])('that are lists of strings in %s reject strings, empty strings and null', (kind, spec, fields) => {
    for (const field of fields) {
      expect(accepts(kind, { ...spec, [field]: ['a'] })).toBe(true)
      for (const wrong of ['a', [''], [1], [null], null, {}]) expect(accepts(kind, { ...spec, [field]: wrong })).toBe(false)
    }
  })

  test('in an MCP server need at least one remote', () => {
    expect(accepts('API', { type: 'mcp-server', lifecycle: 'l', owner: 'o', remotes: [] }, 'mcp-server')).toBe(false)
  })

  test('in an MCP server may be a definition instead, as in older catalogs', () => {
    expect(accepts('API', { type: 'mcp-server', lifecycle: 'l', owner: 'o', definition: 'd' }, 'mcp-server')).toBe(true)
  })

  test('in a location allow two values of presence', () => {
    expect(accepts('Location', { presence: 'optional' })).toBe(true)
    expect(accepts('Location', { presence: 'maybe' })).toBe(false)
  })

  test('in a template follow its schema', () => {
    const spec = { type: 't', steps: [] }
    expect(accepts('Template', { ...spec, parameters: { properties: {} } })).toBe(true)
    expect(accepts('Template', { ...spec, parameters: [{}, { title: 'x' }] })).toBe(true)
    expect(accepts('Template', { ...spec, parameters: ['x'] })).toBe(false)
    expect(accepts('Template', { ...spec, steps: [{ action: 'a', if: false, input: {} }] })).toBe(true)
    expect(accepts('Template', { ...spec, steps: [{ action: 'a', if: 1 }] })).toBe(false)
    expect(accepts('Template', { ...spec, steps: [{ action: 'a', input: 'x' }] })).toBe(false)
    expect(accepts('Template', { ...spec, output: { links: [{ url: 'u' }], other: 'text' } })).toBe(true)
    expect(accepts('Template', { ...spec, output: { other: 1 } })).toBe(false)
    expect(accepts('Template', { ...spec, output: { links: [{ url: '' }] } })).toBe(false)
  })

  test('in a skill limit compatibility to 500 characters', () => {
    expect(accepts('AiResource', { ...owned, type: 'skill', compatibility: 'x'.repeat(500) }, 'skill')).toBe(true)
    expect(accepts('AiResource', { ...owned, type: 'skill', compatibility: 'x'.repeat(501) }, 'skill')).toBe(false)
  })
})

test('The relations of every kind are those of the contract', () => {
  const rows = coreKinds.flatMap(({ kind, relations }) =>
    relations.map(({ field, type, inverse, defaultKind = '-' }) => `${kind}.${field} ${type} ${inverse} ${defaultKind}`),
  )
  expect(rows).toEqual([
    'Component.owner ownedBy ownerOf Group',
    'Component.subcomponentOf partOf hasPart Component',
    'Component.providesApis providesApi apiProvidedBy API',
    'Component.consumesApis consumesApi apiConsumedBy API',
    'Component.dependsOn dependsOn dependencyOf -',
    'Component.dependencyOf dependencyOf dependsOn -',
    'Component.system partOf hasPart System',
    'API.owner ownedBy ownerOf Group',
    'API.system partOf hasPart System',
    'Resource.owner ownedBy ownerOf Group',
    'Resource.dependsOn dependsOn dependencyOf -',
    'Resource.dependencyOf dependencyOf dependsOn -',
    'Resource.system partOf hasPart System',
    'System.owner ownedBy ownerOf Group',
    'System.domain partOf hasPart Domain',
    'Domain.owner ownedBy ownerOf Group',
    'Domain.subdomainOf partOf hasPart Domain',
    'Group.parent childOf parentOf Group',
    'Group.children parentOf childOf Group',
    'Group.members hasMember memberOf User',
    'User.memberOf memberOf hasMember Group',
    'Template.owner ownedBy ownerOf Group',
    'AiResource.owner ownedBy ownerOf Group',
    'AiResource.system partOf hasPart System',
    'AiResource.dependsOn dependsOn dependencyOf AiResource',
    'AiResource.skills hasPart partOf AiResource',
    'AiResource.plugins hasPart partOf AiResource',
  ])
})

test('The versions of every kind are those of the contract', () => {
  const core = ['backstage.io/v1alpha1', 'backstage.io/v1beta1']
  const versions = Object.fromEntries(coreKinds.map(({ kind, apiVersions }) => [kind, apiVersions]))
  expect(versions).toEqual({
    Component: core,
    API: core,
    Resource: core,
    System: core,
    Domain: core,
    Group: core,
    User: core,
    Location: core,
    Template: ['scaffolder.backstage.io/v1beta3'],
    AiResource: ['backstage.io/v1alpha1'],
  })
})
