import { chmodSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { componentText, tempFolder } from '../temp-folder.fixture.ts'
import { commands } from './commands.ts'
import { run } from './run.fixture.ts'
import { version } from './version.ts'

describe('help', () => {
  test.each([[[]], [['--help']], [['-h']], [['help']]])('%j lists every command, and the exit codes', async args => {
    const { code, out, err } = await run(args)
    expect([code, err]).toEqual([0, ''])
    for (const { name, summary } of commands) expect(out).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 10)}`, 'm'))
    expect(out).toContain('0 success, 1 problems found, 2 incorrect usage')
  })

  test.each(commands.map(({ name }) => name))('of %s shows its options and an example, requested either way', async name => {
    const { code, out } = await run([name, '--help'])
    expect(code).toBe(0)
    expect(out).toContain(`Usage: callboard ${name}`)
    expect(out).toContain('--json')
    expect(out).toMatch(new RegExp(`Examples:\n  callboard ${name}`))
    expect((await run(['help', name])).out).toBe(out)
  })

  test('of a command takes precedence over errors in the other arguments', async () => {
    expect(await run(['get', '--help', '--catalog', '/nowhere'])).toMatchObject({ code: 0 })
  })

  test('includes the version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
    expect(version).toMatch(/^\d+\.\d+\.\d+/)
  })
})

const empty = { code: 2, said: /^callboard: There are no entities in empty; pass a folder with catalog-info\.yaml files\.\n$/ }
const missing = { code: 2, said: /^callboard: There is no file or folder nowhere\.\n$/ }

/** Arguments that a user may get wrong, the exit code, and the one-sentence message. */
const misuse: readonly (readonly [args: string, code: number, said: RegExp])[] = [
  ['validat', 2, /There is no command "validat"\. Did you mean `callboard validate`\?/],
  ['frobnicate', 2, /There is no command "frobnicate"\. See `callboard --help`\./],
  ['help frobnicate', 2, /There is no command "frobnicate"/],
  ['--catalog shop', 2, /There is no command "--catalog"/],
  ['owner cart --catlog shop', 2, /owner has no option --catlog\. Did you mean --catalog\?/],
  ['owner cart -x', 2, /owner has no option -x\. See `callboard owner --help`\./],
  ['owner cart --catalog', 2, /--catalog needs a value/],
  ['query kind=component --limit -1', 2, /--limit needs a value\. Write a value that starts with a dash as --limit=-…\./],
  ['query kind=component --limit=-1', 2, /--limit must be a whole number, not "-1"/],
  ['query kind=component --fields=', 2, /--fields needs a value; it is empty\./],
  ['query kind=component --order=', 2, /--order needs a value; it is empty\./],
  ['owner cart --catalog=', 2, /--catalog needs a value; it is empty\./],
  ['build shop --out=', 2, /--out needs a value; it is empty\./],
  ['serve shop --host=', 2, /--host needs a value; it is empty\./],
  ['owner cart --json=yes', 2, /--json takes no value/],
  ['owner', 2, /owner needs a name, a reference or a file path/],
  ['get', 2, /get takes one entity reference/],
  ['get cart storefront', 2, /get takes one entity reference/],
  ['graph', 2, /graph takes one entity reference/],
  ['graph cart --depth two --catalog shop', 2, /--depth must be a whole number, not "two"/],
  ['graph cart --depth=-1 --catalog shop', 2, /--depth must be a whole number, not "-1"/],
  ['graph cart --format png --catalog shop', 2, /--format is "png", but must be one of mermaid, dot, json/],
  ['graph cart --types dependancyOf --catalog shop', 2, /There is no relation type "dependancyOf"\. Did you mean dependencyOf\?/],
  ['graph cart --types dependsOn,zebra --catalog shop', 2, /There is no relation type "zebra"\. The relation types are ownedBy, ownerOf, /],
  ['query kind=component --limit x --catalog shop', 2, /--limit must be a whole number/],
  ['query =x --catalog shop', 2, /The filter "=x" cannot be read\. Write FIELD=VALUE/],
  ['query --order ,desc --catalog shop', 2, /--order is ",desc", but must be FIELD, FIELD,asc or FIELD,desc/],
  ['query --order name,up --catalog shop', 2, /--order is "name,up"/],
  ['query --predicate {kind --catalog shop', 2, /--predicate is not JSON/],
  ['query --predicate [1] --catalog shop', 2, /[Ii]nvalid .*predicate/],
  ['schema Component', 2, /schema takes no arguments\. Did you mean --kind Component\?/],
  ['schema --kind Compnent', 2, /There is no kind "Compnent"\. Did you mean component\?/],
  ['schema --kind zebra', 2, /There is no kind "zebra"\. The kinds are Component, API, /],
  ['validate shop --format xml', 2, /--format is "xml", but must be one of text, json, ndjson, sarif, github/],
  ['validate shop --max-warnings few', 2, /--max-warnings must be a whole number/],
  ['build shop', 2, /build needs --out DIR/],
  ['build shop --out shop', 2, /shop is the catalog that is read\. Use a separate folder for --out\./],
  ['build shop --out shop/CODEOWNERS', 2, /CODEOWNERS cannot be written to: a file is where a folder belongs/],
  ['serve shop --port 70000', 2, /--port is 70000, but the highest port is 65535/],
  ['serve shop --site nowhere', 2, /There is no folder nowhere to serve/],
  ['relations shop --catalog shop', 2, /PATH and --catalog both say what to read; use only one of them/],
  ['owner cart --catalog shop --config c.mjs', 2, /--catalog and --config both say what to read/],
  ['owner cart --config nowhere.config.mjs', 2, /There is no config file nowhere\.config\.mjs\./],
  ['owner cart --config shop', 2, /There is no config file shop\./],
  ['validate ', 2, /An argument of validate is empty\./],
  ['owner  --catalog shop', 2, /An argument of owner is empty\./],
  ['get  --catalog shop', 2, /An argument of get is empty\./],
  ['validate nowhere', missing.code, missing.said],
  ['owner cart --catalog nowhere', missing.code, missing.said],
  ['get cart --catalog nowhere', missing.code, missing.said],
  ['query kind=api --catalog nowhere', missing.code, missing.said],
  ['graph cart --catalog nowhere', missing.code, missing.said],
  ['relations nowhere', missing.code, missing.said],
  ['serve nowhere --port 0', missing.code, missing.said],
  ['build nowhere --out /tmp/callboard-none', missing.code, missing.said],
  ['query kind=api --catalog nowhere/**/*.yaml', missing.code, /There is no file or folder/],
  ['validate empty', empty.code, empty.said],
  ['build empty --out /tmp/callboard-none', empty.code, empty.said],
  ['get cart --catalog empty', 1, empty.said],
  ['graph cart --catalog empty', 1, empty.said],
  ['get carts --catalog shop', 1, /^callboard: There is no entity carts\. Did you mean component:default\/cart/],
  [
    'get zebra --catalog shop',
    1,
    /^callboard: There is no entity zebra\. See `callboard query kind --catalog shop` for what there is\.\n$/,
  ],
  ['graph carts --catalog shop', 1, /^callboard: There is no entity carts\. Did you mean /],
  ['get a:b:c/d --catalog shop', 1, /^callboard: There is no entity a:b:c\/d\./],
]

describe('incorrect arguments', () => {
  test.each(misuse)('%s', async (args, code, said) => {
    const ran = await run(args.split(' '))
    expect(ran).toMatchObject({ code, out: '', err: expect.stringMatching(said) })
    expect(ran.err).toMatch(/^callboard: [^\n]+\n$/)
    expect(ran.err).not.toMatch(/\n\s+at |Error:|\.ts:\d/)
  })

  test('an empty current folder is reported', async () => {
    expect(await run(['validate'], { cwd: tempFolder() })).toEqual({
      code: 2,
      out: '',
      err: 'callboard: There are no entities in the current folder; pass a folder with catalog-info.yaml files.\n',
    })
  })

  test('no control character reaches the terminal', async () => {
    const { err } = await run(['get', '\u001b[2Jcart\u202e', '--catalog', 'shop'])
    expect(err).toContain('\\u001b[2Jcart\\u202e')
  })

  test('CALLBOARD_DEBUG prints the details', async () => {
    const { code, err } = await run(['validat'], { env: { CALLBOARD_DEBUG: '1' } })
    expect(code).toBe(2)
    expect(err).toMatch(/\n\s+at /)
  })
})

describe('an empty catalog', () => {
  test('is reported, and the query is still answered', async () => {
    expect(await run(['owner', 'cart', '--json', '--catalog', 'empty'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('"state":"not-found"'),
      err: expect.stringMatching(empty.said),
    })
    expect(await run(['query', '--json', '--catalog', 'empty'])).toMatchObject({
      code: 0,
      out: '{"items":[],"totalItems":0}\n',
      err: expect.stringMatching(empty.said),
    })
    expect(await run(['relations', 'empty', '--json'])).toMatchObject({ code: 0, out: '[]\n', err: expect.stringMatching(empty.said) })
  })

  test('in which every document has errors is reported as such, not as empty', async () => {
    const cwd = tempFolder({ 'a/b.yaml': componentText('not a name'), 'callboard.config.mjs': '' })
    const said = (where: string, args: string): string =>
      `callboard: No entity in ${where} can be used: 1 error in the descriptors; see \`callboard validate${args}\`.\n`
    expect(await run(['build', 'a', '--out', 'out'], { cwd })).toMatchObject({ code: 2, err: said('a', ' a') })
    expect(await run(['get', 'b', '--no-config'], { cwd })).toMatchObject({ code: 1, err: said('the current folder', ' --no-config') })
    expect((await run(['owner', 'b', '--catalog', 'a'], { cwd })).err).toBe(said('a', ' --catalog a'))
  })
})

