import type { Diagnostic } from '../../diagnostics.ts'
import { messageOf } from '../../errors.ts'
import type { Source } from '../../source/types.ts'
import { compareUnits } from '../../compare-text.ts'
import { readCodeowners, type KnownCodeowners } from './read-codeowners.ts'

/** A repository of a source: the root, or a folder below it with its own `.git` or CODEOWNERS. */
export interface KnownRepository {
  /** The folder; empty for the root of the source. */
  readonly root: string
  readonly codeowners?: KnownCodeowners | undefined
}

/** The repositories of a source, and the problems while looking for them. */
export interface FoundRepositories {
  readonly repositories: readonly KnownRepository[]
  readonly problems: readonly Diagnostic[]
  /** True if the search failed, and the repositories are those found before. */
  readonly searchFailed: boolean
}

const atOnce = 8

/** Finds the repositories of a source and reads the CODEOWNERS of each. On failure, the earlier ones are kept. */
export async function readRepositories(
  source: Source,
  before: readonly KnownRepository[],
  context: { readonly name: string; readonly signal: AbortSignal },
): Promise<FoundRepositories> {
  const { files } = source
  if (files === undefined) return { repositories: [], problems: [], searchFailed: false }
  let roots: readonly string[]
  let gitRoots: ReadonlySet<string> = new Set()
  const problems: Diagnostic[] = []
  try {
    const marks = (await files.repositoryMarks?.(context.signal)) ?? (await files.glob('**/{CODEOWNERS,.git,.git/HEAD}', context.signal))
    gitRoots = new Set(marks.flatMap(mark => gitRootOf(mark) ?? []))
    roots = [...new Set(['', ...gitRoots, ...marks.flatMap(mark => ownersRootOf(mark, gitRoots) ?? [])])].sort(compareUnits)
  } catch (error) {
    problems.push({
      code: 'source/unreadable-file',
      severity: 'warning',
      message: `Cannot look for repositories in ${context.name}: ${messageOf(error)}`,
      at: { source: context.name, path: '' },
      hint: 'The repositories found last are used until this works.',
    })
    roots = before.length === 0 ? [''] : before.map(({ root }) => root)
  }
  const searchFailed = problems.length > 0
  const known = new Map(before.map(({ root, codeowners }) => [root, codeowners]))
  const repositories: KnownRepository[] = []
  for (let from = 0; from < roots.length; from += atOnce) {
    const some = roots.slice(from, from + atOnce)
    const read = await Promise.all(some.map(root => readCodeowners(source, known.get(root), { ...context, root, gitRoots })))
    for (const [i, root] of some.entries()) repositories.push({ root, codeowners: read[i] })
  }
  problems.push(...repositories.flatMap(({ codeowners }) => codeowners?.problem ?? []))
  return { repositories, problems, searchFailed }
}

/** True for a path whose change affects which repositories there are, or who owns what in them. */
export function isRepositoryMark(path: string): boolean {
  return /(?:^|\/)(?:CODEOWNERS|\.gitlab-ci\.yml|\.git(?:\/HEAD)?)$/.test(path)
}

function gitRootOf(path: string): string | undefined {
  const found = /^(?:(.*)\/)?\.git(?:\/HEAD)?$/.exec(path)
  return found === null ? undefined : (found[1] ?? '')
}

function ownersRootOf(path: string, gitRoots: ReadonlySet<string>): string | undefined {
  const found = /^(?:(.*)\/)?CODEOWNERS$/.exec(path)
  if (found === null) return undefined
  const folder = found[1] ?? ''
  if (gitRoots.has(folder)) return folder
  return /^(?:(.*)\/)?(?:\.github|\.gitlab|docs)$/.test(folder) ? folder.slice(0, Math.max(0, folder.lastIndexOf('/'))) : folder
}
