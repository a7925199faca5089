import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineKind } from '../kinds/define-kind.ts'
import { componentText, readText, reported, reportedCodes } from './read-text.fixture.ts'

describe('The envelope', () => {
  test('of a valid entity leads to a descriptor without diagnostics', async () => {
    const file = await readText(componentText('tags: [java]\nlabels: {tier: ""}\ndescription: ""\nown: {deep: [1]}'))
    expect(reported(file)).toEqual([])
    expect(file.descriptors).toHaveLength(1)
    expect(file.documents).toEqual([{ index: 0, line: 1, entityRef: 'component:default/pay', valid: true, diagnostics: [] }])
    expect(file.descriptors[0]?.entity.metadata).toMatchObject({ namespace: 'default', own: { deep: [1] } })
  })

  test.each([
    ['', 'info descriptor/empty 1:1'],
    ['[]', 'error descriptor/not-an-object 1:1'],
    ['just text', 'error descriptor/not-an-object 1:1'],
    ['42', 'error descriptor/not-an-object 1:1'],
  ])('of %j is one problem', async (text, expected) => {
    expect(reportedCodes(await readText(text))).toEqual([expected])
  })

  test('reports every problem, each at its own line and column', async () => {
    const file = await readText(`apiVersion: 1.0
kind: Comp-onent
metadata:
  name: My Service!
  namespace: Team_A
  title: ''
  description: 7
  labels:
    Bad.io/key: ok
    good: not ok
  annotations:
    a: 1
  tags: [Java, 5]
  links:
    - title: no url
    - url: example.com/docs
      icon: ' '
relations: []
extra: 1
spec: none
`)
    expect(reportedCodes(file)).toEqual([
      'error descriptor/invalid-field 1:13',
      'error descriptor/invalid-field 2:7',
      'error descriptor/invalid-field 4:9',
      'error descriptor/invalid-field 5:14',
      'error descriptor/invalid-field 6:10',
      'error descriptor/invalid-field 7:16',
      'error descriptor/invalid-field 9:5',
      'error descriptor/invalid-field 10:11',
      'error descriptor/invalid-field 12:8',
      'error descriptor/invalid-field 13:10',
      'error descriptor/invalid-field 13:16',
      'error descriptor/missing-field 15:7',
      'error descriptor/invalid-field 16:12',
      'error descriptor/invalid-field 17:13',
      'error descriptor/unknown-field 18:1',
      'error descriptor/unknown-field 19:1',
      'error descriptor/invalid-field 20:7',
    ])
    const hints = file.diagnostics.flatMap(({ hint = [] }) => hint)
    expect(hints).toContain('Did you mean "My-Service"?')
    expect(hints).toContain('Did you mean "team-a"?')
    expect(hints).toContain('Did you mean "java"?')
    expect(hints).toContain('Did you mean "https://example.com/docs"?')
    expect(hints).toContain('Put it in quotes.')
    expect(file.descriptors).toEqual([])
  })

  test.each(['relations: []', 'status: {}', 'title: Pay'])('allows no other field: `%s` leaves the entity out', async field => {
    const file = await readText(`${componentText()}${field}\n`)
    expect(reportedCodes(file)).toEqual(['error descriptor/unknown-field 9:1'])
    expect(file.descriptors).toEqual([])
  })

  test.each([
    ['{url: https://a.example/x}', undefined],
    ['{url: "mailto:a@b.example", title: A, icon: docs, type: wiki, own: 1}', undefined],
    ['{title: A}', 'error descriptor/missing-field 5:11'],
    ['{url: /x}', 'error descriptor/invalid-field 5:17'],
    ['{url: a.example}', 'error descriptor/invalid-field 5:17'],
    ['{url: https://a.example, title: 1}', 'error descriptor/invalid-field 5:43'],
    ['{url: https://a.example, icon: ""}', 'error descriptor/invalid-field 5:42'],
    ['{url: https://a.example, type: []}', 'error descriptor/invalid-field 5:42'],
    ['https://a.example', 'error descriptor/invalid-field 5:11'],
  ])('has links with an absolute URL and texts: %s', async (link, expected) => {
    expect(reportedCodes(await readText(componentText(`links: [${link}]`)))).toEqual(expected === undefined ? [] : [expected])
  })

  test('accepts an empty `annotations:`, like Backstage', async () => {
    const file = await readText(componentText('annotations:'))
    expect(reported(file)).toEqual([])
    expect(file.descriptors[0]?.entity.metadata).not.toHaveProperty('annotations')
    const located = await readText(componentText('annotations:'), { location: 'file:/a/catalog-info.yaml' })
    expect(Object.keys(located.descriptors[0]?.entity.metadata.annotations ?? {})).toContain('backstage.io/managed-by-location')
  })

  test.each(['labels', 'tags', 'links', 'namespace', 'title', 'description', 'uid', 'etag'])('rejects an empty `%s:`', async field => {
    const file = await readText(componentText(`${field}:`))
    expect(reportedCodes(file)).toEqual(['error descriptor/invalid-field 5:3'])
  })

  test.each([
    ['title: 1.10', 'Put it in quotes.'],
    ['title: yes', undefined],
    ['title: true', 'Quote it: "true".'],
    ['tags: java, go', 'Write a list: [java, go]'],
    ['tags: |\n    java\n    go', undefined],
  ])('says how to write %j', async (line, hint) => {
    expect((await readText(componentText(line))).diagnostics[0]?.hint).toBe(hint)
  })

  test('quotes the offending text and the field', async () => {
    const [problem] = (await readText(componentText('tags: [good, Not Good]'))).diagnostics
    expect(problem).toMatchObject({ text: 'Not Good', hint: 'Did you mean "not-good"?', entityRef: 'component:default/pay' })
    expect(problem?.message).toContain('metadata.tags[1] is "Not Good"')
  })

  test.each([
    ['kind: Component', 'kind: "Comp-onent"', 'error descriptor/invalid-field 2:7', 'Did you mean "Component"?'],
    ['kind: Component', 'kind: ""', 'error descriptor/invalid-field 2:7', undefined],
    ['/v1alpha1', '/v1-alpha1', 'error descriptor/invalid-field 1:13', 'Did you mean "backstage.io/v1alpha1"?'],
    ['backstage', 'Backstage', 'error descriptor/invalid-field 1:13', 'Did you mean "backstage.io/v1alpha1"?'],
  ])('with a malformed kind or version has one problem (%#)', async (written, wrong, expected, hint) => {
    const file = await readText(componentText().replace(written, wrong))
    expect(reportedCodes(file)).toEqual([expected])
    expect(file.diagnostics[0]?.hint).toBe(hint)
  })

  test('without a version does not hide problems of the kind or the spec', async () => {
    const text = componentText().replace(/.*\n/, '')
    expect(reportedCodes(await readText(text.replace('owner', 'ownr')))).toEqual([
      'error descriptor/missing-field 1:1',
      'error descriptor/missing-field 7:3',
    ])
    expect(reportedCodes(await readText(text.replace('Component', 'Service')))).toEqual([
      'error descriptor/missing-field 1:1',
      'error descriptor/unknown-kind 1:7',
    ])
  })

  test('escapes invisible characters', async () => {
    const file = await readText(componentText().replace('  owner', '  \u00a0owner').replace('name: pay', 'name: pay\u200b'))
    expect(file.diagnostics.map(({ message, hint }) => [message.slice(0, 30), hint])).toEqual([
      ['metadata.name is "pay\\u200b", ', 'Did you mean "pay"?'],
      ['spec.owner is missing', 'Did you mean "owner" instead of "\\u00a0owner"?'],
    ])
  })

  test('recognizes a template skeleton', async () => {
    const file = await readText(componentText().replace('name: pay', 'name: ${{ values.name }}'))
    expect(file.diagnostics[0]?.hint).toContain('skeleton of a template')
  })
})

