import { answerOwner } from '../../catalog/ownership/answer-owner.ts'
import { HttpProblem } from '../../http/problem.ts'
import { forEveryOrigin } from '../send-reply.ts'
import type { Reply } from '../reply.ts'
import type { Operation } from '../route.ts'
import { renderBadge, renderRefusedBadge } from './render-badge.ts'

/** `GET /badge/<kind>/<namespace>/<name>.svg`. An unknown entity gets a badge with that message, and 404. */
export const answerBadge: Operation = {
  parameters: 'any',
  answer({ graph, params }) {
    const [, kind, namespace, name] = /^([^/]+)\/([^/]+)\/([^/]+)\.svg$/.exec(params['path'] ?? '') ?? []
    if (kind === undefined || namespace === undefined || name === undefined)
      throw new HttpProblem('NotFoundError', 'The URL of a badge has the form badge/<kind>/<namespace>/<name>.svg')
    const answer = answerOwner(graph, `${decode(kind)}:${decode(namespace)}/${decode(name)}`)
    return picture(answer.state === 'not-found' ? 404 : 200, renderBadge(answer))
  },
}

/** The badge for a caller who must sign in first, with 401. */
export function refusedBadge(): Reply {
  return picture(401, renderRefusedBadge())
}

function picture(status: number, body: string): Reply {
  const headers = { ...forEveryOrigin, 'content-security-policy': "default-src 'none'; sandbox" }
  return { status, body, type: 'image/svg+xml; charset=utf-8', headers }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new HttpProblem('InputError', 'The URL of the badge has invalid percent-encoding')
  }
}
