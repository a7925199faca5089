import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedDir, withoutShared } from '../../../../test/support/shared.ts'
import { isInFolder, matchCodeowners } from './match-codeowners.ts'
import { compilePattern } from './match-pattern.ts'
import { normalizeGitlabPattern } from './normalize-gitlab-pattern.ts'
import { parseCodeowners } from './parse-codeowners.ts'

const shared = sharedDir()
const read = <T>(name: string): T => JSON.parse(readFileSync(`${shared ?? ''}/hostile/codeowners/${name}.json`, 'utf8')) as T
const parse = (text: string, path = 'CODEOWNERS') => parseCodeowners(text, { source: 'repo', path })
const ownersOf = (text: string, path: string): readonly string[] | null => {
  const match = matchCodeowners(parse(text), path)
  return match.state === 'unmatched' ? null : match.owners.map(({ type, value }) => (type === 'email' ? value : `@${value}`))
}

describe('GitHub', () => {
  test('distinguishes owned, explicitly unowned and unmatched', () => {
    const file = parse('/apps/ @acme/apps\n/apps/old/\n')
    expect(matchCodeowners(file, 'apps/new/a.ts').state).toBe('owned')
    expect(matchCodeowners(file, 'apps/old/a.ts').state).toBe('unowned')
    expect(matchCodeowners(file, 'README.md').state).toBe('unmatched')
  })

  test('skips an invalid line, and reports its position', () => {
    const file = parse('* @a\n*.js nobody\n![x] @b\nsrc/[ab].ts @c\n\\#x @d\nsrc/\\[ab\\].ts @e\n')
    expect(file.rules.map(rule => rule.line)).toEqual([1, 6])
    expect(file.diagnostics.map(({ code, at }) => [code, at.line, at.column])).toEqual([
      ['codeowners/syntax', 2, 6],
      ['codeowners/syntax', 3, 1],
      ['codeowners/syntax', 4, 1],
      ['codeowners/syntax', 5, 1],
    ])
  })

  test('a pattern with many wildcards is fast', () => {
    const matches = compilePattern(`${'*a'.repeat(60)}b`)
    const started = performance.now()
    expect(matches('a'.repeat(5000))).toBe(false)
    expect(performance.now() - started).toBeLessThan(5000)
  })

  describe.skipIf(shared === undefined)(`the documented rules${withoutShared}`, () => {
    for (const row of shared === undefined
      ? []
      : read<{ name: string; codeowners: string; path: string; owners: string[] | null }[]>('github-documented-rules')) {
      test(row.name, () => {
        expect(ownersOf(row.codeowners, row.path)).toEqual(row.owners)
      })
    }
  })

  describe.skipIf(shared === undefined)(`patterns${withoutShared}`, () => {
    for (const row of shared === undefined
      ? []
      : read<{ name: string; pattern: string; paths: Record<string, boolean> }[]>('hmarr-patterns')) {
      test(row.name, () => {
        const matches = compilePattern(row.pattern)
        expect(Object.fromEntries(Object.keys(row.paths).map(path => [path, matches(path)]))).toEqual(row.paths)
      })
    }
  })

  describe.skipIf(shared === undefined)(`lines${withoutShared}`, () => {
    interface Row {
      name: string
      input: string
      patterns: string[]
      owners: { value: string; type: string }[]
      lines: number[]
      error: string | null
    }
    for (const row of shared === undefined ? [] : read<Row[]>('hmarr-parse')) {
      test(row.name, () => {
        const { rules, diagnostics } = parseCodeowners(row.input, { source: 'repo', path: 'CODEOWNERS', dialect: 'github' })
        expect(rules.map(rule => rule.pattern)).toEqual(row.patterns)
        expect(rules.flatMap(rule => rule.owners.map(({ type, value }) => ({ value, type: type === 'user' ? 'username' : type })))).toEqual(
          row.owners,
        )
        if (row.lines.length > 0) expect(rules.map(rule => rule.line)).toEqual(row.lines)
        if (row.error !== null && row.input !== '') expect(diagnostics).toHaveLength(1)
      })
    }
  })
})

