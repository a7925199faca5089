import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { sharedDir } from './support/shared.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Generated files: lock files, and recorded answers of another program. */
const isRecorded = /(?:^|\/)package-lock\.json$|^test\/gitlab\/vectors\.json$/

/** Between two words of a phrase: spaces, and the line break and marker of a wrapped comment. */
const gap = String.raw`[\s*/#]+`

/** Phrases that are always wrong here. A gap in each keeps them from matching in this file. */
const translated: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['made + anew', phrase('made', 'anew')],
  ['from + afar', phrase('from', 'afar')],
  ['parted + by', phrase('parted', 'by')],
  ['there + twice', phrase('there', 'twice')],
  ['looked + after', phrase('looked', 'after')],
  ['is + told', phrase('(?:is|are|was|were)', 'told')],
  ['who + asks', phrase('who', 'asks')],
  ['by + one + hand', phrase('by', 'one', 'hand')],
  ['is + none', phrase(`(?<!there${gap})is`, 'none')],
  [
    'is + no + noun',
    phrase(`(?<!there${gap})is`, 'no', '(?:address|file|folder|host|JSON|list|name|number|object|path|reference|text|URL|YAML)'),
  ],
]

function phrase(...words: readonly string[]): RegExp {
  return new RegExp(String.raw`\b${words.join(gap)}\b`, 'giu')
}

/** A phrase of the style guide as a pattern: code, "x", X and numbers stand for any other. */
function patternOf(words: string): RegExp {
  const parts = words.match(/`[^`]+`|"x"|\bX\b|\d+|\s+|[^\s`"\dX]+|./g) ?? []
  const text = parts.map(part => {
    if (part.startsWith('`')) return '`?[^\\s`]+`?'
    if (part === '"x"') return '"[^"\\n]*"'
    if (part === 'X') return '\\S+'
    if (/^\d/.test(part)) return String.raw`(?:\d+|\$\{[^}]*\})`
    return /^\s/.test(part) ? gap : part.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
  })
  return new RegExp(`(?<![\\w-])${text.join('')}(?!\\w)`, 'giu')
}

const texts: ReadonlyMap<string, string> = new Map(tracked().map(file => [file, readFileSync(`${root}/${file}`, 'utf8')]))

function tracked(): readonly string[] {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
  return files.filter(file => file !== '' && !isRecorded.test(file) && existsSync(`${root}/${file}`))
}

/** Where a pattern matches, as `file:line: text`. */
function matches(pattern: RegExp): readonly string[] {
  return [...texts].flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => `${file}:${String(text.slice(0, index).split('\n').length)}: ${found}`),
  )
}

/** The left column of the table in the section on words; `undefined` without a style guide. */
function phrasesOfGuide(): readonly string[] | undefined {
  const shared = sharedDir()
  const path = `${shared ?? ''}/STYLE.md`
  if (shared === undefined || !existsSync(path)) return undefined
  const [, section = ''] = readFileSync(path, 'utf8').split(/^## 16\..*$/m)
  const [body = ''] = section.split(/^## /m)
  return [...body.matchAll(/^\| (.+?) \| .+ \|$/gm)].map(([, left = '']) => left).filter(left => left !== 'not' && !left.startsWith('---'))
}

const guide = phrasesOfGuide()
const why = guide === undefined ? ' (skipped: no style guide next to the checkout; set CALLBOARD_SHARED)' : ''

test('the repository has files to read', () => {
  expect(texts.size).toBeGreaterThan(500)
})

test.skipIf(guide === undefined)(`no file has a phrase that the style guide replaces${why}`, () => {
  expect(guide?.length).toBeGreaterThan(10)
  expect((guide ?? []).flatMap(words => matches(patternOf(words)))).toEqual([])
})

test.each(translated)('no file has "%s"', (_, pattern) => {
  expect(matches(pattern)).toEqual([])
})

test.each([
  ['is set in `a`', 'It is set in `b`.', true],
  ['is set in `a`', 'It is\n * set in b.', true],
  ['The key "x" is odd', 'the key "name" is odd', true],
  ['spec.of X', 'spec.of Component', true],
  ['spec.of X', 'specXof Component', false],
  ['there were 3', 'there were ${String(count)}', true],
  ['there were 3', 'there were many', false],
  ['Also known as:', 'Also known as: a', true],
  ['a one', 'Barcelona one', false],
])('the phrase %j in %j: %j', (words, text, isFound) => {
  expect(patternOf(words).test(text)).toBe(isFound)
})