describe('a path that cannot be read', () => {
  test('is reported along with the answer that lacks it', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a'), 'b.yaml': Uint8Array.from([0xff, 0x00, 0xff]) })
    const { code, out, err } = await run(['query', 'kind=component', '--catalog', root, '--json'])
    expect([code, err]).toEqual([0, 'callboard: b.yaml is not text in UTF-8\n'])
    expect(JSON.parse(out)).toMatchObject({ totalItems: 1 })
  })

  test('is reported for the first three', async () => {
    const bad = Uint8Array.from([0xff, 0x00, 0xff])
    const root = tempFolder({ 'a.yaml': bad, 'b.yaml': bad, 'c.yaml': bad, 'd.yaml': bad, 'e.yaml': bad, 'f.yaml': componentText('f') })
    const { err } = await run(['relations', root])
    expect(err.trimEnd().split('\n')).toHaveLength(4)
    expect(err).toContain('2 more could not be read; see `callboard validate`.')
  })

  test('can be one of several paths', async () => {
    expect(await run(['query', '--json', '--catalog', 'shop/**/catalog-info.yaml'])).toMatchObject({ code: 0, err: '' })
    expect(await run(['validate', 'shop', 'nowhere'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(missing.said) })
  })

  test('is reported in one sentence for a file without permission', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a') })
    chmodSync(root, 0o755)
    chmodSync(join(root, 'a.yaml'), 0o000)
    const asRoot = process.geteuid?.() === 0
    if (asRoot) process.seteuid?.(65_534)
    try {
      expect(await run(['owner', 'a', '--catalog', join(root, 'a.yaml'), '--json'])).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^callboard: a\.yaml cannot be read: permission denied\n/),
      })
    } finally {
      if (asRoot) process.seteuid?.(0)
    }
  })
})