describe('GitLab', () => {
  const text = '* @all\n[Docs][2] @docs\n*.md\nREADME.md @readme\n^[Optional]\n*.md @helpers\n[Ruby] @ruby\n*.rb\n!vendor/\n'

  test('each section applies on its own, with its default owners', () => {
    expect(ownersOf(text, 'guide/a.md')).toEqual(['@all', '@docs', '@helpers'])
    expect(ownersOf(text, 'README.md')).toEqual(['@all', '@readme', '@helpers'])
  })

  test('an exclusion removes a path from its section', () => {
    expect(ownersOf(text, 'lib/a.rb')).toEqual(['@all', '@ruby'])
    expect(ownersOf(text, 'vendor/a.rb')).toEqual(['@all'])
  })

  test('only a leading slash means the root', () => {
    const rules = '[A]\ninternal/a.md @a\n/docs/b.md @b\nguide/* @c\nlib/src/ @d\n'
    const paths = ['internal/a.md', 'x/y/internal/a.md', 'docs/b.md', 'x/docs/b.md', 'x/guide/c.md', 'x/guide/y/c.md', 'x/lib/src/y/d.md']
    expect(paths.map(path => ownersOf(rules, path))).toEqual([['@a'], ['@a'], ['@b'], null, ['@c'], null, ['@d']])
    expect(ownersOf('internal/a.md @a', 'x/internal/a.md')).toBe(null)
  })

  test('a word that is not an owner is reported and skipped; the other owners are kept', () => {
    const file = parse('[A] @default\n*.rb @a nobody @b\n*.go nobody\n')
    expect(matchCodeowners(file, 'x.rb').owners.map(({ value }) => value)).toEqual(['a', 'b'])
    expect(matchCodeowners(file, 'x.go').state).toBe('unowned')
    expect(file.diagnostics.map(({ at, hint }) => [at.line, at.column, hint?.endsWith('The word is ignored.')])).toEqual([
      [2, 9, true],
      [3, 6, true],
    ])
  })

  test('a pattern matches the content of a folder only with a slash at its end', () => {
    const rules = '* @all\n/tools @tools\n/libs/ @libs\n/.* @dots\n/gen* @gen\n'
    const owner = (path: string) => matchCodeowners(parse(rules, '.gitlab/CODEOWNERS'), path).owners.map(({ value }) => value)
    expect(['tools', 'tools/a.sh', 'libs/x/a.c', '.env', '.ci/a.yml', 'gen.go', 'generated/a.go'].map(owner)).toEqual([
      ['tools'],
      ['all'],
      ['libs'],
      ['dots'],
      ['all'],
      ['gen'],
      ['all'],
    ])
  })

  test('ranges, escapes and braces are read as Ruby reads them', () => {
    const rules = '[A]\nlog-[0-9].txt @log\n/\\#notes @notes\n/my\\ docs/ @docs\n/{a,b}.js @braces\n'
    const paths = ['x/log-7.txt', 'log-a.txt', '#notes', 'my docs/x/y.md', 'a.js', '{a,b}.js']
    expect(paths.map(path => ownersOf(rules, path))).toEqual([['@log'], null, ['@notes'], ['@docs'], null, ['@braces']])
  })

  test('owners in a comment after a rule own its paths, with a warning', () => {
    const file = parse('/api/ @api # was @old, now gone\n/web/ @web# @x\n/doc/ # nobody yet\n# @comment\n', '.gitlab/CODEOWNERS')
    expect(matchCodeowners(file, 'api/a.go').owners.map(({ value }) => value)).toEqual(['api', 'old'])
    expect(matchCodeowners(file, 'doc/a.md').state).toBe('unowned')
    expect(file.diagnostics.map(({ code, message, at }) => [code, message, at.line, at.column])).toEqual([
      ['codeowners/syntax', 'GitLab does not support comments after a rule: @old owns these paths too', 1, 12],
      ['codeowners/syntax', '"@web#" is not an owner', 2, 7],
      ['codeowners/syntax', 'GitLab does not support comments after a rule', 3, 7],
    ])
  })

  test('sections whose names differ only in case are one: its last matching rule counts', () => {
    expect(ownersOf('[Docs]\n*.md @a\n[Code]\n*.go @b\n[DOCS][2] @c\nREADME.md\n', 'README.md')).toEqual(['@c'])
  })

  test('a section called codeowners contains the rules before the first heading', () => {
    expect(ownersOf('*.ts @first\n[Codeowners]\n*.ts @second\n', 'a.ts')).toEqual(['@second'])
    expect(ownersOf('*.ts @first\n[Other]\n*.ts @second\n', 'a.ts')).toEqual(['@first', '@second'])
  })

  test('text after an exclusion is ignored', () => {
    expect(parse('[Docs] @docs\n*.md\n!README.md # nobody named\n').diagnostics).toEqual([])
  })

  test('an invalid heading is a rule of the section before it', () => {
    const file = parse('[Docs] @docs\n*.md\n[Ruby\n*.rb\n')
    expect(file.rules.map(({ pattern, section }) => [pattern, section])).toEqual([
      ['*.md', 'docs'],
      ['[Ruby', 'docs'],
      ['*.rb', 'docs'],
    ])
  })

  test('a rule followed only by a comment does not have the owners of its section', () => {
    expect(ownersOf('[Docs] @docs\n/a.md # later\n/b.md\n', 'a.md')).toEqual([])
    expect(ownersOf('[Docs] @docs\n/a.md # later\n/b.md\n', 'b.md')).toEqual(['@docs'])
  })

  test('roles and nested groups are owners', () => {
    expect(parse('[A]\n* @@maintainer @group/sub/team').rules[0]?.owners).toEqual([
      { type: 'role', value: 'maintainer' },
      { type: 'team', value: 'group/sub/team' },
    ])
  })
})

