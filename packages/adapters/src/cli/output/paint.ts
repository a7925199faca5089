import { styleText } from 'node:util'
import type { CommandIo } from '../types.ts'

export type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan', text: string) => string

/** Colours on a terminal only; `NO_COLOR` and `FORCE_COLOR` take precedence. */
export function painter({ isTty, env }: CommandIo): Paint {
  const force = env['FORCE_COLOR']
  const colours = force !== undefined && force !== '0' ? true : (env['NO_COLOR'] ?? '') === '' && isTty && env['TERM'] !== 'dumb'
  return (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text)
}
