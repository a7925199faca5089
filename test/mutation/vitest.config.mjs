import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mergeConfig } from 'vitest/config'
import config from '../../vitest.config.ts'

/** Every entry of our packages and its source in this copy of the repository: `node_modules` would lead to the original. */
function entriesHere() {
  return readdirSync('packages').flatMap(folder => {
    const manifest = join(process.cwd(), 'packages', folder, 'package.json')
    const { name, exports } = JSON.parse(readFileSync(manifest, 'utf8'))
    return Object.entries(exports).flatMap(([entry, { '@callboard/source': source }]) =>
      source === undefined ? [] : [{ find: new RegExp(`^${name}${entry.slice(1)}$`), replacement: join(manifest, '..', source) }],
    )
  })
}

const result = mergeConfig(config, { root: process.cwd(), resolve: { alias: entriesHere() } })
// A change of a value that is made when a module loads is tried against every test there is: these.
result.test.include = JSON.parse(process.env.CALLBOARD_MUTATION_TESTS ?? '[]')
// Each mutant runs in its own process, so its test files can share modules.
result.test.isolate = false

export default result