describe('A file', () => {
  const dialectOf = (text: string, path = 'CODEOWNERS') => parse(text, path).dialect

  test('is of GitLab below .gitlab, or with a heading or a role, and else of GitHub', () => {
    expect(['.gitlab/CODEOWNERS', 'x/.gitlab/CODEOWNERS'].map(path => dialectOf('* @a', path))).toEqual(['gitlab', 'gitlab'])
    expect(
      ['.gitlab/x/CODEOWNERS', 'x.gitlab/CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS'].map(path => dialectOf('* @a', path)),
    ).toEqual(['github', 'github', 'github', 'github'])
    for (const text of [
      '[Docs]',
      '  ^[Docs]',
      '[Docs][2]',
      '[Docs] @a',
      '# x\n[Docs]\n',
      '* @@owner',
      '* @@Developers @a',
      '/a @a @@maintainers',
    ])
      expect([text, dialectOf(text)]).toEqual([text, 'gitlab'])
    for (const text of [
      '* @a',
      '# [Docs]',
      'src/[ab] @a',
      '[ab].ts @a',
      '[] @a',
      'x [Docs]',
      '# * @@owner',
      '* @@ownership',
      '@@owner',
      '* x@@owner',
    ])
      expect([text, dialectOf(text)]).toEqual([text, 'github'])
    expect(parseCodeowners('[Docs]\n', { source: 'repo', path: 'CODEOWNERS', dialect: 'github' }).dialect).toBe('github')
  })

  test('may begin with a byte order mark, and end its lines as Windows does', () => {
    expect(parse('\ufeff* @a\r\n/b @b\r\n').rules.map(({ pattern, owners, line }) => [pattern, owners[0]?.value, line])).toEqual([
      ['*', 'a', 1],
      ['/b', 'b', 2],
    ])
  })

  test('says of what is wrong where it stands, in which line, and what to do', () => {
    const { source, path, root, diagnostics } = parseCodeowners(`* @a\n  *.js ${'x'.repeat(300)}  \n`, {
      source: 'repo',
      path: 'a/CODEOWNERS',
      root: 'a',
    })
    expect([source, path, root]).toEqual(['repo', 'a/CODEOWNERS', 'a'])
    expect(diagnostics).toEqual([
      {
        code: 'codeowners/syntax',
        severity: 'warning',
        message: `"${'x'.repeat(80)}" is not an owner`,
        at: { source: 'repo', path: 'a/CODEOWNERS', line: 2, column: 8 },
        text: `*.js ${'x'.repeat(195)}`,
        hint: expect.stringContaining('`@org/team`'),
      },
    ])
    expect(parse('* @a').root).toBe('')
  })

  test('speaks of the paths in its folder only', () => {
    const file = parseCodeowners('/a @a\n/b @b', { source: 'repo', path: 'x/CODEOWNERS', root: 'x' })
    const stateOf = (path: string) => matchCodeowners(file, path).state
    expect(['x/a', './x/a', '/x/a', './/x/a', 'x/b'].map(stateOf)).toEqual(['owned', 'owned', 'owned', 'owned', 'owned'])
    expect(stateOf('y/a')).toBe('unmatched')
    expect(['xa', 'y/x/a', 'x', '.x/a', ''].map(stateOf)).toEqual(['unmatched', 'unmatched', 'unmatched', 'unmatched', 'unmatched'])
    expect(matchCodeowners(file, 'y')).toEqual({ state: 'unmatched', owners: [], rules: [] })
    expect([isInFolder('', 'a'), isInFolder('x', 'x/a'), isInFolder('x', 'xy/a'), isInFolder('x', 'x')]).toEqual([true, true, false, false])
  })
})

