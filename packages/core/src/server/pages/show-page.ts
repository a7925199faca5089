import type { Reply } from '../reply.ts'
import { pagePolicy } from './page-security.ts'

/** An HTML page under the strict policy of the portal's own pages. */
export function showPage(html: string, frameAncestors: readonly string[] | undefined): Reply {
  return {
    status: 200,
    body: html,
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': pagePolicy(frameAncestors), 'referrer-policy': 'no-referrer' },
  }
}
