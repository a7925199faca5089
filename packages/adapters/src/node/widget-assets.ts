import type { Assets } from '@callboard/core/server'
import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readBytes } from '../shared/read-confined.ts'
import { mediaType } from './media-types.ts'

/** The script-tag build of the installed `@callboard/widgets`, for `createHandler` and `buildStatic`. */
export function widgetAssets(): Assets {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@callboard/widgets/package.json')), 'dist-cdn')
  return {
    async list() {
      try {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true })
        return entries
          .filter(entry => entry.isFile())
          .map(entry =>
            join(entry.parentPath, entry.name)
              .slice(folder.length + 1)
              .replaceAll('\\', '/'),
          )
          .sort()
      } catch {
        return []
      }
    },
    async read(path) {
      try {
        const read = await readBytes(folder, path)
        return typeof read === 'object' ? { body: read.bytes, type: mediaType(path) } : undefined
      } catch {
        return undefined
      }
    },
  }
}
