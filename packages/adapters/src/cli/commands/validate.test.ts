import { cpSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { componentText, tempFolder } from '../../temp-folder.fixture.ts'
import { fixtures, run, runJson } from '../run.fixture.ts'

interface Line {
  readonly path: string
  readonly index: number
  readonly line: number
  readonly entityRef: string | null
  readonly valid: boolean
  readonly diagnostics: readonly Readonly<Record<string, unknown>>[]
}

async function ndjson(...args: readonly string[]): Promise<readonly Line[]> {
  const { out } = await run(['validate', ...args, '--format', 'ndjson'])
  return out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Line)
}

describe('text', () => {
  test('says that everything is valid, and exits 0', async () => {
    expect(await run(['validate', 'shop'])).toEqual({ code: 0, out: '8 documents in 3 files: all good\n', err: '' })
  })

  test('shows each problem with file, position, source line and what to do', async () => {
    const { code, out, err } = await run(['validate', 'troubled'])
    expect([code, err]).toEqual([1, ''])
    expect(out).toContain('troubled/broken.yaml\n')
    expect(out).toMatch(
      /^ {2}13:9 {4}error {4}metadata\.name is "not a name".* descriptor\/invalid-field\n {10}13 │ {3}name: not a name\n {13}╵ {9}\^\n {10}Did you mean "not-a-name"\?$/m,
    )
    expect(out).toMatch(
      /^ {2}16:10 {3}warning .*catalog\/missing-owner\n {10}16 │ {3}owner: tema-a\n.*\n {10}Did you mean `group:default\/team-a`\?$/m,
    )
    expect(out).toMatch(/\n5 documents in 2 files: 4 errors, 1 warning\n$/)
  })

  test('uses colours only on a terminal, and obeys NO_COLOR and FORCE_COLOR', async () => {
    expect((await run(['validate', 'troubled'])).out).not.toContain('\u001b')
    expect((await run(['validate', 'troubled'], { isTty: true })).out).toContain('\u001b[31m')
    expect((await run(['validate', 'troubled'], { isTty: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b')
    expect((await run(['validate', 'troubled'], { env: { FORCE_COLOR: '1' } })).out).toContain('\u001b[31m')
  })

  test('shows nothing from a file that could move the cursor', async () => {
    const root = tempFolder({ 'a.yaml': `kind: "\u009b2J"\nmetadata: {name: "\u202eevil"}\n`, 'b\u001b[2J.yaml': 'kind: []\n' })
    const { code, out } = await run(['validate', root])
    expect(code).toBe(1)
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })

  test('omits warnings with --quiet, but counts them', async () => {
    const { out } = await run(['validate', 'troubled', '--quiet'])
    expect(out).not.toContain('tema-a')
    expect(out).toContain('4 errors, 1 warning')
  })
})

describe('exit code', () => {
  const warned = { 'a.yaml': componentText('a'), 'b.yaml': componentText('b') }

  test('0 for warnings, 1 for more than --max-warnings', async () => {
    const root = tempFolder(warned)
    expect((await run(['validate', root])).code).toBe(0)
    expect((await run(['validate', root, '--max-warnings', '2'])).code).toBe(0)
    expect((await run(['validate', root, '--max-warnings', '1'])).code).toBe(1)
    expect((await run(['validate', root, '--max-warnings', '0', '--quiet', '--json'])).code).toBe(1)
  })

  test('1 for a file that cannot be read, is too large or leads outside, each reported', async () => {
    const root = tempFolder({
      'a.yaml': Uint8Array.from([0xff, 0, 0xff]),
      'b.yaml': `#${' '.repeat(10_000_000)}`,
      'd.yaml': componentText('d'),
    })
    symlinkSync('/etc/hostname', join(root, 'c.yaml'))
    expect((await run(['validate', root])).code).toBe(1)
    expect((await ndjson(root)).map(({ path, valid, diagnostics }) => [path, valid, diagnostics[0]?.['code']])).toEqual([
      ['a.yaml', false, 'source/unreadable-file'],
      ['b.yaml', false, 'source/too-large'],
      ['c.yaml', false, 'source/outside-root'],
      ['d.yaml', true, 'catalog/missing-owner'],
    ])
  })
})

describe('ndjson', () => {
  test('is one line for each document, with the promised fields and no others', async () => {
    const lines = await ndjson('troubled')
    expect(lines.map(({ path, index, line, entityRef, valid }) => [path, index, line, entityRef, valid])).toEqual([
      ['broken.yaml', 0, 1, 'component:default/sound', true],
      ['broken.yaml', 1, 10, null, false],
      ['broken.yaml', 2, 19, null, false],
      ['teams.yaml', 0, 1, 'group:default/team-a', true],
      ['teams.yaml', 1, 9, 'component:default/lost', true],
    ])
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['path', 'index', 'line', 'entityRef', 'valid', 'diagnostics'])
      for (const { hint, ...diagnostic } of line.diagnostics) {
        expect(Object.keys(diagnostic)).toEqual(['code', 'severity', 'message', 'line', 'column'])
        expect([diagnostic['line'], diagnostic['column']]).toEqual([expect.any(Number), expect.any(Number)])
        expect(typeof hint === 'string' || hint === undefined).toBe(true)
      }
      expect(line.valid).toBe(line.diagnostics.every(({ severity }) => severity !== 'error'))
    }
  })

  test('lists a problem of two documents under the one with its position', async () => {
    const root = tempFolder({ 'a.yaml': `${componentText('same')}---\n${componentText('other')}---\n${componentText('same')}` })
    const lines = await ndjson(root)
    expect(
      lines.map(({ diagnostics }) => diagnostics.map(({ code }) => code).filter(code => code === 'catalog/duplicate-entity').length),
    ).toEqual([0, 0, 1])
  })

  test('counts documents as YAML does, without empty ones', async () => {
    const root = tempFolder({ 'a.yaml': `---\n---\n${componentText('b')}---\n# nothing\n---\n${componentText('d')}` })
    expect((await ndjson(root)).map(({ index, line, entityRef }) => [index, line, entityRef])).toEqual([
      [1, 3, 'component:default/b'],
      [3, 14, 'component:default/d'],
    ])
  })

  test('has paths relative to each path that was given: a folder, a file or a glob', async () => {
    expect((await ndjson('shop/teams', 'troubled/teams.yaml', 'shop/services/**/catalog-*.yaml')).map(({ path }) => path)).toEqual([
      ...Array.from({ length: 3 }, () => 'cart/catalog-info.yaml'),
      ...Array.from({ length: 3 }, () => 'teams.yaml'),
      'teams.yaml',
      'teams.yaml',
    ])
  })
})

describe('json', () => {
  test('is one document: the verdict, the counts, and a line for each document', async () => {
    const { code, value } = await runJson(['validate', 'troubled'])
    expect(code).toBe(1)
    expect(value).toEqual({ valid: false, errors: 4, warnings: 1, documents: await ndjson('troubled'), sources: [] })
    expect(await runJson(['validate', 'shop'])).toMatchObject({ code: 0, value: { valid: true, errors: 0, warnings: 0 } })
  })

  test('reports an empty path next to one that is not', async () => {
    const { code, value } = await runJson(['validate', 'shop', 'empty'])
    expect(code).toBe(0)
    expect(value).toMatchObject({ valid: true, warnings: 1, sources: [{ source: 'empty', code: 'source/empty', severity: 'warning' }] })
  })
})

interface Sarif {
  readonly $schema: string
  readonly version: string
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string
        readonly rules: readonly { readonly id: string; readonly shortDescription: { readonly text: string } }[]
      }
    }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string }
          readonly region: { readonly startLine: number; readonly startColumn: number }
        }
      }[]
      readonly partialFingerprints: Readonly<Record<string, string>>
    }[]
  }[]
}

