import type { Kind } from '../../kinds/types.ts'
import { quote, type Problem } from '../problem.ts'
import { didYouMean, suggest } from './suggest.ts'

/** The kind with this name and version, or the problem that there is none. Without a version, the last kind with this name. */
export function findKind(kinds: readonly Kind[], name: string, apiVersion: string | undefined): Kind | Problem {
  const named = kinds.filter(({ kind }) => kind === name)
  const found = named.findLast(({ apiVersions }) => apiVersion === undefined || apiVersions.includes(apiVersion))
  if (found !== undefined) return found
  if (apiVersion !== undefined && named.length > 0) {
    const versions = named.flatMap(({ apiVersions }) => apiVersions)
    return {
      code: 'descriptor/unknown-kind',
      severity: 'error',
      message: `${name} has no version ${quote(apiVersion)}`,
      hint: didYouMean(suggest(apiVersion, versions) ?? versions[0]),
      text: apiVersion,
      field: ['apiVersion'],
    }
  }
  const meant = suggest(
    name,
    kinds.map(({ kind }) => kind),
  )
  return {
    code: 'descriptor/unknown-kind',
    severity: 'error',
    message: `No kind is named ${quote(name)}`,
    hint: didYouMean(meant) ?? 'Add a kind with that name to the catalog (`defineKind`), or exclude the file.',
    text: name,
    field: ['kind'],
  }
}
