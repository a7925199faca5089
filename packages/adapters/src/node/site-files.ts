import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { confine } from '../shared/confine.ts'
import { openConfined, type OpenFile } from '../shared/read-confined.ts'
import { readRange } from './byte-range.ts'
import { mediaType } from './media-types.ts'
import type { Responder } from './serve-handler.ts'

/**
 * Serves static files from the first of several folders that contains them. Dot files and files outside the folders are never served; a folder serves its
 * index.html. Files are streamed; a request can ask for one byte range.
 */
export function siteFiles(folders: readonly string[]): Responder {
  return async request => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    const path = pathOf(request.url)
    if (path === undefined) return undefined
    for (const folder of folders) {
      const found = await findFile(folder, path)
      if (found === undefined) continue
      if (found === 'folder')
        return new Response(null, {
          status: 301,
          headers: { location: `/${path.split('/').map(encodeURIComponent).join('/')}/${new URL(request.url).search}` },
        })
      return await answerFile(request, found)
    }
    return undefined
  }
}

interface SiteFile extends OpenFile {
  readonly name: string
}

function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url).pathname).replace(/^\/+/, '')
    return path.includes('\0') || path.split('/').some(part => part.startsWith('.')) ? undefined : path
  } catch {
    return undefined
  }
}

async function findFile(folder: string, path: string): Promise<SiteFile | 'folder' | undefined> {
  const isFolder = path === '' || path.endsWith('/')
  const name = isFolder ? `${path}index.html` : path
  try {
    // The folder itself may be a link that changes.
    const root = await realpath(folder)
    const file = await openConfined(root, name)
    if (file !== undefined) return { ...file, name }
    return !isFolder && (await confine(root, join(path, 'index.html'))) !== undefined ? 'folder' : undefined
  } catch {
    return undefined
  }
}

async function answerFile(request: Request, { file, stats, name }: SiteFile): Promise<Response> {
  const { size, mtimeMs, ctimeMs, ino } = stats
  const etag = `"${[size, Math.round(mtimeMs * 1000), Math.round(ctimeMs * 1000), ino].map(number => number.toString(36)).join('-')}"`
  const modified = new Date(Math.floor(mtimeMs / 1000) * 1000).toUTCString()
  const headers = new Headers({
    'content-type': mediaType(name),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'last-modified': modified,
    etag,
  })
  const empty = async (status: number): Promise<Response> => {
    await file.close()
    return new Response(null, { status, headers })
  }
  if (isKnown(request.headers, etag, modified)) return await empty(304)
  const asked =
    request.method === 'GET' && isSameFile(request.headers.get('if-range'), etag, modified) ? request.headers.get('range') : null
  const range = readRange(asked, size)
  if (range === 'outside') {
    headers.set('content-range', `bytes */${String(size)}`)
    headers.delete('content-type')
    return await empty(416)
  }
  const { first, last } = range ?? { first: 0, last: size - 1 }
  if (range !== undefined) headers.set('content-range', `bytes ${String(first)}-${String(last)}/${String(size)}`)
  headers.set('content-length', String(last - first + 1))
  const status = range === undefined ? 200 : 206
  if (request.method === 'HEAD' || size === 0) return await empty(status)
  // The stream closes the file: at its end, and when the client disconnects.
  const stream = file.createReadStream({ start: first, end: last })
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers })
}

/** `If-None-Match` compares weakly; `If-Modified-Since` counts only without it. */
function isKnown(headers: Headers, etag: string, modified: string): boolean {
  const match = headers.get('if-none-match')
  if (match !== null) return match.split(',').some(part => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag)
  const since = Date.parse(headers.get('if-modified-since') ?? '')
  return !Number.isNaN(since) && Date.parse(modified) <= since
}

/** `If-Range` compares strongly: parts of two versions must not be combined. */
function isSameFile(condition: string | null, etag: string, modified: string): boolean {
  return condition === null || condition === etag || condition === modified
}
