import { basename, dirname, join } from 'node:path'
import { hasEntry } from './path-facts.ts'

/** The `.git` and `CODEOWNERS` above changed files that appeared or disappeared. `.git` is not watched: a clone is noticed by its other files. */
export async function changedMarks(root: string, changed: readonly string[], marks: readonly string[]): Promise<readonly string[]> {
  const known = new Set(marks)
  const looked = new Set<string>()
  for (const file of changed) {
    if (basename(file) === 'CODEOWNERS') looked.add(file)
    for (let folder = dirname(file); folder !== '.' && !looked.has(`${folder}/.git`); folder = dirname(folder)) looked.add(`${folder}/.git`)
  }
  const isThere = await Promise.all([...looked].map(async mark => await hasEntry(join(root, mark))))
  return [...looked].filter((mark, i) => isThere[i] !== known.has(mark))
}