test('An unsafe URL is a warning: the entity is kept, with the URL as written', async () => {
  const file = await readText(componentText('links: [{url: "javascript:alert(1)"}]\nannotations: {example.com/x: "data:text/html,x"}'))
  expect(reportedCodes(file)).toEqual(['warning descriptor/unsafe-url 5:17', 'warning descriptor/unsafe-url 6:32'])
  expect(file.descriptors[0]?.entity.metadata).toMatchObject({
    links: [{ url: 'javascript:alert(1)' }],
    annotations: { 'example.com/x': 'data:text/html,x' },
  })
})

describe('Suggestions', () => {
  test.each([
    ['keys of labels', 'labels', (i: number) => `a b ${String(i)}: x`],
    ['values of labels', 'labels', (i: number) => `a${String(i)}: x y`],
    ['keys of annotations', 'annotations', (i: number) => `a b ${String(i)}: x`],
    ['tags', 'tags', (i: number) => `- A${String(i)}`],
  ])('are made for the first hundred wrong %s, and every one is reported', async (_, name, line) => {
    const lines = Array.from({ length: 150 }, (_unused, i) => `  ${line(i)}`)
    const { diagnostics } = await readText(componentText(`${name}:\n${lines.join('\n')}`))
    expect(diagnostics).toHaveLength(150)
    expect(diagnostics.map(({ hint }) => hint !== undefined)).toEqual(diagnostics.map((_unused, i) => i < 100))
  })

  test('are made for texts of up to 400 letters', async () => {
    const hintFor = async (name: string): Promise<string | undefined> => {
      const { diagnostics } = await readText(componentText().replace('name: pay', `name: ${name}`))
      return diagnostics.find(({ code }) => code === 'descriptor/invalid-field')?.hint
    }
    expect(await hintFor(`${'a'.repeat(399)}!`)).toBe(`Did you mean "${'a'.repeat(63)}"?`)
    expect(await hintFor(`${'a'.repeat(400)}!`)).toBeUndefined()
  })
})