describe('The rules of GitHub', () => {
  const rules = (text: string) => parseCodeowners(text, { source: 'repo', path: 'CODEOWNERS', dialect: 'github' })

  test('name each owner once, at the first place', () => {
    const [rule] = rules('/a  @a @b @a a@b.test @acme/a # @c').rules
    expect(rule?.owners.map(({ type, value }) => `${type} ${value}`)).toEqual(['user a', 'user b', 'email a@b.test', 'team acme/a'])
    expect(rule?.places).toEqual([5, 8, 14, 23].map(column => ({ line: 1, column })))
  })

  test('keep a space behind a backslash, and skip what is a comment or nothing', () => {
    expect(rules('# @x\n\n   \n a\\ b @a\nc#d @a\n/e\\').rules.map(({ pattern, line }) => [pattern, line])).toEqual([
      ['a\\ b', 4],
      ['c#d', 5],
      ['/e\\', 6],
    ])
  })

  test('the last match decides, even that a path has no owner', () => {
    const file = rules('* @all\n/a/ @a\n/a/b\n')
    expect(matchCodeowners(file, 'a/b')).toMatchObject({ state: 'unowned', owners: [], rules: [{ line: 3 }] })
    expect(matchCodeowners(file, 'a/c')).toMatchObject({ state: 'owned', owners: [{ value: 'a' }], rules: [{ line: 2 }] })
  })

  test('with a pattern that GitHub lacks are skipped, and the hint says what to do', () => {
    expect(
      rules('!a @a\n\\#b @a\nc[d @a\ne]f @a\ng\\[h\\] @a').diagnostics.map(({ at, message, hint }) => [at.line, message, hint]),
    ).toEqual([
      [1, expect.stringContaining('`!`'), expect.stringContaining('skipped')],
      [2, expect.stringContaining('`#`'), expect.stringContaining('skipped')],
      [3, expect.stringContaining('ranges'), expect.stringContaining('skipped')],
      [4, expect.stringContaining('ranges'), expect.stringContaining('skipped')],
    ])
  })
})

