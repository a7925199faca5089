import type { CommandIo } from '../types.ts'
import { painter } from './paint.ts'
import { visible } from './visible.ts'

export interface Table {
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Writes columns of text, each as wide as its longest cell, at most 60. */
export function printTable(io: CommandIo, { heads, rows }: Table): void {
  if (rows.length === 0) return
  const paint = painter(io)
  const cells = rows.map(row => row.map(visible))
  const widths = heads.map((head, i) =>
    Math.min(
      60,
      cells.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), head.length),
    ),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  io.out(`${paint('dim', line(heads))}\n`)
  for (const row of cells) io.out(`${line(row)}\n`)
}