describe('Misspelt names', () => {
  test.each([
    [
      componentText().replace('lifecycle:', 'lifecyle:'),
      'error descriptor/missing-field 7:3',
      'Did you mean "lifecycle" instead of "lifecyle"?',
    ],
    [
      componentText().replace('metadata:', 'metdata:'),
      'error descriptor/missing-field 3:1',
      'Did you mean "metadata" instead of "metdata"?',
    ],
    [componentText('', 'dependOn: []'), 'warning descriptor/unknown-field 9:3', 'Did you mean "dependsOn"?'],
    [componentText('', 'subComponentOf: x'), 'warning descriptor/unknown-field 9:3', 'Did you mean "subcomponentOf"?'],
    [componentText('lables: {}'), 'warning descriptor/unknown-field 5:3', 'Did you mean "labels"?'],
    [componentText().replace('Component', 'Componnet'), 'error descriptor/unknown-kind 2:7', 'Did you mean "Component"?'],
    [componentText().replace('Component', 'component'), 'error descriptor/unknown-kind 2:7', 'Did you mean "Component"?'],
    [componentText().replace('v1alpha1', 'v1alpha'), 'error descriptor/unknown-kind 1:13', 'Did you mean "backstage.io/v1alpha1"?'],
  ])('are reported with what was meant (%#)', async (text, expected, hint) => {
    const file = await readText(text)
    expect(reportedCodes(file)).toContain(expected)
    expect(file.diagnostics.map(diagnostic => diagnostic.hint)).toContain(hint)
  })

  test.each([
    ['metadata:', 'metdata:', 'error descriptor/missing-field 3:1'],
    ['apiVersion:', 'apiversion:', 'error descriptor/missing-field 1:1'],
    ['spec:', 'specs:', 'error descriptor/unknown-field 5:1'],
    ['  name:', '  nam:', 'error descriptor/missing-field 4:3'],
    ['  owner:', '  ownr:', 'error descriptor/missing-field 8:3'],
  ])('of %j are reported once', async (right, wrong, expected) => {
    expect(reportedCodes(await readText(componentText().replace(right, wrong)))).toEqual([expected])
  })

  test('are not reported for custom fields', async () => {
    expect(reported(await readText(componentText('costCentre: x', 'team: payments\nruntime: node\nowners: [a]')))).toEqual([])
  })
})