describe('A pattern of GitHub', () => {
  test.each([
    ['*', 'a', 'a/b'],
    ['*.js', 'a.js', 'x/y/a.js', 'a.js/b'],
    ['docs', 'docs', 'docs/a', 'x/docs/a'],
    ['docs/', 'docs/a', 'x/docs/a/b'],
    ['/docs', 'docs', 'docs/a'],
    ['/docs/', 'docs/a/b'],
    ['docs/*', 'docs/a'],
    ['/*', 'a'],
    ['/*/', 'a/b'],
    ['docs/**', 'docs/a', 'docs/a/b'],
    ['**/docs', 'docs', 'x/docs', 'x/y/docs/a'],
    ['**', 'a', 'a/b'],
    ['a/**/b', 'a/b', 'a/x/b', 'a/x/y/b/c'],
    ['a?c', 'abc'],
    ['a\\*', 'a*'],
    ['a\\?', 'a?'],
    ['a\\ b', 'a b'],
    ['a\\', 'a\\'],
    ['a***b', 'ab', 'axb'],
    ['🎭?*.md', '🎭🎭.md', 'x/🎭aa.md'],
    ['\\🎭', '🎭'],
    ['!a', '!a'],
    ['[a]', '[a]'],
  ])('%j matches', (pattern, ...paths) => {
    expect(paths.filter(path => !compilePattern(pattern)(path))).toEqual([])
  })

  test.each([
    ['', 'a', ''],
    ['/', 'a', ''],
    ['*.js', 'a.jsx', 'a/b.ts'],
    ['docs/', 'docs', 'x/docs'],
    ['/docs', 'x/docs', 'docs2'],
    ['docs/*', 'docs/a/b', 'x/docs/a', 'docs'],
    ['/*', 'a/b'],
    ['docs/**', 'docs', 'x/docs/a'],
    ['a/b', 'x/a/b'],
    ['a?c', 'ac', 'abbc', 'a/c'],
    ['a*c', 'a/c'],
    ['a\\*', 'ab', 'a'],
    ['a\\?', 'ab'],
    ['[a]', 'a'],
  ])('%j does not match', (pattern, ...paths) => {
    expect(paths.filter(path => compilePattern(pattern)(path))).toEqual([])
  })
})