describe('a config file', () => {
  const config = (text: string): string => {
    const root = tempFolder({ 'catalog/a.yaml': componentText('a') })
    writeFileSync(join(root, 'callboard.config.mjs'), text)
    return root
  }

  test('provides its portal', async () => {
    const cwd = config(
      `export default Promise.resolve({ title: 'T', catalog: { size: 0, sources: [], diagnostics: [], kinds: [], query: () => ({ items: [], totalItems: 0 }) }, close() {} })`,
    )
    expect(await run(['query', '--config', 'callboard.config.mjs', '--json'], { cwd })).toEqual({
      code: 0,
      out: '{"items":[],"totalItems":0}\n',
      err: 'callboard: The portal of callboard.config.mjs has no entities; add a source that does.\n',
    })
  })

  test.each([
    ['export const nothing = 1', /does not export a portal\. Write `export default createPortal/],
    ['export default {', /cannot be loaded: /],
    ['throw new Error("no token")', /cannot be loaded: no token/],
    ['import "./gone.mjs"', /cannot be loaded: Cannot find module '(?:\.\/)?gone\.mjs' imported from callboard\.config\.mjs/],
    ['throw new Error(`${import.meta.url} is wrong`)', /cannot be loaded: callboard\.config\.mjs is wrong/],
    ['export default Promise.reject(new Error("no token"))', /cannot be loaded: no token/],
  ])('that is wrong is said: %s', async (text, said) => {
    expect(await run(['query', '--config', 'callboard.config.mjs'], { cwd: config(text) })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(said),
    })
  })

  test('in another folder with an error is reported with its relative path', async () => {
    const folder = config('throw new Error(`${import.meta.filename} is wrong`)')
    const cwd = tempFolder()
    const path = join('..', basename(folder), 'callboard.config.mjs')
    expect((await run(['query', '--config', path], { cwd })).err).toBe(`callboard: ${path} cannot be loaded: ${path} is wrong.\n`)
  })
})
