import type { Diagnostic } from '../../diagnostics.ts'
import { messageOf } from '../../errors.ts'
import { hashText } from '../../hash.ts'
import type { Source } from '../../source/types.ts'
import { parseCodeowners } from '../../codeowners/parse-codeowners.ts'
import type { CodeownersFile } from '../../codeowners/types.ts'

/** Where CODEOWNERS may be, in this order: GitHub's three locations, then GitLab's own. The first that exists counts. */
export const codeownersPaths: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS']

/** GitHub does not load a larger file. */
const maxBytes = 3 * 1024 * 1024

/** A source's CODEOWNERS, or why it is not used. */
export interface KnownCodeowners {
  readonly path: string
  readonly hash: string
  /** True for GitLab's dialect, judged by its location or by the files next to it. */
  readonly isGitlab?: boolean | undefined
  readonly file?: CodeownersFile | undefined
  readonly problem?: Diagnostic | undefined
}

/** The repository to read, and what is known about it. */
export interface ReadCodeownersContext {
  /** The source's name in this catalog. */
  readonly name: string
  /** The root of the repository. */
  readonly root: string
  /** Folders with a `.git` of their own: their content belongs to another repository. */
  readonly gitRoots: ReadonlySet<string>
  readonly signal: AbortSignal
}

/**
 * Reads the CODEOWNERS of a repository. The same text is not parsed again; when it cannot be read, the last good one is kept, with the
 * reason.
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
      const isGitlab = place.startsWith('.gitlab') || (!place.startsWith('.github') && (await hasGitlabPipeline(source, root, signal)))
      const isSame = before?.path === path && before.hash === hash && before.isGitlab === isGitlab
      if (isSame && before.problem?.code !== 'source/unreadable-file') return before
      if (bytesOf(item.text) <= maxBytes) {
        return {
          path,
          hash,
          isGitlab,
          file: parseCodeowners(item.text, { ...at, root, ...(isGitlab ? { dialect: 'gitlab' } : {}) }),
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

/** A CODEOWNERS at the root may be GitHub's or GitLab's. The file of a GitLab pipeline decides. */
async function hasGitlabPipeline(source: Source, root: string, signal: AbortSignal): Promise<boolean> {
  return (await source.files?.read(root === '' ? '.gitlab-ci.yml' : `${root}/.gitlab-ci.yml`, signal)) !== undefined
}

function bytesOf(text: string): number {
  return text.length * 3 <= maxBytes ? text.length : new TextEncoder().encode(text).length
}
