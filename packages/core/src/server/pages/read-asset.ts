import { HttpProblem } from '../../http/problem.ts'
import type { Reply } from '../reply.ts'
import { forEveryOrigin } from '../send-reply.ts'
import type { Assets } from '../types.ts'

/** A file of the widgets, for pages of any origin. Throws `NotFoundError`. */
export async function readAsset(assets: Assets | undefined, path: string): Promise<Reply> {
  const asset = await assets?.read(path)
  if (asset === undefined) throw new HttpProblem('NotFoundError', 'The widgets have no such file')
  // A name with a hash changes with the content.
  const isForever = /-[\w-]{8,}\.(?:js|css|map)$/.test(path)
  return {
    status: 200,
    body: asset.body,
    type: asset.type,
    etag: asset.etag,
    headers: { ...forEveryOrigin, 'cache-control': isForever ? 'public, max-age=31536000, immutable' : 'public, no-cache' },
  }
}
