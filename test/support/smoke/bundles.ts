import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build as esbuild } from 'esbuild'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rollup } from 'rollup'
import { build as vite } from 'vite'
import webpack from 'webpack'

/** The ways in which a page can load the elements. */
export const bundleNames = ['script tag', 'esbuild, one file', 'rollup, inlined', 'Vite', 'webpack'] as const
export type BundleName = (typeof bundleNames)[number]

/** The code of an application that gets the elements from npm. */
const application = `import { addTranslation, de } from '@callboard/widgets'
import '@callboard/widgets/callboard-provider/define'
import '@callboard/widgets/entity-card/define'
import '@callboard/widgets/entity-link/define'
import '@callboard/widgets/owner-badge/define'

if (document.documentElement.lang === 'de') addTranslation(de)
`

/** The name of a bundle in URLs and on disk. */
export function slugOf(name: BundleName): string {
  return name.toLowerCase().replace(/\W+/g, '-')
}

/**
 * Bundles an application with each bundler, in a folder in which the packed packages are installed. Each bundler writes `main.js`, and its chunks, if any,
 * to `site/<slug>`.
 */
export async function makeBundles(project: string): Promise<void> {
  // NODE_ENV differs between a test run and a build; bundlers would include the development version of Lit.
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await bundleAll(project)
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

async function bundleAll(project: string): Promise<void> {
  const entry = join(project, 'main.js')
  writeFileSync(entry, application)
  const folderOf = (name: BundleName): string => {
    const folder = join(project, 'site', slugOf(name))
    mkdirSync(folder, { recursive: true })
    return folder
  }
  await esbuild({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    minify: true,
    outfile: join(folderOf('esbuild, one file'), 'main.js'),
    logLevel: 'error',
  })
  await runRollup(entry, join(folderOf('rollup, inlined'), 'main.js'))
  await runVite(project, entry, folderOf('Vite'))
  await runWebpack(entry, folderOf('webpack'))
}

async function runRollup(input: string, file: string): Promise<void> {
  const bundle = await rollup({ input, plugins: [nodeResolve({ browser: true })] })
  await bundle.write({ file, format: 'es', inlineDynamicImports: true })
  await bundle.close()
}

async function runVite(root: string, input: string, outDir: string): Promise<void> {
  const rollupOptions = { input, output: { entryFileNames: 'main.js' } }
  await vite({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rollupOptions },
  })
}

function runWebpack(entry: string, path: string): Promise<void> {
  // Under Trusted Types, webpack needs its own policy to load a chunk.
  const output = { path, filename: 'main.js', publicPath: 'auto', trustedTypes: { policyName: 'webpack' } }
  return new Promise((resolve, reject) => {
    webpack({ mode: 'production', entry, output, performance: false }, (error, stats) => {
      if (error !== null) reject(error)
      else if (stats === undefined || stats.hasErrors() || stats.hasWarnings())
        reject(new Error(stats?.toString() ?? 'webpack built nothing'))
      else resolve()
    })
  })
}
