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

/**
 * Reads the CODEOWNERS of a source. The same text is not parsed again; when it cannot be read, the last good one stays, with the reason.
 */
export async function readCodeowners(
  source: Source,
  before: KnownCodeowners | undefined,
  context: { readonly name: string; readonly signal: AbortSignal },
): Promise<KnownCodeowners | undefined> {
  if (source.files === undefined) return undefined
  for (const path of codeownersPaths) {
    const at = { source: context.name, path }
    try {
      const item = await source.files.read(path, context.signal)
      if (item === undefined) continue
      const hash = hashText(item.text)
      if (before?.path === path && before.hash === hash && before.problem?.code !== 'source/unreadable-file') return before
      if (bytesOf(item.text) <= maxBytes) {
        return { path, hash, file: parseCodeowners(item.text, { ...at, ...(path.startsWith('.gitlab') ? { dialect: 'gitlab' } : {}) }) }
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
