import { constants } from 'node:fs'
import { access, lstat, stat } from 'node:fs/promises'

/** True when something has this path, if only a link that leads nowhere. */
export async function hasEntry(path: string): Promise<boolean> {
  return await holds(async () => (await lstat(path), true))
}

/** True when there is a file or folder, links followed. */
export async function exists(path: string): Promise<boolean> {
  return await holds(async () => (await stat(path), true))
}

/** True for a folder, links followed. */
export async function isFolder(path: string): Promise<boolean> {
  return await holds(async () => (await stat(path)).isDirectory())
}

/** True for a symbolic link. */
export async function isLink(path: string): Promise<boolean> {
  return await holds(async () => (await lstat(path)).isSymbolicLink())
}

/** True for a folder that may be looked into, or a file that may be read. */
export async function isReadable(path: string): Promise<boolean> {
  return await holds(async () => {
    const stats = await stat(path)
    await access(path, stats.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK)
    return true
  })
}

/** False when the file system cannot say. */
async function holds(look: () => Promise<boolean>): Promise<boolean> {
  try {
    return await look()
  } catch {
    return false
  }
}
