import { CallboardError } from '@callboard/core'
import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { isMissing } from './reason-of.ts'

/** The real absolute path of a path in a folder; `undefined` if nothing exists there. Throws `refused` when dots or symbolic links lead outside. */
export async function confine(root: string, path: string): Promise<string | undefined> {
  const wanted = resolve(root, path)
  if (!isInside(root, wanted)) throw new CallboardError('refused', `${path} leads outside the folder of its source`)
  let real: string
  try {
    real = await realpath(wanted)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  if (!isInside(root, real)) throw new CallboardError('refused', `${path} is a symbolic link that leads outside the folder of its source`)
  return real
}

/** True for the folder itself and everything below it; compares only the paths. */
export function isInside(root: string, path: string): boolean {
  const between = relative(root, path)
  return between === '' || (!between.startsWith(`..${sep}`) && between !== '..' && resolve(root, between) === path)
}
