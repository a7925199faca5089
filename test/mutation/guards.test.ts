import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guards } from './guards.ts'

const root = join(import.meta.dirname, '..', '..')

interface Survivor {
  readonly file: string
  readonly line: string
  readonly mutant: string
  readonly reason: string
}
const survivors = JSON.parse(readFileSync(join(import.meta.dirname, 'survivors.json'), 'utf8')) as readonly Survivor[]

describe('the guards that npm run mutate changes', () => {
  test.each(guards)('every name in $name matches a file', ({ files, tests }) => {
    expect([...files, ...tests].filter(pattern => globSync(pattern, { cwd: root }).length === 0)).toEqual([])
  })

  test('every survivor in the list has a reason, and appears in a guard', () => {
    const names = new Set(guards.flatMap(({ files }) => globSync(files, { cwd: root })))
    const lost = survivors.filter(({ file, line, reason }) => {
      const lines = names.has(file) ? readFileSync(join(root, file), 'utf8').split('\n') : []
      return reason.length < 10 || !lines.some(one => one.trim() === line)
    })
    expect(lost).toEqual([])
  })
})
