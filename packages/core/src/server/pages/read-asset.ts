import { HttpProblem } from '../../http/problem.ts'
import type { Reply } from '../reply.ts'
import { forEveryOrigin } from '../send-reply.ts'
import type { Assets } from '../types.ts'

/** A file of the widgets, for pages of any origin. Throws `NotFoundError`. */
export async function readAsset(assets: Assets | undefined, path: string): Promise<Reply> {
  const asset = await assets?.read(path)
  if (asset === undefined) throw new HttpProblem('NotFoundError', 'The widgets have no such file')
  // A name with a hash changes with the content. The build writes eight letters, digits, - and _; lower-case letters only may be a word.
  // A file of your own called `card-version2.js` still looks like one.
  const isForever = /-(?=[\w-]*[A-Z\d])[\w-]{8}\.(?:js|css|map)$/.test(path)
  return {
    status: 200,
    body: asset.body,
    type: asset.type,
    etag: asset.etag,
    headers: { ...forEveryOrigin, 'cache-control': isForever ? 'public, max-age=31536000, immutable' : 'public, no-cache' },
  }
}
