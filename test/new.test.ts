import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changedFiles, copyRepository, stateOf } from './support/copy-repository.ts'

/** What is added in the copy, one after the other. */
const added = [
  // The longer name produces lines that the formatter must break.
  { kind: 'source', name: 'csv', most: 4 },
  { kind: 'source', name: 'company-wide-service-inventory', most: 4 },
  { kind: 'widget', name: 'entity-status', most: 5 },
  { kind: 'widget', name: 'entity-teams-and-their-chats', most: 5 },
  { kind: 'language', name: 'fr', most: 3 },
  { kind: 'language', name: 'he', most: 3 },
  { kind: 'command', name: 'stats', most: 4 },
  { kind: 'command', name: 'list-the-teams-without-members', most: 4 },
  // One place is left to the author: where it is reported.
  { kind: 'diagnostic', name: 'source/odd-weather', most: 3 },
  { kind: 'diagnostic', name: 'codeowners/far-too-many-owners', most: 3 },
] as const

/** The suites that check what was added. */
const suites = [
  'packages/adapters/src/sources/csv',
  'packages/adapters/src/sources/company-wide-service-inventory',
  'packages/adapters/src/cli/commands/stats.test.ts',
  'packages/adapters/src/cli/commands/list-the-teams-without-members.test.ts',
  'packages/core/src/diagnostics.test.ts',
  'test/docstrings.test.ts',
  'test/filled-in.test.ts',
  'test/flow.test.ts',
  'test/languages.test.ts',
  'test/public-api.test.ts',
  'test/readme.test.ts',
  'test/widget-docs.test.ts',
  'test/widget-lists.test.ts',
]

let copy = ''
const ran = new Map<string, { readonly result: Ran; readonly changed: readonly string[] }>()

beforeAll(async () => {
  copy = copyRepository()
  let before = stateOf(copy)
  for (const { kind, name } of added) {
    const result = await runNew(copy, [kind, name])
    const after = stateOf(copy)
    ran.set(name, { result, changed: changedFiles(copy, before, after) })
    before = after
  }
}, 180_000)
afterAll(() => {
  rmSync(copy, { recursive: true, force: true })
})

