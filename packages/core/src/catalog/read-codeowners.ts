import type { Diagnostic } from '../diagnostics.ts'
import { messageOf } from '../errors.ts'
import { hashText } from '../hash.ts'
import type { Source } from '../source/types.ts'
import { parseCodeowners } from './codeowners/parse-codeowners.ts'
import type { CodeownersFile } from './codeowners/types.ts'

/** Where CODEOWNERS is looked for, in this order: GitHub's three places, then GitLab's own. The first that is there counts. */
export const codeownersPaths: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS']

/** GitHub does not load a larger file. */
const maxBytes = 3 * 1024 * 1024

/** A source's CODEOWNERS, or why it does not count. */
export interface KnownCodeowners {
  readonly path: string
  readonly hash: string
  readonly file?: CodeownersFile | undefined
  readonly problem?: Diagnostic | undefined
}

/** Where to read, and what is known of it. */
export interface ReadCodeownersContext {
  /** The source's name in this catalog. */
  readonly name: string
  /** The root of the repository. */
  readonly root: string
  /** Folders with a `.git` of their own: what lies in one is another repository's. */
  readonly gitRoots: ReadonlySet<string>
  readonly signal: AbortSignal
}

/**
 * Reads the CODEOWNERS of a repository. The same text is not parsed again; when it cannot be read, the last good one stays, with the reason.
 */
export async function readCodeowners(
  source: Source,
  before: KnownCodeowners | undefined,
  context: ReadCodeownersContext,
): Promise<KnownCodeowners | undefined> {
  const { name, root, gitRoots, signal } = context
  for (const place of codeownersPaths) {
    const path = root === '' ? place : `${root}/${place}`
    if (place.includes('/') && gitRoots.has(path.slice(0, path.lastIndexOf('/')))) continue
    const at = { source: name, path }
    try {
      const item = await source.files?.read(path, signal)
      if (item === undefined) continue
      const hash = hashText(item.text)
      if (before?.path === path && before.hash === hash && before.problem?.code !== 'source/unreadable-file') return before
      if (bytesOf(item.text) <= maxBytes) {
        return {
          path,
          hash,
          file: parseCodeowners(item.text, { ...at, root, ...(place.startsWith('.gitlab') ? { dialect: 'gitlab' } : {}) }),
        }
      }
      const message = `${path} is larger than 3 MB and was not read`
      return {
        path,
        hash,
        problem: { code: 'source/too-large', severity: 'error', message, at, hint: 'GitHub does not load it either: shorten it.' },
      }
    } catch (error) {
      const because = messageOf(error)
      const message = `${path} cannot be read: ${because}`
      return { path, hash: '', ...before, problem: { code: 'source/unreadable-file', severity: 'error', message, at } }
    }
  }
  return undefined
}

function bytesOf(text: string): number {
  return text.length * 3 <= maxBytes ? text.length : new TextEncoder().encode(text).length
}
