import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { componentText, tempFolder } from '../temp-folder.fixture.ts'
import { fixtures, run, runJson } from './run.fixture.ts'

const skeleton = componentText('${{ values.name }}')

/** The paths that `validate` reads, from the folder `cwd`. */
async function pathsOf(cwd: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { value } = await runJson(['validate', ...args], { cwd })
  return (value as { readonly documents: readonly { readonly path: string }[] }).documents.map(({ path }) => path)
}

describe('--exclude skips', () => {
  const world = {
    'catalog/a.yaml': componentText('a'),
    'catalog/templates/one/skeleton/catalog-info.yaml': skeleton,
    'catalog/pay/templates/two/skeleton/catalog-info.yaml': skeleton,
    'catalog/pay/b.yaml': componentText('b'),
    'catalog/pay/b.draft.yaml': componentText('draft'),
  }
  const all = [
    'a.yaml',
    'pay/b.draft.yaml',
    'pay/b.yaml',
    'pay/templates/two/skeleton/catalog-info.yaml',
    'templates/one/skeleton/catalog-info.yaml',
  ]

  test.each([
    ['a name at any depth', ['--exclude', 'templates'], [0, 1, 2]],
    ['a folder with a trailing slash', ['--exclude', 'templates/'], [0, 1, 2]],
    ['a pattern of names', ['--exclude', '*.draft.yaml'], [0, 2, 3, 4]],
    ['several', ['--exclude', 'templates', '--exclude', '*.draft.yaml'], [0, 2]],
    ['a pattern of paths', ['--exclude', '**/skeleton/**'], [0, 1, 2]],
    ['a path relative to the folder that is read', ['--exclude', 'pay/templates'], [0, 1, 2, 4]],
    ['a path relative to the current folder, as a shell completes it', ['--exclude', 'catalog/templates/'], [0, 1, 2, 3]],
    ['the same with a dot', ['--exclude', './catalog/templates'], [0, 1, 2, 3]],
    ['nothing in the folder that is read for a path that starts with a dot', ['--exclude', './pay/templates'], [0, 1, 2, 3, 4]],
    ['one file', ['--exclude', 'catalog/pay/b.yaml'], [0, 1, 3, 4]],
    ['a path with an exclamation mark', ['!**/skeleton/**'], [0, 1, 2]],
    ['nothing for a name that does not exist', ['--exclude', 'none'], [0, 1, 2, 3, 4]],
  ])('%s', async (_, args, left) => {
    const root = tempFolder(world)
    expect(await pathsOf(root, 'catalog', ...args)).toEqual(left.map(i => all[i]))
  })

  test('an absolute path', async () => {
    const root = tempFolder(world)
    expect(await pathsOf(root, 'catalog', '--exclude', join(root, 'catalog/pay'))).toEqual([all[0], all[4]])
  })

  test('files below the current folder if nothing else is named, and files of globs', async () => {
    const root = tempFolder(world)
    expect(await pathsOf(join(root, 'catalog'), '!templates', '!*.draft.yaml')).toEqual(['a.yaml', 'pay/b.yaml'])
    expect(await pathsOf(root, '**/catalog-info.yaml', '!**/skeleton/**', 'catalog/a.yaml')).toEqual(['a.yaml'])
    expect(await pathsOf(root, 'catalog/!(templates|pay)')).toEqual(['a.yaml'])
    expect(await pathsOf(join(root, 'catalog/pay'), '!(b.yaml)')).toEqual(['b.draft.yaml'])
  })

  test.each([
    ['query', '--catalog', 'catalog'],
    ['relations', 'catalog'],
  ])('counts for %s', async (...args) => {
    const root = tempFolder(world)
    expect((await run([...args, '--exclude', 'pay'], { cwd: root })).out).not.toContain('component:default/b')
    expect((await run(args, { cwd: root })).out).toContain('component:default/b')
  })

  test('the folder that the hint for a template skeleton suggests', async () => {
    const { out } = await run(['validate', 'catalog'], { cwd: tempFolder(world) })
    expect(out).toContain('exclude its folder (`--exclude`, or `exclude` of `files()`)')
  })

  test('everything if it matches everything, which is reported', async () => {
    expect(await run(['validate', 'catalog', '--exclude', 'catalog'], { cwd: tempFolder(world) })).toMatchObject({
      code: 2,
      err: 'callboard: There are no entities in catalog, apart from what is excluded; pass a folder with catalog-info.yaml files.\n',
    })
  })
})

