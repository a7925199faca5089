import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A real folder with these files, gone when the test is over. */
export function tempFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'callboard-')))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) writeInto(root, path, content)
  return root
}

/** Writes a file, its folders included. */
export function writeInto(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

/** A component as the text of its descriptor. */
export function componentText(name: string, spec: Readonly<Record<string, string>> = {}): string {
  const rows = Object.entries({ type: 'service', lifecycle: 'production', owner: 'team-a', ...spec }).map(
    ([key, value]) => `  ${key}: ${value}\n`,
  )
  return `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n${rows.join('')}`
}
