import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { confine, readBytes } from '../sources/files/read-confined.ts'
import { mediaType } from './media-types.ts'
import type { Responder } from './serve-handler.ts'

/** Serves the files of folders, the first that has one. Never a dot file, never anything outside; a folder answers with its index.html. */
export function siteFiles(folders: readonly string[]): Responder {
  return async request => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    const path = pathOf(request.url)
    if (path === undefined) return undefined
    for (const folder of folders) {
      const body = (await readSite(folder, path)) ?? (path.endsWith('/') || path === '' ? undefined : await folderRedirect(folder, path))
      if (body === undefined) continue
      if (body === 'folder')
        return new Response(null, {
          status: 301,
          headers: { location: `/${path.split('/').map(encodeURIComponent).join('/')}/${new URL(request.url).search}` },
        })
      const etag = `"${createHash('sha256').update(body.bytes).digest('base64url').slice(0, 22)}"`
      const headers = { 'content-type': mediaType(body.path), 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff', etag }
      if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
      return new Response(request.method === 'HEAD' ? null : body.bytes, { headers })
    }
    return undefined
  }
}

function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url).pathname).replace(/^\/+/, '')
    return path.includes('\0') || path.split('/').some(part => part.startsWith('.')) ? undefined : path
  } catch {
    return undefined
  }
}

async function readSite(
  folder: string,
  path: string,
): Promise<{ readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const wanted = path === '' || path.endsWith('/') ? `${path}index.html` : path
  try {
    const read = await readBytes(folder, wanted)
    return typeof read === 'object' ? { path: wanted, bytes: read.bytes } : undefined
  } catch {
    return undefined
  }
}

async function folderRedirect(folder: string, path: string): Promise<'folder' | undefined> {
  try {
    const real = await confine(folder, join(path, 'index.html'))
    return real === undefined ? undefined : 'folder'
  } catch {
    return undefined
  }
}
