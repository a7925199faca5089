// What the package contains in addition to its code: the manifest of its elements, data for editors, types for frameworks, the style of the pages that
// the portal serves, the list of embed pages, and the hashes of the script-tag files.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { elementTable } from '../src/loader/element-table.ts'
import { frameworkTypes } from './framework-types.mjs'

const home = join(import.meta.dirname, '..')
const cdn = join(home, 'dist-cdn')

analyze()
if (existsSync(cdn)) {
  copyFileSync(join(home, 'src', 'embed', 'embed.css'), join(cdn, 'callboard', 'embed.css'))
  writeFileSync(join(cdn, 'callboard', 'elements.json'), `${JSON.stringify(embedded())}\n`)
  writeFileSync(join(cdn, 'callboard.importmap.json'), `${JSON.stringify({ integrity: hashes() }, null, 2)}\n`)
}

function analyze() {
  const manifest = createRequire(import.meta.url).resolve('@custom-elements-manifest/analyzer/package.json')
  rmSync(join(home, 'editor'), { recursive: true, force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dirname(manifest), 'cem.js'), 'analyze', '--quiet'], {
    cwd: home,
    encoding: 'utf8',
  })
  if (status !== 0 || !existsSync(join(home, 'editor'))) throw new Error(`The elements could not be analyzed:\n${stdout}${stderr}`)
  const elements = JSON.parse(readFileSync(join(home, 'custom-elements.json'), 'utf8'))
  for (const [name, text] of Object.entries(frameworkTypes(elements))) writeFileSync(join(home, 'editor', name), text)
}

/** The elements that show one entity; each has an embed page. */
function embedded() {
  return Object.entries(elementTable).flatMap(([name, { asks }]) => (asks.length === 0 ? [] : [name]))
}

/** For an import map next to `callboard.js`; elsewhere, each name needs the folder of the script as a prefix. */
function hashes() {
  const files = readdirSync(cdn, { recursive: true })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith('.js'))
    .sort()
  return Object.fromEntries(
    files.map(name => [
      `./${name}`,
      `sha384-${createHash('sha384')
        .update(readFileSync(join(cdn, name)))
        .digest('base64')}`,
    ]),
  )
}