async function sarif(...args: readonly string[]): Promise<Sarif> {
  return JSON.parse((await run(['validate', ...args, '--format', 'sarif'])).out) as Sarif
}

describe('sarif', () => {
  test('is a 2.1.0 log with a rule for each code, and a location for each result', async () => {
    const { $schema, version, runs } = await sarif('troubled')
    expect([$schema, version, runs.length]).toEqual([expect.stringMatching(/^https:.*2\.1\.0.*\.json$/), '2.1.0', 1])
    const {
      tool: { driver },
      results,
    } = runs[0] ?? { tool: { driver: { name: '', rules: [] } }, results: [] }
    expect(driver.name).toBe('callboard')
    expect(driver.rules.map(({ id }) => id)).toEqual([
      'catalog/missing-owner',
      'descriptor/invalid-field',
      'descriptor/missing-field',
      'descriptor/yaml-syntax',
    ])
    expect(results).toHaveLength(5)
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints } of results) {
      expect(driver.rules[ruleIndex]).toMatchObject({
        id: ruleId,
        shortDescription: { text: expect.stringMatching(/./) },
        fullDescription: { text: expect.stringMatching(/./) },
        help: { text: expect.stringMatching(/./) },
      })
      expect(['error', 'warning', 'note']).toContain(level)
      expect(message.text).toMatch(/./)
      expect(locations).toHaveLength(1)
      const {
        artifactLocation: { uri },
        region,
      } = locations[0]?.physicalLocation ?? { artifactLocation: { uri: '' }, region: { startLine: 0, startColumn: 0 } }
      expect(uri).toMatch(/^troubled\/(?:broken|teams)\.yaml$/)
      expect(Math.min(region.startLine, region.startColumn)).toBeGreaterThanOrEqual(1)
      for (const fingerprint of Object.values(partialFingerprints)) expect(fingerprint).toMatch(/./)
    }
    expect(new Set(results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(results.length)
  })

  test('has no results when everything is valid, and fingerprints that survive a new line above', async () => {
    expect((await sarif('shop')).runs[0]?.results).toEqual([])
    const root = tempFolder({ 'a.yaml': componentText('a') })
    const prints = async (): Promise<readonly unknown[] | undefined> =>
      (await sarif(root)).runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints)
    const before = await prints()
    writeFileSync(join(root, 'a.yaml'), `# new\n${componentText('a')}`)
    expect(await prints()).toEqual(before)
  })

  test('writes paths as URIs', async () => {
    const root = tempFolder({ 'in/a b#1?.yaml': componentText('a') })
    const { runs } = JSON.parse((await run(['validate', 'in', '--format', 'sarif'], { cwd: root })).out) as Sarif
    expect(runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('in/a%20b%231%3F.yaml')
  })

  test('writes a path so that no part of it is read as a URI scheme', async () => {
    const root = tempFolder({ 'http:c.yaml': componentText('a') })
    const { runs } = JSON.parse((await run(['validate', '.', '--format', 'sarif'], { cwd: root })).out) as Sarif
    expect(runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('http%3Ac.yaml')
  })
})

describe('github', () => {
  test('is one annotation for each problem, at its file and line', async () => {
    const { code, out } = await run(['validate', 'troubled', '--format', 'github'])
    expect(code).toBe(1)
    const lines = out.trimEnd().split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(
      /^::error file=troubled\/broken\.yaml,line=13,col=9,title=descriptor\/invalid-field::metadata\.name is "not a name".*\. Did you mean "not-a-name"\?$/,
    )
    expect(lines[4]).toMatch(
      /^::warning file=troubled\/teams\.yaml,line=16,col=10,title=catalog\/missing-owner::.* Did you mean `group:default\/team-a`\?$/,
    )
  })

  test('lets no file content begin another command', async () => {
    const root = tempFolder({
      'in/a,b:c%.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: "x\\n::set-output name=a::b"\nmetadata: {name: a}\nspec: {}\n',
    })
    const { out } = await run(['validate', 'in', '--format', 'github'], { cwd: root })
    const lines = out.trimEnd().split('\n')
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) file=in\/a%2Cb%3Ac%25\.yaml,line=\d+,col=\d+,title=/)
  })
})