describe('The rules of GitLab', () => {
  const gitlab = (text: string) => parse(text, '.gitlab/CODEOWNERS')
  const rows = (text: string) =>
    gitlab(text).rules.map(({ pattern, owners, section, exclude }) => [
      pattern,
      owners.map(({ value }) => value).join(' '),
      section,
      exclude,
    ])

  test.each([
    ['[Docs]', 'docs', ''],
    ['^[Docs]', 'docs', ''],
    ['  [Docs][2]  @a @b', 'docs', 'a b'],
    ['[Docs][] @a', 'docs', 'a'],
    ['[Docs and more] @acme/a', 'docs and more', 'acme/a'],
    ['[Docs] @a, @b', 'docs', 'a'],
    ['[Docs]@a', 'docs', ''],
    ['[CodeOwners] @a', undefined, 'a'],
  ])('have the heading %j', (heading, section, owners) => {
    expect(rows(`${heading}\n/x`)).toEqual([['/x', owners, section, undefined]])
  })

  test('have their owners where these are named, in the heading too', () => {
    expect(gitlab(' ^[Docs][1]  @a @b\n/x\n  /y   @c @d').rules.map(({ places }) => places)).toEqual([
      [
        { line: 1, column: 14 },
        { line: 1, column: 17 },
      ],
      [
        { line: 3, column: 8 },
        { line: 3, column: 11 },
      ],
    ])
  })

  test('have a pattern up to the first space that no backslash precedes', () => {
    expect(rows('/a\\ b\t@a\n/c   @b   @c\n!/d @e\n\n   \n  # no\n/f')).toEqual([
      ['/a\\ b', 'a', undefined, undefined],
      ['/c', 'b c', undefined, undefined],
      ['/d', '', undefined, true],
      ['/f', '', undefined, undefined],
    ])
  })

  test('have owners between other signs, with a warning', () => {
    const file = gitlab('/a @a,@b/c (@d) <e.f+g@h.test>. @i- x@@j !\n')
    expect(file.rules[0]?.owners.map(({ type, value }) => `${type} ${value}`)).toEqual([
      'user a',
      'team b/c',
      'user d',
      'email e.f+g@h.test',
      'user i-',
    ])
    expect(file.rules[0]?.places.map(({ column }) => column)).toEqual([4, 7, 13, 18, 33])
    expect(file.diagnostics).toMatchObject([
      { message: '"@a,@b/c" is not an owner', at: { line: 1, column: 4 }, hint: expect.not.stringContaining('ignored') },
    ])
  })

  test('warn of the first word that is not an owner, shortened, and of a comment', () => {
    const told = (text: string) => gitlab(text).diagnostics.map(({ message, at, hint }) => [message, at.column, hint])
    expect(told(`/a @a ${'x'.repeat(100)} y`)).toEqual([[`"${'x'.repeat(80)}" is not an owner`, 7, expect.stringContaining('is ignored')]])
    expect(told('  /a  #@a @b')).toEqual([
      ['GitLab does not support comments after a rule: @a, @b own these paths too', 7, expect.any(String)],
    ])
    expect(told('/a @b# x')).toEqual([['"@b#" is not an owner', 4, expect.any(String)]])
    expect(told('/a @a @@owner a@b.test')).toEqual([])
    expect(told(`/a # ${Array.from({ length: 99 }, (_, i) => `@user${String(i)}`).join(' ')}`)[0]?.[0]).toHaveLength(300)
    expect(told('/a @b # @@owner c@d.test')).toEqual([
      ['GitLab does not support comments after a rule: @@owner, c@d.test own these paths too', 7, 'Put the comment on a line of its own.'],
    ])
  })

  test('decide in each section; the last that matches counts, and an exclusion takes its section out', () => {
    const file = gitlab('* @a\n[X] @x\n*\n/b @b\n!/c\n!/d\n[Y]\n/b @a\n/e\n')
    const said = (path: string) => {
      const { state, owners, rules } = matchCodeowners(file, path)
      return [state, owners.map(({ value }) => value).join(' '), rules.map(({ line }) => line)]
    }
    expect(['b', 'c', 'd', 'e', 'f'].map(said)).toEqual([
      ['owned', 'a b', [1, 4, 8]],
      ['owned', 'a', [1]],
      ['owned', 'a', [1]],
      ['owned', 'a x', [1, 3, 9]],
      ['owned', 'a x', [1, 3]],
    ])
  })
})

test('A pattern of nothing matches nothing', () => {
  expect([compilePattern('')('a'), compilePattern('/')('a')]).toEqual([false, false])
})

describe('The small print', () => {
  test('of GitHub: a role is not an owner, and a word may end with a number sign', () => {
    const file = parseCodeowners('/a @@owner\nb# @b', { source: 'repo', path: 'CODEOWNERS', dialect: 'github' })
    expect(file.rules.map(({ pattern, owners }) => [pattern, owners.length])).toEqual([['b#', 1]])
  })

  test('of GitLab: approvals of two digits, names within words, and patterns from anywhere', () => {
    expect(parse('[Docs][12]\n*.md @a').dialect).toBe('gitlab')
    const file = parse('/a <@g/sub-x/y.z> (@b..) ,@@owner, x#@c\n', '.gitlab/CODEOWNERS')
    expect(file.rules[0]?.owners.map(({ value }) => value)).toEqual(['g/sub-x/y.z', 'b', 'c'])
    expect(Object.keys(parse('/a @a', '.gitlab/CODEOWNERS').rules[0] ?? {})).not.toContain('section')
    const told = parse('/a  (@a) x', '.gitlab/CODEOWNERS').diagnostics.map(({ hint }) => hint)
    expect(told).toEqual([expect.stringMatching(/spaces\.$/)])
  })

  test.each([
    ['*', '/**/*'],
    ['a', '/**/a'],
    ['/a/', '/a/**/*'],
    ['\\#a', '/**/#a'],
    ['a\\#', '/**/a\\#'],
    ['a\\  b', '/**/a b'],
  ])('of GitLab: %j is written out as %j', (pattern, written) => expect(normalizeGitlabPattern(pattern)).toBe(written))
})
