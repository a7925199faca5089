import { describe, expect, test } from 'vitest'
import { componentText, tempFolder } from '../../temp-folder.fixture.ts'
import { fixtures, run, runJson } from '../run.fixture.ts'

describe('get', () => {
  test('prints an entity with its relations, as YAML below its file and line', async () => {
    const { code, out, err } = await run(['get', 'cart', '--catalog', 'shop'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^# services\/cart\/catalog-info\.yaml:\d+ in shop\napiVersion: backstage\.io\/v1alpha1\nkind: Component\n/)
    expect(out).toContain('  - type: ownedBy\n    targetRef: group:default/checkout\n')
  })

  test('prints the entity as JSON, with included text in place', async () => {
    expect(await runJson(['get', 'api:default/cart-api', '--catalog', 'shop'])).toMatchObject({
      code: 0,
      err: '',
      value: {
        kind: 'API',
        metadata: { name: 'cart-api', namespace: 'default' },
        spec: { definition: expect.stringMatching(/^openapi: 3\.1\.0\n/) },
      },
    })
  })

  test('accepts an old name, and reads the current folder by default', async () => {
    expect(await runJson(['get', 'component:default/basket'], { cwd: `${fixtures}/shop` })).toMatchObject({
      code: 0,
      value: { metadata: { name: 'cart' } },
    })
  })
})

describe('query', () => {
  const names = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { value } = await runJson(['query', ...args, '--catalog', 'shop'])
    return (value as { items: readonly { metadata: { name: string } }[] }).items.map(({ metadata }) => metadata.name)
  }

  test('prints a table of reference, type, lifecycle and owner, and the count to standard error', async () => {
    expect(await run(['query', 'kind=component', '--catalog', 'shop'])).toEqual({
      code: 0,
      out: [
        'REF                           TYPE     LIFECYCLE     OWNER',
        'component:default/cart        service  production    group:default/checkout',
        'component:default/storefront  website  experimental  group:default/checkout',
        '',
      ].join('\n'),
      err: '2 of 2 matches\n',
    })
  })

  test('counts in words when nothing or one entity matches', async () => {
    expect((await run(['query', 'kind=zebra', '--catalog', 'shop'])).err).toBe('Nothing matches\n')
    expect((await run(['query', 'metadata.name=cart', '--catalog', 'shop'])).err).toBe('1 of 1 match\n')
  })

  test('uses colours depending on where the output goes', async () => {
    const ask = ['query', 'kind=component', '--catalog', 'shop']
    const toFile = await run(ask, { isTty: false, isErrTty: true, env: { TERM: 'dumb' } })
    expect([toFile.out, toFile.err].join('')).not.toContain('\u001b')
    const errorsToFile = await run(ask, { isTty: true, isErrTty: false })
    expect([errorsToFile.out.includes('\u001b'), errorsToFile.err]).toEqual([true, '2 of 2 matches\n'])
  })

  test('reads filters as Backstage does: commas mean and, several filters mean or, a key alone means present', async () => {
    expect(await names('kind=component,spec.lifecycle=production')).toEqual(['cart'])
    expect(await names('kind=api', 'kind=resource')).toEqual(['cart-api', 'cart-db'])
    expect(await names('kind=component,kind=api')).toEqual(['cart-api', 'cart', 'storefront'])
    expect(await names('metadata.tags')).toEqual(['storefront'])
    expect(await names('metadata.tags=web')).toEqual(['storefront'])
    expect(await names('relations.ownedBy=group:default/commerce')).toEqual(['store'])
    expect(await names('kind=zebra')).toEqual([])
  })

  test('accepts a predicate, a text, an order, a limit and an offset', async () => {
    expect(await names('--predicate', '{"kind":"component","metadata.tags":{"$exists":false}}')).toEqual(['cart'])
    expect(await names('--text', 'MEANS TO BUY')).toEqual(['cart'])
    expect(await names('kind=component', 'kind=resource', '--order', 'metadata.name,desc')).toEqual(['storefront', 'cart-db', 'cart'])
    expect(await names('--order', 'spec.lifecycle', '--order', 'metadata.name,desc', '--limit', '2')).toEqual(['storefront', 'cart-api'])
    expect(await names('--order', 'metadata.name', '--limit', '2', '--offset', '1')).toEqual(['cart-api', 'cart-db'])
  })

  test('prints only the requested fields, as columns or as JSON', async () => {
    expect((await run(['query', 'kind=component', '--fields', 'metadata.name,spec.type,metadata.tags', '--catalog', 'shop'])).out).toBe(
      ['metadata.name  spec.type  metadata.tags', 'cart           service', 'storefront     website    ["web"]', ''].join('\n'),
    )
    expect((await runJson(['query', 'kind=system', '--fields', 'kind,metadata.name', '--catalog', 'shop'])).value).toEqual({
      items: [{ kind: 'System', metadata: { name: 'store' } }],
      totalItems: 1,
    })
  })
})

describe('graph', () => {
  test('draws Mermaid, with a label and a direction for each relation', async () => {
    const { code, out, err } = await run([
      'graph',
      'storefront',
      '--types',
      'consumesApi,apiProvidedBy',
      '--depth',
      '2',
      '--catalog',
      'shop',
    ])
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(
      [
        'flowchart LR',
        '  n0["storefront (component)"]',
        '  n1["cart-api (api)"]',
        '  n2["Shopping cart (component)"]',
        '  n2 -- providesApi --> n1',
        '  n0 -- consumesApi --> n1',
        '',
      ].join('\n'),
    )
  })

  test('draws DOT, and prints the graph as JSON', async () => {
    const { out } = await run(['graph', 'cart', '--types', 'dependsOn', '--format', 'dot', '--catalog', 'shop'])
    expect(out).toMatch(/^digraph catalog \{\n/)
    expect(out).toContain('  "component:default/cart" -> "resource:default/cart-db" [label="dependsOn"]\n')
    const asked = await runJson(['graph', 'cart', '--types', 'dependsOn', '--catalog', 'shop'])
    expect(asked).toMatchObject({
      code: 0,
      value: {
        root: 'component:default/cart',
        nodes: [
          { ref: 'component:default/cart', depth: 0 },
          { ref: 'resource:default/cart-db', depth: 1 },
        ],
        edges: [{ source: 'component:default/cart', type: 'dependsOn', target: 'resource:default/cart-db', cycle: false }],
        truncated: false,
      },
    })
    expect((await run(['graph', 'cart', '--types', 'dependsOn', '--format', 'json', '--catalog', 'shop'])).out).toBe(
      `${JSON.stringify(asked.value)}\n`,
    )
  })

  test('marks entities that no source defines', async () => {
    expect((await run(['graph', 'lost', '--catalog', 'troubled'])).out).toMatch(/^ {2}n1\["tema-a \(group\) – missing"\]$/m)
    expect((await run(['graph', 'lost', '--format', 'dot', '--catalog', 'troubled'])).out).toMatch(
      /"group:default\/tema-a" \[label="[^"]*", style=dashed\]/,
    )
  })

  test('lets no title end its label or begin markup', async () => {
    const root = tempFolder({
      'a.yaml': componentText('a').replace('  name: a\n', `  name: a\n  title: 'x"]; click n0 "javascript:alert(1)" <img src=x>'\n`),
    })
    const mermaid = (await run(['graph', 'a', '--catalog', root])).out.split('\n').find(line => line.startsWith('  n0')) ?? ''
    expect(mermaid.replace(/^ {2}n0\["|"\]$/g, '')).not.toMatch(/["<>[\];](?<!#\d+;)/)
    const dot = (await run(['graph', 'a', '--format', 'dot', '--catalog', root])).out
    expect(dot).toContain('[label="x\\"]; click n0 \\"javascript:alert(1)\\" <img src=x>"]')
  })
})

describe('relations', () => {
  test('prints every relation in both directions, sorted, and those to missing entities only forward', async () => {
    const { code, value } = await runJson(['relations', 'shop'])
    expect(code).toBe(0)
    const all = value as readonly { source: string; type: string; target: string }[]
    expect(all).toHaveLength(26)
    expect(Object.keys(all[0] ?? {})).toEqual(['source', 'type', 'target'])
    const keys = all.map(({ source, type, target }) => `${source}\t${type}\t${target}`)
    expect(keys).toEqual([...keys].sort())
    expect(keys).toContain('component:default/cart\tprovidesApi\tapi:default/cart-api')
    expect(keys).toContain('api:default/cart-api\tapiProvidedBy\tcomponent:default/cart')
    expect((await runJson(['relations', 'troubled'])).value).toEqual([
      { source: 'component:default/lost', type: 'ownedBy', target: 'group:default/tema-a' },
      { source: 'component:default/sound', type: 'ownedBy', target: 'group:default/team-a' },
      { source: 'group:default/team-a', type: 'ownerOf', target: 'component:default/sound' },
    ])
  })

  test('prints a table for people, for several paths at once', async () => {
    const { out } = await run(['relations', 'shop/services', 'shop/teams'])
    expect(out).toMatch(/^SOURCE +TYPE +TARGET\n/)
    expect(out).toMatch(/^component:default\/cart +ownedBy +group:default\/checkout$/m)
  })
})

describe('schema', () => {
  test('prints JSON Schema for every kind, or for one in any case', async () => {
    const { code, out, err } = await run(['schema'])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ $schema: expect.stringMatching(/json-schema\.org/) })
    const one = await run(['schema', '--kind', 'component'])
    expect(JSON.parse(one.out)).toMatchObject({
      properties: { kind: expect.anything(), spec: { required: ['type', 'lifecycle', 'owner'] } },
    })
    expect((await runJson(['schema', '--kind', 'Component'])).value).toEqual(JSON.parse(one.out))
  })
})

test('JSON is on one line for programs and indented on a terminal', async () => {
  expect((await run(['get', 'cart', '--json', '--catalog', 'shop'])).out.trimEnd()).not.toContain('\n')
  const shown = (await run(['get', 'cart', '--json', '--catalog', 'shop'], { isTty: true })).out
  expect(shown).toContain('\n  "kind": "Component"')
})

test('progress is shown only on a terminal, on standard error, and erased at the end', async () => {
  const { err } = await run(['relations', 'shop'], { isErrTty: true })
  expect(err.split('\r\u001b[K')).toEqual(['', expect.stringMatching(/^Reading … (?:1 file|\d+ files), (?:1 entity|\d+ entities)$/), ''])
})