describe('The spec', () => {
  test('is checked by the kind', async () => {
    const file = await readText(componentText('', 'system: 5\ndependsOn: component:x\nprovidesApis: [a, "", {}]'))
    expect(reported(file)).toEqual([
      'error descriptor/invalid-field 9:11 spec.system must be a string, but is 5',
      'error descriptor/invalid-field 10:14 spec.dependsOn must be a list, but is the string "component:x"',
      'error descriptor/invalid-field 11:21 spec.providesApis[1] is empty',
      'error descriptor/invalid-field 11:25 spec.providesApis[2] must be a string, but is a mapping',
    ])
  })

  test('reports a wrong type alone, without its length', async () => {
    expect(reported(await readText(componentText('', 'system: []\ndependsOn: [[]]')))).toEqual([
      'error descriptor/invalid-field 9:11 spec.system must be a string, but is a list',
      'error descriptor/invalid-field 10:15 spec.dependsOn[0] must be a string, but is a list',
    ])
  })

  test('is required', async () => {
    const file = await readText('apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: a}\n')
    expect(reported(file)).toEqual(['error descriptor/missing-field 1:1 spec is missing'])
  })

  test('of an MCP server has remotes instead of a definition', async () => {
    const api = componentText().replace('kind: Component', 'kind: API').replace('type: service', 'type: mcp-server')
    expect(reportedCodes(await readText(api))).toEqual(['error descriptor/missing-field 5:1'])
    expect(reportedCodes(await readText(api.replace('owner: team', 'x: y')))).toHaveLength(2)
    expect(reported(await readText(`${api}  remotes: [{type: sse, url: https://x.example}]\n`))).toEqual([])
  })

  test('reports the position of a problem in a template', async () => {
    const file = await readText(`apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: {name: t}
spec:
  type: service
  parameters:
    - title: x
    - wrong
    - backstage:permissions: 1
  steps:
    - id: one
      input: 5
      if: 1
  secrets: {schema: []}
`)
    expect(reported(file)).toEqual([
      'error descriptor/invalid-field 8:7 spec.parameters[1] must be a mapping, but is the string "wrong"',
      'error descriptor/invalid-field 9:30 spec.parameters[2]["backstage:permissions"] must be a mapping, but is 1',
      'error descriptor/missing-field 11:7 spec.steps[0].action is missing',
      'error descriptor/invalid-field 12:14 spec.steps[0].input must be a mapping, but is 5',
      'error descriptor/invalid-field 13:11 spec.steps[0].if must be a string or true or false, but is 1',
      'error descriptor/invalid-field 14:21 spec.secrets.schema must be a mapping, but is a list',
    ])
    const parameters =
      'apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {name: t}\nspec: {type: x, steps: [], parameters: 1}\n'
    expect(reported(await readText(parameters))).toEqual([
      'error descriptor/invalid-field 4:40 spec.parameters must be a mapping or a list, but is 1',
    ])
  })
})

describe('The spec of a custom kind', () => {
  const pipeline = defineKind({
    kind: 'Pipeline',
    apiVersions: ['example.com/v1'],
    title: 'Pipeline',
    description: 'Builds things.',
    schema: z
      .strictObject({
        runs: z.int().max(9).optional(),
        mode: z.enum(['fast', 'slow']).optional(),
        keep: z.union([z.literal('all'), z.number()]).optional(),
        steps: z.array(z.string()).min(2).optional(),
      })
      .refine(({ mode }) => mode !== 'slow', 'slow is closed'),
    relations: [],
  })

  test.each([
    [
      '{run: 1, x: 2}',
      ['error descriptor/unknown-field 4:8 spec.run is not allowed', 'error descriptor/unknown-field 4:16 spec.x is not allowed'],
    ],
    ['{runs: 1.5}', ['error descriptor/invalid-field 4:14 spec.runs must be a whole number, but is 1.5']],
    ['{runs: 10}', ['error descriptor/invalid-field 4:14 spec.runs is not valid: Too big: expected number to be <=9']],
    ['{mode: 1}', ['error descriptor/invalid-field 4:14 spec.mode must be "fast" or "slow", but is 1']],
    ['{mode: slow}', ['error descriptor/invalid-field 4:7 spec is not valid: slow is closed']],
    ['{keep: some}', ['error descriptor/invalid-field 4:14 spec.keep must be "all" or a number, but is the string "some"']],
    ['{steps: []}', ['error descriptor/invalid-field 4:15 spec.steps is not valid: Too small: expected array to have >=2 items']],
  ])('%s is checked by the schema of the kind', async (spec, expected) => {
    const text = `apiVersion: example.com/v1\nkind: Pipeline\nmetadata: {name: p}\nspec: ${spec}\n`
    expect(reported(await readText(text, { kinds: [pipeline] }))).toEqual(expected)
  })
})

