import { describe, expect, test } from 'vitest'
import { componentText, tempFolder } from '../../temp-folder.fixture.ts'
import { run, runJson } from '../run.fixture.ts'

const group = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: ${name} }\nspec: { type: team, children: [] }\n`

describe('owner', () => {
  test('prints the owner, contacts, parent groups, and the reason with file and line', async () => {
    const { code, out, err } = await run(['owner', 'cart', '--catalog', 'shop'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^Shopping cart {2}component:default\/cart · service · production\n/)
    expect(out).toMatch(/^Owner +Checkout team {2}group:default\/checkout$/m)
    expect(out).toMatch(/^E-mail +checkout@shop\.example$/m)
    expect(out).toMatch(/^Missing +chat, on-call, runbook$/m)
    expect(out).toMatch(/^ {2}1\. Commerce \(group:default\/commerce\) {2}#commerce: https:\/\/chat\.shop\.example\/commerce$/m)
    expect(out).toMatch(
      /^ {2}✓ spec\.owner of component:default\/cart is group:default\/checkout {2}services\/cart\/catalog-info\.yaml:\d+/m,
    )
  })

  test('prints as JSON the answer of the core, or a list for several queries', async () => {
    const { code, value } = await runJson(['owner', 'cart', '--catalog', 'shop'])
    expect(code).toBe(0)
    expect(value).toMatchObject({
      query: 'cart',
      state: 'owned',
      entity: { ref: 'component:default/cart', title: 'Shopping cart' },
      owner: { ref: 'group:default/checkout', exists: true },
      escalation: [{ ref: 'group:default/commerce' }],
      because: [{ step: 'spec.owner', outcome: 'owner', at: { path: 'services/cart/catalog-info.yaml' } }],
    })
    const several = await runJson(['owner', 'cart', 'storefront', '--catalog', 'shop'])
    expect(several.value).toMatchObject([{ query: 'cart' }, { query: 'storefront' }])
  })

  test.each([
    ['cart-7f9c4d5b6c-x2x8q', 'component:default/cart', 'high'],
    ['COMPONENT:Default/Cart', 'component:default/cart', 'exact'],
    ['Shopping cart', 'component:default/cart', 'exact'],
    ['basket', 'component:default/cart', 'exact'],
    ['docs/selling.md', undefined, undefined],
    ['services/cart/src/main.ts', 'component:default/cart', undefined],
  ])('understands %s', async (query, ref, confidence) => {
    const { code, value } = await runJson(['owner', query, '--catalog', 'shop'])
    expect(code).toBe(0)
    if (ref !== undefined) expect(value).toMatchObject({ entity: { ref } })
    if (confidence !== undefined) expect(value).toMatchObject({ match: { confidence } })
  })

  test('invents nothing: an unknown name has candidates at most, and exits 1', async () => {
    const { code, out } = await run(['owner', 'zebra', '--catalog', 'shop'])
    expect(code).toBe(1)
    expect(out).toContain('Not found.')
    expect(await runJson(['owner', 'cart', 'zebra', '--catalog', 'shop'])).toMatchObject({
      code: 1,
      value: [{ state: 'owned' }, { state: 'not-found' }],
    })
    expect((await runJson(['owner', 'zebra', '--catalog', 'shop'])).value).not.toHaveProperty('owner')
  })

  test('reads every folder that is passed as one catalog', async () => {
    const root = tempFolder({ 'org/org.yaml': group('team-a'), 'pay/catalog-info.yaml': componentText('pay') })
    const { code, out } = await run(['owner', 'pay', '--catalog', 'pay', '--catalog', 'org'], { cwd: root })
    expect(code).toBe(0)
    // Each of them has a file with that name.
    expect(out).toMatch(/^ {2}✓ spec\.owner of .* {2}pay: catalog-info\.yaml:8:10$/m)
    expect(await run(['owner', 'pay', '--catalog', 'pay', '--catalog', 'nowhere'], { cwd: root })).toMatchObject({ code: 2 })
  })

  describe('reads paths as a shell completes them', () => {
    const rules = '* @acme/all\n/services/pay/ @acme/pay\n/services/pay/db/ @acme/dba\n/src/ @acme/src\n/tools/ @acme/tools\n'
    const checkout = (): string =>
      tempFolder({
        'org.yaml': group('all'),
        'CODEOWNERS': rules,
        'services/pay/db/migrate.sql': '',
        'services/pay/src/a.ts': '',
        'services/pay/catalog-info.yaml': componentText('tools'),
        'services/pay/tools/run.sh': '',
        'src/b.ts': '',
        'my tools/a b': '',
      })
    const ask = async (cwd: string, ...queries: readonly string[]) => {
      const { value } = await runJson(['owner', ...queries, 'x', '--catalog', cwd.includes('services') ? '../..' : '.'], { cwd })
      return (value as { query: string; file?: string; owner?: { name: string }; match: { confidence: string } }[])
        .slice(0, -1)
        .map(({ query, file, owner: who, match }) => [query, file, who?.name, match.confidence])
    }

    test('from the current folder, if they exist there', async () => {
      const root = checkout()
      expect(
        await ask(`${root}/services/pay`, 'db/migrate.sql', 'db', 'src/a.ts:10:5', './db/gone.sql', '../../src/b.ts', 'src/gone.ts'),
      ).toEqual([
        ['db/migrate.sql', 'services/pay/db/migrate.sql', 'dba', 'exact'],
        ['db', 'services/pay/db/', 'dba', 'exact'],
        ['src/a.ts:10:5', 'services/pay/src/a.ts', 'pay', 'high'],
        ['./db/gone.sql', 'services/pay/db/gone.sql', 'dba', 'exact'],
        ['../../src/b.ts', 'src/b.ts', 'src', 'exact'],
        ['src/gone.ts', 'src/gone.ts', 'src', 'exact'],
      ])
    })

    test('as absolute paths, as folders on disk, and with spaces', async () => {
      const root = checkout()
      expect(
        await ask(root, `${root}/src/b.ts`, `${root}/services/pay/db`, `file://${root}/src/b.ts`, 'my tools/a b', 'services/pay/src'),
      ).toEqual([
        [`${root}/src/b.ts`, 'src/b.ts', 'src', 'exact'],
        [`${root}/services/pay/db`, 'services/pay/db/', 'dba', 'exact'],
        [`file://${root}/src/b.ts`, 'src/b.ts', 'src', 'exact'],
        ['my tools/a b', 'my tools/a b', 'all', 'high'],
        ['services/pay/src', 'services/pay/src/', 'pay', 'exact'],
      ])
    })

    test('but the name of an entity means the entity', async () => {
      const cwd = `${checkout()}/services/pay`
      expect(await ask(cwd, 'tools', './tools')).toEqual([
        ['tools', undefined, 'team-a', 'exact'],
        ['./tools', 'services/pay/tools/', 'pay', 'exact'],
      ])
    })
  })

  test('exits 1 and says so for an owner that no source defines', async () => {
    const { code, out } = await run(['owner', 'lost', '--catalog', 'troubled'])
    expect(code).toBe(1)
    expect(out).toContain('not in the catalog')
  })

  test('says that errors may be the reason when nothing is found', async () => {
    const byNpm = await run(['owner', 'zebra', '--catalog', 'troubled'], { env: { npm_command: 'start' } })
    expect(byNpm.err).toContain('see `npx callboard validate --catalog troubled`.')
    const said = 'callboard: It may be missing because of 4 errors in the descriptors; see `callboard validate --catalog troubled`.\n'
    expect(await run(['owner', 'not a name', '--catalog', 'troubled'])).toMatchObject({ code: 1, err: said })
    expect(await run(['owner', 'sound', '--catalog', 'troubled'])).toMatchObject({ err: '' })
    expect((await run(['get', 'zebra', '--catalog', 'troubled'])).err).toMatch(
      /^callboard: There is no entity zebra\..*\ncallboard: It may be missing because of 4 errors in the descriptors; see `callboard validate --catalog troubled`\.\n$/,
    )
  })

  test('shows names unchanged, but never a control character or a change of text direction', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a').replace('  name: a\n', '  name: a\n  title: "\\e[31mred\\u202e"\n') })
    const { out } = await run(['owner', 'a', '--catalog', root])
    expect(out).toMatch(/^\\u001b\[31mred\\u202e {2}/)
  })
})
