import type { Diagnostic } from '../diagnostics.ts'
import { writtenOwner } from '../codeowners/parse-owner.ts'
import type { CodeownersFile, CodeownersOwner } from '../codeowners/types.ts'
import type { CatalogNode } from './graph/graph.ts'
import { codeownerEntity, similarCodeowner } from './ownership/codeowner-entities.ts'

/** The comparisons that all suggestions of one build may make together. */
const budget = 1_000_000

/**
 * The owners in CODEOWNERS files that are not in the catalog, each at its position. In a catalog without groups and users, every owner
 * would be unknown, so none is reported. Roles of GitLab are not entities and are skipped.
 */
export function codeownersProblems(
  nodes: { readonly sorted: readonly CatalogNode[] },
  files: readonly CodeownersFile[],
): readonly Diagnostic[] {
  if (files.length === 0) return []
  const people = nodes.sorted.filter(({ ref }) => ref.startsWith('group:') || ref.startsWith('user:')).length
  if (people === 0) return []
  const hints = new Map<string, string | undefined>()
  let left = budget
  const hintFor = (owner: CodeownersOwner): string => {
    const key = writtenOwner(owner)
    if (!hints.has(key) && left > 0) {
      left -= people
      hints.set(key, similarCodeowner(nodes, owner))
    }
    const similar = hints.get(key)
    return similar === undefined ? advice[owner.type] : `Did you mean \`${similar}\`?`
  }
  return files.flatMap(file => {
    const places = new Map<string, Diagnostic>()
    for (const { owners, places: named } of file.rules) {
      for (const [i, owner] of owners.entries()) {
        const place = named[i]
        if (place === undefined || owner.type === 'role') continue
        const key = `${String(place.line)}:${String(place.column)}`
        if (places.has(key) || codeownerEntity(nodes, owner) !== undefined) continue
        const text = writtenOwner(owner)
        places.set(key, {
          code: 'codeowners/unknown-owner',
          severity: 'warning',
          message: `${file.path} lists ${text.slice(0, 120)}, which is not a group or user in the catalog`,
          at: { source: file.source, path: file.path, ...place },
          hint: hintFor(owner),
          text: text.slice(0, 200),
        })
      }
    }
    return [...places.values()]
  })
}

const advice: Readonly<Record<CodeownersOwner['type'], string>> = {
  team: 'Add the group to the catalog, or set its annotation `github.com/team-slug` or `gitlab.com/group-path`.',
  user: 'Add the user to the catalog, or set its annotation `github.com/user-login` or `gitlab.com/user-login`.',
  email: 'Add a user with this `spec.profile.email` to the catalog, or choose another owner.',
  role: 'Use a group or a user instead.',
}
