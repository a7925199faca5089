import { CallboardError } from '../errors.ts'
import type { PortalManifest } from '../http/wire.ts'
import { strangeAnswer } from './check-answers.ts'
import { complain } from './transport/complain.ts'
import { handlerRemote } from './handler-remote.ts'
import { misfit } from './misfit.ts'
import type { Requester } from './transport/request-json.ts'
import type { Remote } from './types.ts'

/**
 * Detects the portal at a URL by its `callboard.json`; without one, it may be a Backstage. Returns `before` if it has not changed. Throws
 * `unexpected-answer` for anything else.
 */
export async function findRemote(server: Requester, before: Remote | undefined, cache?: RequestCache): Promise<Remote> {
  let problem: CallboardError | undefined
  let manifest: unknown
  try {
    manifest = await server.ask('callboard.json', { cache })
  } catch (error) {
    // Single-page apps answer every URL with their start page.
    if (!(error instanceof CallboardError) || error.code !== 'unexpected-answer') throw error
    problem = error
  }
  if (isManifest(manifest)) {
    const where = manifest.callboard === 1 ? misfit(manifest, manifestShape) : '.callboard'
    if (where !== undefined) throw strangeAnswer(server.shown, `callboard.json${where}`)
    if (JSON.stringify(before?.manifest) === JSON.stringify(manifest)) return before as Remote
    if (manifest.type === 'handler') return handlerRemote(server, manifest)
    return (await import('./static/static-remote.ts')).staticRemote(server, manifest)
  }
  const { backstageRemote, looksLikeBackstage } = await import('./backstage/backstage-remote.ts')
  if (await looksLikeBackstage(server)) return before?.type === 'backstage' ? before : backstageRemote(server)
  throw problem ?? (await complain(server.shown, words => words.noPortal(server.shown)))
}

const manifestShape = { type: 'handler|static', title: 'string', revision: 'string' }

/** True for a manifest of any version. */
function isManifest(value: unknown): value is PortalManifest {
  return typeof value === 'object' && value !== null && 'callboard' in value
}
