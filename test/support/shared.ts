import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const beside = fileURLToPath(new URL('../../../shared', import.meta.url))

/** The folder of recorded and hostile inputs: `CALLBOARD_SHARED`, or `shared` next to the checkout. `undefined` if it does not exist. */
export function sharedDir(): string | undefined {
  const folder = resolve(process.env['CALLBOARD_SHARED'] ?? beside)
  return existsSync(`${folder}/corpus`) ? folder : undefined
}

/** Why a test that needs the shared folder is skipped, for its name. */
export const withoutShared: string =
  sharedDir() === undefined ? ' (skipped: no shared folder next to the checkout; set CALLBOARD_SHARED)' : ''