describe('`npm run new`', () => {
  test.each(added)('adds the $kind $name with at most $most files, and lists each', ({ name, most }) => {
    const { result, changed } = ran.get(name) ?? {}
    expect(result).toMatchObject({ code: 0, err: '' })
    expect([...(result?.out ?? '').matchAll(/^(?:write|edit) (\S+)$/gm)].map(([, file]) => file).sort()).toEqual(changed)
    expect(changed?.length).toBeGreaterThan(0)
    expect(changed?.length).toBeLessThanOrEqual(most)
    expect(result?.out).toMatch(/\n\nNext:\n1\. /)
  })

  test('breaks nothing: only the tests of what must be filled in fail', async () => {
    const bin = (name: string, ...args: string[]): Promise<Ran> => run(join(copy, 'node_modules', '.bin', name), args, copy)
    expect(await step(copy, 'public-api')).toMatchObject({ code: 0, err: '' })
    expect(await bin('oxfmt', '--list-different')).toEqual({ code: 0, out: '', err: '' })
    expect(await bin('oxlint', '--quiet')).toMatchObject({ code: 0 })
    expect(await bin('tsc', '-p', 'tsconfig.json')).toEqual({ code: 0, out: '', err: '' })
    // Running the examples takes long, and skeletons have none.
    const only = '^(?!the examples of the pages .*:)'
    const { err } = await bin('vitest', 'run', ...suites, '-t', only, '--reporter=json', '--outputFile=.build/new.json')
    const { testResults } = JSON.parse(readFileSync(join(copy, '.build', 'new.json'), 'utf8')) as Report
    expect(testResults.length, err).toBe(suites.length)
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
    const failed = tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)
    expect(failed.sort()).toEqual([
      'every code appears codeowners/far-too-many-owners',
      'every code appears source/odd-weather',
      'every skeleton of `npm run new` is filled in',
    ])
    expect(tests.filter(({ status }) => status === 'passed').length).toBeGreaterThan(100)
  }, 180_000)

  test.each(added)('names the same tests for $kind $name as CONTRIBUTING.md', ({ name }) => {
    const recipes = readFileSync(join(copy, 'CONTRIBUTING.md'), 'utf8')
    const tests = [...(ran.get(name)?.result.out ?? '').matchAll(/npm run test:\S+ -- .+$/gm)].map(([command]) => command)
    expect(tests.join(' ')).toContain('test/filled-in.test.ts')
    for (const command of tests) expect(recipes).toContain(`\`${command.replaceAll(name, '<name>')}\``)
  })

  // A name of the skeletons, of the language, or of the browser must not break what is written.
  test('writes skeletons that compile for any name, or refuses the name', async () => {
    const refusedNames: string[] = []
    const written: string[] = []
    for (const kind of ['source', 'command', 'widget'] as const) {
      const { [kind]: maker } = (await import(join(copy, 'scripts', 'new', `${kind}.mjs`))) as Record<typeof kind, Maker>
      const example = Object.values(maker.plan('a-zebra', readCopy).create).join('\n')
      for (const name of new Set([...odd, ...namesIn(example)])) {
        let plan: Plan
        try {
          plan = maker.plan(name, readCopy)
        } catch {
          refusedNames.push(`${kind} ${name}`)
          continue
        }
        const [block] = /(?<=```ts\n)[^]*?(?=```)/.exec(plan.edit['docs/sources.md']?.('## Memory\n') ?? '') ?? []
        const [first = ''] = Object.keys(plan.create)
        const extra: Record<string, string> = {}
        if (block !== undefined) extra[first.replace(/\.ts$/, '-docs.ts')] = block.replace(`@callboard/adapters/${name}`, `./${name}.ts`)
        for (const [path, text] of Object.entries({ ...plan.create, ...extra })) {
          mkdirSync(dirname(join(copy, path)), { recursive: true })
          writeFileSync(join(copy, path), text)
          written.push(path)
        }
      }
    }
    expect(written.length).toBeGreaterThan(300)
    for (const name of ['url', 'group', 'fetch', 'read', 'answer']) expect(refusedNames).not.toContain(`source ${name}`)
    expect(refusedNames).toEqual(expect.arrayContaining(['source test', 'command print-table', 'widget lit-element']))
    expect(await run(join(copy, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.json'], copy)).toEqual({ code: 0, out: '', err: '' })
  }, 180_000)

  test('says what is wrong with the code of a language', async () => {
    const message = async (code: string): Promise<string> => (await runNew(copy, ['language', code])).err
    expect(await message('xx')).toBe('"xx" is not a known language code.\n')
    expect(await message('pt-BR')).toBe('"pt-BR" is more than a language code; give only "pt".\n')
    expect(await message('french')).toMatch(/^"french" is not a language code of two or three lower-case letters/)
  })

  test('refuses in one sentence, and writes nothing', async () => {
    const before = stateOf(copy)
    for (const args of refused) {
      const { code, out, err } = await runNew(copy, args)
      expect({ args, code, out, lines: err.trimEnd().split('\n').length }).toEqual({ args, code: 2, out: '', lines: 1 })
      expect(err).toMatch(/^[A-Z"].*\.\n$/)
    }
    expect(stateOf(copy)).toBe(before)
  })

  test('lists with --dry-run what it would write, and writes nothing', async () => {
    const before = stateOf(copy)
    const { code, out } = await runNew(copy, ['command', 'later', '--dry-run'])
    expect(code).toBe(0)
    expect(out).toContain('would write packages/adapters/src/cli/commands/later.ts\n')
    expect(out).toContain('would edit docs/cli.md\n')
    expect(stateOf(copy)).toBe(before)
  })

  test('prints its usage with --help', async () => {
    const { code, out, err } = await runNew(copy, ['--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const { kind } of added) expect(out).toMatch(new RegExp(`^  ${kind} \\S+  +\\S`, 'm'))
  })
})

/** Names that mean something in JavaScript, TypeScript or a browser. */
const odd: readonly string[] = [
  ...['any', 'as', 'constructor', 'declare', 'exports', 'from', 'get', 'global', 'global-this', 'module', 'namespace', 'never', 'object'],
  ...['of', 'prototype', 'require', 'set', 'string', 'symbol', 'to-string', 'type', 'undefined', 'unknown', 'using', 'window'],
  ...['callboard-load-event', 'html-element', 'node-list', 'readonly-array', 'url-pattern'],
]

/** The words of a text as names in kebab-case: `printTable` is `print-table`, `CSSResult` is `c-s-s-result`. */
function namesIn(text: string): readonly string[] {
  const words = text.match(/\b[A-Za-z][A-Za-z0-9]*\b/g) ?? []
  return words.map(word => word.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`))
}

const readCopy = (path: string): string => readFileSync(join(copy, path), 'utf8')

interface Maker {
  readonly plan: (name: string, read: (path: string) => string) => Plan
}

interface Plan {
  readonly create: Readonly<Record<string, string>>
  readonly edit: Readonly<Record<string, (text: string) => string>>
}

const refused: readonly (readonly string[])[] = [
  [],
  ['magic', 'wand'],
  ['constructor', 'x'],
  ['source'],
  ['source', 'a', 'b'],
  ['source', ''],
  ['source', 'CSV'],
  ['source', 'a_b'],
  ['source', '-a'],
  ['source', '--name=a'],
  ['source', 'a-'],
  ['source', '../csv2'],
  ['source', 'a/../../b'],
  ['source', '/tmp/a'],
  ['source', 'a\nb'],
  ['source', 'é'],
  ['source', 'a'.repeat(41)],
  ['source', 'delete'],
  ['source', 'csv'],
  ['source', 'files'],
  ['source', 'node'],
  ['source', 'test'],
  ['source', 'create-catalog'],
  ['command', 'print-table'],
  ['widget', 'lit-element'],
  ['widget', 'callboard-load-event'],
  ['language', 'pt-BR'],
  ['widget', 'status'],
  ['widget', 'font-face'],
  ['widget', 'Entity-Status'],
  ['widget', '../entity-status'],
  ['widget', 'owner-badge'],
  ['widget', 'entity-status'],
  ['language', 'french'],
  ['language', 'FR'],
  ['language', 'pt-br'],
  ['language', 'xx'],
  ['language', 'en'],
  ['language', 'de'],
  ['language', '..'],
  ['command', 'stats'],
  ['command', 'owner'],
  ['command', 'help'],
  ['command', '../x'],
  ['diagnostic', 'cycle'],
  ['diagnostic', 'catalog/'],
  ['diagnostic', 'catalog/cycle'],
  ['diagnostic', 'catalog/../x'],
  ['diagnostic', 'catalog/a/b'],
  ['diagnostic', 'magic/wand'],
]

interface Report {
  readonly testResults: readonly { readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[] }[]
}

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

function runNew(cwd: string, args: readonly string[]): Promise<Ran> {
  return step(cwd, 'new', ...args)
}

function step(cwd: string, ...args: readonly string[]): Promise<Ran> {
  return run(process.execPath, [join(cwd, 'scripts', 'run.mjs'), ...args], cwd)
}

function run(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_ENV|NODE_OPTIONS|TEST$)/.test(name))
  const env = { ...Object.fromEntries(own), CALLBOARD_PINNED: '1', NO_COLOR: '1' }
  return new Promise(resolve => {
    execFile(program, [...args], { cwd, env, maxBuffer: 2 ** 26 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, out, err })
    })
  })
}
