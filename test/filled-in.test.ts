import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

test('every skeleton of `npm run new` is filled in', () => {
  const files = globSync(['packages/*/src/**/*.ts', 'docs/*.md'], { cwd: root }).sort()
  const open = files.flatMap(file =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.includes('FILL IN') ? [`${file}:${String(index + 1)} ${line.trim()}`] : [])),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(open).toEqual([])
})