describe('a config in the current folder', () => {
  const core = new URL('../../../core/src/index.ts', import.meta.url)
  const configText = (name: string): string =>
    `import { createPortal, memory } from '${core.href}'\nexport default createPortal({ sources: [memory({ files: { 'x.yaml': ${JSON.stringify(componentText(name))} } })] })\n`
  const world = { 'a.yaml': componentText('a'), 'callboard.config.mjs': configText('configured'), 'deep/b.yaml': componentText('b') }
  const said = 'callboard: Reading callboard.config.mjs. To read the folder instead, pass `.` or --no-config.\n'

  test('is read by default, and the output says so', async () => {
    const cwd = tempFolder(world)
    const { out, err, code } = await run(['get', 'configured'], { cwd })
    expect([code, err]).toEqual([0, said])
    expect(out).toContain('name: configured')
    expect(await runJson(['query'], { cwd })).toMatchObject({ value: { config: 'callboard.config.mjs', totalItems: 1 } })
    expect(await runJson(['validate'], { cwd })).toMatchObject({ err: said, value: { config: 'callboard.config.mjs', valid: true } })
    expect(await runJson(['build', '--out', 'out'], { cwd })).toMatchObject({ value: { config: 'callboard.config.mjs', entities: 1 } })
  })

  test.each([['--no-config'], ['--catalog', '.'], ['--catalog', 'a.yaml']])('is not read with %s', async (...args) => {
    const { err, value } = await runJson(['query', ...args], { cwd: tempFolder(world) })
    expect(err).not.toContain('config')
    expect(value).not.toHaveProperty('config')
    expect(JSON.stringify(value)).toMatch(/"name":"a"/)
  })

  test('is not read when a path is an argument, nor from a folder below', async () => {
    const cwd = tempFolder(world)
    expect(await pathsOf(cwd, '.')).toEqual(['a.yaml', 'deep/b.yaml'])
    expect(await pathsOf(join(cwd, 'deep'))).toEqual(['b.yaml'])
    expect(await pathsOf(cwd)).toEqual(['x.yaml'])
  })

  test('is not mentioned when it is named', async () => {
    expect(await runJson(['query', '--config', 'callboard.config.mjs'], { cwd: tempFolder(world) })).toMatchObject({ err: '' })
  })

  test.each([
    [['--exclude', '!deep'], /"!deep" starts with "!"/],
    [['--exclude', 'deep'], /--exclude has no effect on callboard\.config\.mjs.*`exclude` of `files\(\)`/],
    [['--config', 'callboard.config.mjs', '--exclude', 'deep'], /--exclude has no effect on callboard\.config\.mjs/],
    [['--config', 'callboard.config.mjs', '--no-config'], /contradict/],
  ])('is refused with %j', async (args, words) => {
    expect(await run(['validate', ...args], { cwd: tempFolder(world) })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(words),
    })
  })

  test('is the first of the known extensions', async () => {
    const cwd = tempFolder({ ...world, 'callboard.config.js': configText('other'), 'package.json': '{ "type": "module" }' })
    expect((await run(['query'], { cwd })).err).toContain('Reading callboard.config.mjs')
  })
})

describe('with nothing to validate, a report is written anyway, and the exit code is 2:', () => {
  const paths = ['empty', 'nowhere']

  test.each(paths)('json, %s', async path => {
    const { code, value, err } = await runJson(['validate', path])
    expect(code).toBe(2)
    expect(err).toMatch(/^callboard: There (?:is|are) no /)
    expect(value).toMatchObject({
      valid: false,
      documents: [],
      sources: [{ source: 'files', code: path === 'empty' ? 'source/empty' : 'source/unreachable' }],
    })
  })

  test.each(paths)('sarif, %s', async path => {
    const { code, out } = await run(['validate', path, '--format', 'sarif', '--quiet'])
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          results: [],
          invocations: [{ executionSuccessful: false, toolExecutionNotifications: [{ message: { text: expect.stringMatching(/./) } }] }],
        },
      ],
    })
  })

  test.each(paths)('ndjson, %s', async path => {
    const { code, out } = await run(['validate', path, '--format', 'ndjson'])
    expect(code).toBe(2)
    expect(out.trimEnd().split('\n')).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject({ path: '', valid: false, diagnostics: [{ code: expect.stringMatching(/^source\//) }] })
  })

  test.each(paths)('github, %s', async path => {
    const { code, out } = await run(['validate', path, '--format', 'github'])
    expect(code).toBe(2)
    expect(out).toMatch(/^::(?:warning|error) title=source\/(?:empty|unreachable)::.+\n$/)
  })

  test('the report contains the content of other paths', async () => {
    const { code, value } = await runJson(['validate', 'shop', 'nowhere'])
    expect(code).toBe(2)
    expect(value).toMatchObject({ valid: false, sources: [{ source: 'nowhere', code: 'source/unreachable', severity: 'error' }] })
    expect((value as { readonly documents: readonly unknown[] }).documents.length).toBeGreaterThan(3)
  })

  test('text output is one sentence', async () => {
    expect(await run(['validate', 'empty'], { cwd: fixtures })).toMatchObject({ code: 2, out: '' })
  })
})
