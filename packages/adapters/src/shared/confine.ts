import { CallboardError } from '@callboard/core'
import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { isMissing } from './reason-of.ts'

/** The place of a path in a folder, as an absolute path. Throws `refused` when it leads outside, by dots or by symbolic links; `undefined` when there is nothing. */
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

/** True for the folder itself and for what is below it, by the names alone. */
export function isInside(root: string, path: string): boolean {
  const between = relative(root, path)
  return between === '' || (!between.startsWith(`..${sep}`) && between !== '..' && resolve(root, between) === path)
}
