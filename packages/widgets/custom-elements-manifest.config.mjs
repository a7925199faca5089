// The manifest of the elements for editors, derived from the comments of their classes: `cem analyze`, run by scripts/manifest.mjs.
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration'
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration'
import { readFileSync } from 'node:fs'
import { elementTable } from './src/loader/element-table.ts'

const outdir = 'editor'

export default {
  globs: Object.keys(elementTable).map(name => `src/${name}/*.ts`),
  exclude: ['src/**/*.test.ts', 'src/**/*.styles.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    definitions(),
    customElementVsCodePlugin({ outdir, hideLogs: true }),
    customElementJetBrainsPlugin({ outdir, packageJson: false, hideLogs: true }),
  ],
}

/** The custom properties that a page may set, read from the token files. A default that is computed from others has no text. */
function cssProperties() {
  return ['tokens', 'panel-tokens'].flatMap(file => {
    const text = readFileSync(new URL(`src/style/${file}.ts`, import.meta.url), 'utf8')
    return [...text.matchAll(/\/\*\* (.+) \*\/\nexport const \w+: CSSResult = token\(\s*'([\w-]+)',\s*(?:'(.+)'|"(.+)"|`.+`),?\s*\)/g)].map(
      ([, description, name, value, quoted]) => ({ name: `--callboard-${name}`, description, default: value ?? quoted }),
    )
  })
}

/** The analyzer does not know `defineElement` in `define.ts`: the folder is the tag name. */
function definitions() {
  return {
    name: 'callboard-definitions',
    moduleLinkPhase({ moduleDoc }) {
      const tagName = /^src\/([a-z-]+)\/\1\.ts$/.exec(moduleDoc.path)?.[1]
      moduleDoc.declarations = (moduleDoc.declarations ?? []).filter(({ kind }) => kind === 'class')
      for (const declaration of moduleDoc.declarations) {
        if (tagName === undefined) continue
        declaration.tagName = tagName
        declaration.customElement = true
        declaration.members = (declaration.members ?? []).filter(
          member => member.privacy !== 'private' && member.static !== true && !member.name.startsWith('#'),
        )
        if (declaration.cssParts?.length > 0) declaration.cssProperties = cssProperties()
        const events = (declaration.events ?? []).filter(({ name }) => name !== undefined)
        declaration.events = [...new Map(events.map(event => [event.name, event])).values()]
        moduleDoc.exports = [
          ...(moduleDoc.exports ?? []),
          { kind: 'custom-element-definition', name: tagName, declaration: { name: declaration.name, module: moduleDoc.path } },
        ]
      }
    },
  }
}
