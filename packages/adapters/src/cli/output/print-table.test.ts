import { expect, test } from 'vitest'
import { printTable } from './print-table.ts'

test('a table can have any number of rows', () => {
  let lines = 0
  const io = {
    out: (text: string) => void (lines += text.split('\n').length - 1),
    err: () => undefined,
    isTty: false,
    isErrTty: false,
    env: {},
    cwd: '/',
    signal: new AbortController().signal,
  }
  printTable(io, { heads: ['A', 'B'], rows: Array.from({ length: 200_000 }, (_, i) => [String(i), 'b']) })
  expect(lines).toBe(200_001)
})
