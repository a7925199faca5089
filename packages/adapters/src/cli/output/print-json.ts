import type { CommandIo } from '../types.ts'
import { visibleJson } from './visible.ts'

/** Writes one JSON document. Indented on a terminal, for people; on one line for programs. */
export function printJson(io: CommandIo, value: unknown): void {
  io.out(`${visibleJson(JSON.stringify(value, undefined, io.isTty ? 2 : undefined))}\n`)
}