describe('a problem without a file', () => {
  test('is a SARIF notification, because code scanning refuses results without a file', async () => {
    const log = JSON.parse((await run(['validate', 'shop', 'empty', '--format', 'sarif'])).out) as {
      readonly runs: readonly { readonly results: readonly unknown[]; readonly invocations: readonly unknown[] }[]
    }
    expect(log.runs[0]?.results).toEqual([])
    expect(log.runs[0]?.invocations).toMatchObject([
      { executionSuccessful: true, toolExecutionNotifications: [{ descriptor: { id: 'source/empty' }, level: 'warning' }] },
    ])
  })
})

describe('characters that move the cursor or change the text direction', () => {
  const hostile = 'x\u009b2J\u202e\u061cy\u001b[2J'
  // oxlint-disable-next-line no-control-regex -- these are the characters
  const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u202e]/

  test.each(['text', 'json', 'ndjson', 'sarif', 'github'])('are escaped in %s', async format => {
    const root = tempFolder({
      'a.yaml': JSON.stringify({ apiVersion: hostile, kind: hostile, metadata: { name: 'a', tags: [hostile] }, spec: {} }),
    })
    const { out } = await run(['validate', root, '--format', format])
    expect(out).toMatch(/\\{1,2}u202e\\{1,2}u061cy/)
    expect(out).not.toMatch(raw)
  })
})

