import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import { existsSync, readFileSync } from 'node:fs'
import { joinChunks } from './packages/widgets/scripts/join-chunks.mjs'

const packages = ['core', 'widgets', 'adapters']

/** One ESM build per package entry: the list is the `exports` and `bin` of its package.json. */
function entriesOf(name) {
  const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'))
  const outputs = [
    ...Object.values(manifest.exports).flatMap(entry => (entry.default === undefined ? [] : [entry.default])),
    ...Object.values(manifest.bin ?? {}),
  ]
  return Object.fromEntries(
    outputs
      .map(output => {
        const path = output.replace(/^\.\/dist\//, '').replace(/\.js$/, '')
        return [path, `.build/packages/${name}/src/${path}.js`]
      })
      .filter(([, input]) => existsSync(input)),
  )
}

/** Reads the maps of tsc along with its output, so that the maps of the bundles point to `src`, which the packages contain. */
const mapsOfTsc = {
  name: 'maps-of-tsc',
  load(id) {
    const map = `${id}.map`
    return existsSync(map) ? { code: readFileSync(id, 'utf8'), map: JSON.parse(readFileSync(map, 'utf8')) } : null
  },
}

const library = name => ({
  input: entriesOf(name),
  plugins: [mapsOfTsc],
  external: id => !id.startsWith('.') && !id.startsWith('/') && !id.includes('.build/'),
  output: {
    dir: `packages/${name}/dist`,
    format: 'es',
    sourcemap: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    minifyInternalExports: false,
  },
})

/** The files that a script tag loads: the autoloader, a chunk for each element, and shared chunks. */
const scriptTag = {
  input: {
    'callboard': '.build/packages/widgets/src/loader/script-tag.js',
    'callboard/embed': '.build/packages/widgets/src/embed/embed.js',
    'callboard/embed-host': '.build/packages/widgets/src/embed/embed-host.js',
  },
  plugins: [
    {
      name: 'own-core',
      resolveId: id => (id === '@callboard/core/client' ? { id: `${process.cwd()}/.build/packages/core/src/client/index.js` } : null),
    },
    {
      name: 'tighten-styles',
      transform: (code, id) => (id.includes('/packages/widgets/src/') ? tighten(code) : null),
    },
    nodeResolve({ browser: true, exportConditions: ['production', 'browser'] }),
  ],
}

const minify = terser({
  module: true,
  ecma: 2022,
  compress: { passes: 3, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true },
  format: { comments: false },
})

/**
 * The elements that most pages use load as few files. `shared` is what a page with one badge needs in addition to the badge: Lit, the client, and the loader.
 * The script itself is separate: with `?prefix=` it has a different URL, and a chunk that imported it would load it twice. `details` is what cards share with
 * the details of a badge, except for what a link needs too.
 */
const joined = {
  shared: { needs: 'owner-badge/owner-badge', own: false },
  details: { needs: 'owner-badge/open-details', spare: 'entity-link/entity-link' },
}

const scriptTagBuild = async () => ({
  ...scriptTag,
  plugins: [...scriptTag.plugins, minify],
  output: {
    dir: 'packages/widgets/dist-cdn',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'callboard/[name]-[hash].js',
    manualChunks: await joinChunks(scriptTag, joined),
    onlyExplicitManualChunks: true,
  },
})

/** Style sheets without needless whitespace. A space before a colon is kept, because it may separate two selectors. */
function tighten(code) {
  return code.replace(
    /\bcss\s*`([^`]*)`/g,
    (_, text) =>
      `css\`${text
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,>]) ?/g, '$1')
        .replace(/: /g, ':')
        .replace(/;}/g, '}')
        .trim()}\``,
  )
}

export default async () => [...packages.map(library), ...(existsSync(scriptTag.input.callboard) ? [await scriptTagBuild()] : [])]
