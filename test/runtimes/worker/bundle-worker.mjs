// Bundles tests and the code under test into one module, as Workers are deployed.
import { build } from 'esbuild'
import { join } from 'node:path'

/** Writes the module for `worker.capnp`. `files` are paths below `root`, each a test file. */
export async function bundleWorker({ root, files, outfile }) {
  const here = join(root, 'test', 'runtimes', 'worker')
  const tests = ['test/support/no-console.ts', ...files].map(
    path => `${JSON.stringify(path)}: () => import(${JSON.stringify(join(root, path))})`,
  )
  const virtual = {
    'callboard:tests': `export const importers = { ${tests.join(',\n')} }`,
    'callboard:no-shared': `export const sharedDir = () => undefined; export const withoutShared = ' (skipped: a worker has no files)'`,
    'callboard:nothing': 'export {}',
    'node:fs': `export const readFileSync = path => { throw new Error('a worker has no files: ' + path) }; export const readdirSync = readFileSync`,
  }
  const plugin = {
    name: 'tests-in-a-worker',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^vitest$/ }, () => ({ path: join(here, 'vitest.mjs') }))
      onResolve({ filter: /^callboard:/ }, ({ path }) => ({ path, namespace: 'virtual' }))
      onResolve({ filter: /\/support\/shared\.ts$/ }, () => ({ path: 'callboard:no-shared', namespace: 'virtual' }))
      // Tests may import from Node; the core may not, and does not bundle if it does.
      onResolve({ filter: /^node:fs$/ }, ({ importer, path }) =>
        /\.test\.ts$/.test(importer) ? { path, namespace: 'virtual' } : undefined,
      )
      // The clock for tests needs these only if there is a `process`.
      onResolve({ filter: /^(?:node:)?(?:util|timers|timers\/promises)$/ }, ({ importer }) =>
        importer.includes('fake-timers') ? { path: 'callboard:nothing', namespace: 'virtual' } : undefined,
      )
      onLoad({ filter: /./, namespace: 'virtual' }, ({ path }) => ({ contents: virtual[path], resolveDir: root }))
    },
  }
  await build({
    entryPoints: [join(here, 'worker.mjs')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['browser', 'module', 'main'],
    conditions: ['workerd', 'worker', 'browser'],
    plugins: [plugin],
    logLevel: 'error',
  })
}
