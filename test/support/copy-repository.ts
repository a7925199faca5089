import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root: string = join(import.meta.dirname, '..', '..')

/** Copies the files that git tracks or would add into a new git repository. Its packages are those of the copy; other installed packages are linked. */
export function copyRepository(): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'callboard-copy-')))
  const files = git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']).split('\0').filter(Boolean)
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file), { verbatimSymlinks: true, force: true })
  }
  const modules = join(copy, 'node_modules')
  mkdirSync(join(modules, '@callboard'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@callboard' && !name.startsWith('.v')) symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction')
  }
  for (const name of readdirSync(join(root, 'packages'))) {
    symlinkSync(join(copy, 'packages', name), join(modules, '@callboard', name), 'junction')
  }
  git(copy, ['init', '--quiet'])
  return copy
}

/** The current content of a copy, for `changedFiles`. */
export function stateOf(copy: string): string {
  git(copy, ['add', '--all'])
  return git(copy, ['write-tree']).trim()
}

/** The files that were added, removed or changed between two states, sorted. */
export function changedFiles(copy: string, before: string, after: string): readonly string[] {
  return git(copy, ['diff', '--name-only', '--no-renames', before, after]).split('\n').filter(Boolean).sort()
}

function git(cwd: string, args: readonly string[]): string {
  return execFileSync('git', [...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'pipe'] })
}