describe('paths in reports', () => {
  test('lead to the files with --config too', async () => {
    const root = tempFolder({
      'catalog/a.yaml': 'one\ntwo\n',
      'callboard.config.mjs': `export default { catalog: {
        sources: [],
        documents: [{ source: 'acme', path: 'a.yaml', documents: [] }],
        roots: () => new Map([['acme', import.meta.dirname + '/catalog']]),
        diagnostics: [{ code: 'descriptor/yaml-syntax', severity: 'error', message: 'No.', at: { source: 'acme', path: 'a.yaml', line: 2 } }],
      }, close() {} }`,
    })
    const { code, out } = await run(['validate', '--config', 'callboard.config.mjs'], { cwd: root })
    expect(code).toBe(1)
    expect(out).toMatch(/^catalog\/a\.yaml\n.*\n +2 │ two\n/)
  })

  test('are relative to the workspace for GitHub', async () => {
    const root = tempFolder({ 'services/pay/a.yaml': 'kind: 1' })
    const at = { cwd: join(root, 'services'), env: { GITHUB_WORKSPACE: root } }
    expect((await run(['validate', 'pay', '--format', 'github'], at)).out).toMatch(/^::error file=services\/pay\/a\.yaml,/)
    expect((await run(['validate', 'pay', '--format', 'sarif'], at)).out).toContain('"uri":"services/pay/a.yaml"')
    expect((await run(['validate', 'pay'], at)).out).toMatch(/^pay\/a\.yaml\n/)
    expect((await run(['validate', 'pay', '--format', 'github'], { ...at, env: { GITHUB_WORKSPACE: '/elsewhere' } })).out).toMatch(
      /^::error file=pay\/a\.yaml,/,
    )
  })
})

test.each(['json', 'ndjson', 'sarif', 'github'])('paths in a report for other tools are never absolute: %s', async format => {
  const root = tempFolder({ 'one/a.yaml': 'kind: [', 'two/b.yaml': componentText('b'), 'three/none.txt': '' })
  symlinkSync('/etc/hostname', join(root, 'two/c.yaml'))
  const paths = ['one', 'two', 'three'].map(name => join(root, name))
  const { out } = await run(['validate', ...paths, '--format', format], { cwd: join(root, 'one') })
  expect(out).toContain('a.yaml')
  expect(out).not.toContain(root)
})

test('several sources are named by the parts in which their paths differ', async () => {
  const root = tempFolder({ 'x/teams/a.txt': '', 'y/teams/a.txt': '', 'here/a.yaml': componentText('a'), 'here/none/a.txt': '' })
  const { value } = await runJson(['validate', '.', 'none', '../x/teams', join(root, 'y/teams/')], { cwd: join(root, 'here') })
  const { sources } = value as { readonly sources: readonly { readonly source: string }[] }
  expect(sources.map(({ source }) => source)).toEqual(['none', 'teams', 'teams (2)'])
})

test('paths in reports are relative to the current folder, wherever the files are', async () => {
  const root = tempFolder({ 'here/.keep': '' })
  cpSync(join(fixtures, 'troubled'), join(root, 'there'), { recursive: true })
  const { out } = await run(['validate', '../there', '--format', 'github'], { cwd: join(root, 'here') })
  expect(out).toMatch(/^::error file=\.\.\/there\/broken\.yaml,/)
})

test('with a config, reports name each file by its path from the current folder', async () => {
  const core = new URL('../../../../core/src/index.ts', import.meta.url)
  const files = new URL('../../sources/files/files.ts', import.meta.url)
  const cwd = tempFolder({
    'teams/catalog-info.yaml': componentText('a'),
    'shop/catalog-info.yaml': `${componentText('b')}---\n${componentText('not a name')}`,
    'bad/catalog-info.yaml': componentText('nor this'),
    'callboard.config.mjs': `
import { createPortal, memory } from '${core.href}'
import { files } from '${files.href}'
const here = import.meta.dirname
export default createPortal({ sources: [files(here + '/teams', { name: 'x' }), files(here + '/shop/*.yaml', { name: 'y' }), files(here + '/bad'), memory({ entities: ['no entity'] })] })
`,
  })
  const { out } = await run(['validate', '--config', 'callboard.config.mjs', '--format', 'github'], { cwd })
  expect(out.match(/file=[^,]+,line=\d+/g)).toEqual([
    'file=teams/catalog-info.yaml,line=8',
    'file=shop/catalog-info.yaml,line=8',
    'file=shop/catalog-info.yaml,line=13',
    'file=bad/catalog-info.yaml,line=4',
    'file=entity-1,line=1',
  ])
  const text = (await run(['validate', '--config', 'callboard.config.mjs'], { cwd })).out
  expect(text).toContain('shop/catalog-info.yaml\n')
  expect(text).toMatch(/^ +13 │ {3}name: not a name$/m)
})
