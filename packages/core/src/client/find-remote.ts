import { isCallboardError } from '../errors.ts'
import type { PortalManifest } from '../http/wire.ts'
import { handlerRemote } from './handler/handler-remote.ts'
import { staticRemote } from './static/static-remote.ts'
import type { Asking, Remote } from './types.ts'

/** Finds out what answers at an address: by its `callboard.json` a handler or a static portal; without one, a Backstage. */
export async function findRemote(asking: Asking, signal: AbortSignal): Promise<Remote> {
  const manifest = await readManifest(asking, signal)
  if (manifest === undefined) return (await import('./backstage/find-backstage.ts')).findBackstage(asking, signal)
  if (manifest.type === 'handler') return handlerRemote(manifest, asking)
  if (manifest.type === 'static' && manifest.data !== undefined) return staticRemote(manifest, manifest.data, asking)
  throw asking.nonsense('callboard.json')
}

/** `undefined` where there is none, or something else in its place: apps answer every address with their start page. */
async function readManifest(asking: Asking, signal: AbortSignal): Promise<PortalManifest | undefined> {
  try {
    const manifest = (await asking.json('callboard.json', signal)) as Partial<PortalManifest> | null
    if (manifest?.callboard === 1) return manifest as PortalManifest
  } catch (error) {
    if (!isCallboardError(error, 'not-found') && !isCallboardError(error, 'unexpected-answer')) throw error
  }
  return undefined
}
