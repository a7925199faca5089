import { constants } from 'node:fs'
import { access, lstat, stat } from 'node:fs/promises'

/** True when something exists at this path, even a broken link. */
export async function hasEntry(path: string): Promise<boolean> {
  return await holds(async () => (await lstat(path), true))
}

/** True when a file or folder exists, following links. */
export async function exists(path: string): Promise<boolean> {
  return await holds(async () => (await stat(path), true))
}

/** True for a folder, following links. */
export async function isFolder(path: string): Promise<boolean> {
  return await holds(async () => (await stat(path)).isDirectory())
}

/** True for a symbolic link. */
export async function isLink(path: string): Promise<boolean> {
  return await holds(async () => (await lstat(path)).isSymbolicLink())
}

/** True for a folder that can be listed, or a file that can be read. */
export async function isReadable(path: string): Promise<boolean> {
  return await holds(async () => {
    const stats = await stat(path)
    await access(path, stats.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK)
    return true
  })
}

/** False when the file system reports an error. */
async function holds(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look()
  } catch {
    return false
  }
}
