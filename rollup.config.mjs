import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import { existsSync, readFileSync } from 'node:fs'

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

const library = name => ({
  input: entriesOf(name),
  external: id => !id.startsWith('.') && !id.startsWith('/') && !id.includes('.build/'),
  output: {
    dir: `packages/${name}/dist`,
    format: 'es',
    sourcemap: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    minifyInternalExports: false,
  },
})

/** The tree that a script tag loads: the autoloader, a chunk for each element, and one shared chunk of Lit. */
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
      transform: (code, id) => (/\/packages\/widgets\/src\/.*(?:style|tokens|entity-link)/.test(id) ? tighten(code) : null),
    },
    nodeResolve({ browser: true, exportConditions: ['production', 'browser'] }),
    terser({
      module: true,
      ecma: 2022,
      compress: { passes: 3, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true },
      format: { comments: false },
    }),
  ],
  output: {
    dir: 'packages/widgets/dist-cdn',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'callboard/[name]-[hash].js',
    manualChunks,
    onlyExplicitManualChunks: true,
  },
}

/**
 * What every element needs is one chunk: Lit, what asks the portal, and the loader. One file compresses better than three, and none of them is of use alone. The
 * entry itself stays apart: with `?prefix=` it has another address, and a chunk that needed it would load it twice.
 */
function manualChunks(id) {
  const isShared =
    /node_modules\/(?:lit|lit-html|lit-element|@lit)\/|\/widgets\/src\/(?:version|loader\/(?:shared|loader|load-language|element-table)|page\/(?:lookup-controller|stands-in|own-text|page-portal|find-portal|nearest-provider|prefetch|default-src)|style\/(?:tokens|icon|badge-icons)|answer\/doubt|strings\/(?:en|localize)|define-element)\.js$|\/core\/src\/(?:client\/(?:index|create-client|check-answers|misfit|find-remote|handler-remote|transport\/(?:complain|batch|request-json|read-text|within-time))|http\/wire|abort|errors|safe-url|plain-data)\.js$/.test(
      id,
    )
  if (isShared) return 'shared'
  // What cards have in common with the details of a badge comes with these: one file compresses better than two.
  return /\/widgets\/src\/(?:owner-badge\/(?!owner-badge|define)|answer\/|style\/(?!kind-icons)|page\/contact-link|strings\/(?:en-(?:details|shared)|late-words))/.test(
    id,
  )
    ? 'details'
    : undefined
}

/** Style sheets without the spaces that only people need. One before a colon may stand between two selectors. */
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

export default [...packages.map(library), ...(existsSync(scriptTag.input.callboard) ? [scriptTag] : [])]
