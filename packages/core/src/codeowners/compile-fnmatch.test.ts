import { describe, expect, test } from 'vitest'
import recorded from '../../../../test/gitlab/vectors.json' with { type: 'json' }
import { compileFnmatch } from './compile-fnmatch.ts'
import { normalizeGitlabPattern } from './normalize-gitlab-pattern.ts'

/** Recorded by `test/gitlab/record-vectors.rb`. */
interface Vectors {
  readonly paths: readonly string[]
  /** The pattern, its expansion by GitLab, and, for each path, the results of the expanded and the plain pattern. */
  readonly patterns: readonly (readonly [pattern: string, written: string, asWritten: string, plain: string])[]
  readonly random: readonly (readonly [pattern: string, path: string, asWritten: boolean, plain: boolean])[]
}

const { paths, patterns, random } = recorded as unknown as Vectors
const bits = (text: string): readonly boolean[] => [...text].map(bit => bit === '1')

describe("the recorded results of Ruby's File.fnmatch", () => {
  test('match ours for every pair of pattern and path', () => {
    const wrong: string[] = []
    let pairs = 0
    const compare = (pattern: string, path: string, expected: boolean | undefined): void => {
      pairs += 1
      if (compileFnmatch(pattern)(path) !== expected) wrong.push(`${pattern} ${path}: ${String(expected)}`)
    }
    for (const [pattern, written, asWritten, plain] of patterns) {
      expect(normalizeGitlabPattern(pattern)).toBe(written)
      const [expectedWritten, expectedPlain] = [bits(asWritten), bits(plain)]
      for (const [i, path] of paths.entries()) {
        compare(written, `/${path}`, expectedWritten[i])
        compare(pattern, path, expectedPlain[i])
      }
    }
    for (const [pattern, path, asWritten, plain] of random) {
      compare(normalizeGitlabPattern(pattern), `/${path}`, asWritten)
      compare(pattern, path, plain)
    }
    expect(wrong).toEqual([])
    expect(pairs).toBeGreaterThan(2000)
  })
})

test.each([
  ['many stars in a segment', `${'*a'.repeat(200)}b`, 'a'.repeat(2000)],
  ['many globstars', `${'**/a*/'.repeat(100)}b`, 'aa/'.repeat(700)],
  ['many classes', `*${'[a-z]*'.repeat(100)}!`, 'a'.repeat(2000)],
])('%s end without backtracking', (_, pattern, path) => {
  expect(compileFnmatch(pattern)(path)).toBe(false)
})