test('A misspelt field that the schema of a custom kind does not allow is reported once, as the field that was meant', async () => {
  const kind = defineKind({
    kind: 'Robot',
    apiVersions: ['example.com/v1'],
    title: 'Robot',
    description: 'Moves things.',
    schema: z.strictObject({ owner: z.string(), arms: z.int().optional() }),
    relations: [],
  })
  const codes = async (spec: string): Promise<readonly string[]> =>
    reported(await readText(`apiVersion: example.com/v1\nkind: Robot\nmetadata: {name: r}\nspec: ${spec}\n`, { kinds: [kind] }))
  expect(await codes('{ownr: x}')).toEqual(['error descriptor/missing-field 4:8 spec.owner is missing'])
  expect(await codes('{owner: x, arm: 2}')).toEqual(['error descriptor/unknown-field 4:18 spec.arm is not allowed'])
  expect(await codes('{ownr: x, legs: 2}')).toEqual([
    'error descriptor/missing-field 4:8 spec.owner is missing',
    'error descriptor/unknown-field 4:17 spec.legs is not allowed',
  ])
})

describe('Relations', () => {
  test('are derived with the namespace of the entity, canonical, and know their position in the text', async () => {
    const [descriptor] = (await readText(componentText('namespace: eu', 'dependsOn: [resource:Zeta, "component:us/Alpha"]\nsystem: Core')))
      .descriptors
    expect(descriptor?.ref).toBe('component:eu/pay')
    expect(descriptor?.edges).toEqual([
      { type: 'ownedBy', inverse: 'ownerOf', target: 'group:eu/team', field: ['spec', 'owner'] },
      { type: 'dependsOn', inverse: 'dependencyOf', target: 'resource:eu/zeta', field: ['spec', 'dependsOn', 0] },
      { type: 'dependsOn', inverse: 'dependencyOf', target: 'component:us/alpha', field: ['spec', 'dependsOn', 1] },
      { type: 'partOf', inverse: 'hasPart', target: 'system:eu/core', field: ['spec', 'system'] },
    ])
    expect(descriptor?.entity.spec?.['dependsOn']).toEqual(['component:us/Alpha', 'resource:Zeta'])
  })

  test('with an invalid reference are errors with a hint', async () => {
    const file = await readText(componentText('', 'dependsOn: [component:a, ledger]\nproviders: x'))
    expect(reportedCodes(file)).toEqual(['error descriptor/invalid-ref 9:28'])
    expect(file.diagnostics[0]).toMatchObject({ text: 'ledger', hint: 'Write the kind: "component:ledger" or "resource:ledger".' })
    expect(file.descriptors).toEqual([])
  })

  test('of a field without a schema may be written in parts, and are errors when they are not references', async () => {
    expect((await readText(componentText('', 'dependencyOf: [{kind: Component, name: Web}]'))).descriptors[0]?.edges.at(-1)?.target).toBe(
      'component:default/web',
    )
    expect(reportedCodes(await readText(componentText('', 'dependencyOf: [5]')))).toEqual(['error descriptor/invalid-ref 9:18'])
    expect(reportedCodes(await readText(componentText('', 'dependencyOf: [""]')))).toEqual(['error descriptor/invalid-ref 9:18'])
  })

  test('of an AI resource depend on its type', async () => {
    const skill = (type: string): string =>
      componentText('', 'dependsOn: [lint]\nskills: []').replace('Component', 'AiResource').replace('service', type)
    expect((await readText(skill('skill'))).descriptors[0]?.edges.map(({ target }) => target)).toEqual([
      'group:default/team',
      'airesource:default/lint',
    ])
    const [plugin] = (await readText(skill('plugin').replace('[]', '[zeta, alpha]'))).descriptors
    expect(plugin?.edges.map(({ target }) => target)).toEqual(['group:default/team', 'airesource:default/zeta', 'airesource:default/alpha'])
    expect(plugin?.entity.spec?.['skills']).toEqual(['alpha', 'zeta'])
  })
})
