import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedDir, withoutShared } from '../../../../test/support/shared.ts'
import { matchCodeowners } from './match-codeowners.ts'
import { compilePattern } from './match-pattern.ts'
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
