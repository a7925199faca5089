import { join } from 'node:path'
import { rollup, type InputPluginOption, type ManualChunksOption } from 'rollup'
import { expect, test } from 'vitest'

interface JoinChunks {
  readonly joinChunks: (
    options: { readonly input: readonly string[]; readonly plugins: InputPluginOption },
    joined: Readonly<Record<string, { readonly needs: string; readonly own?: boolean; readonly spare?: string }>>,
  ) => Promise<ManualChunksOption>
}

/** A page loads `entry`, which fetches `start`, which fetches elements: `badge` with its `details`, `link` and `card`. */
const modules: Readonly<Record<string, string>> = {
  '/entry.js': "import('./start.js')",
  '/start.js': "import './base.js'; import('./badge.js'); import('./link.js'); import('./card.js'); console.log('start')",
  '/badge.js': "import './base.js'; import './lookup.js'; console.log('badge'); import('./details.js')",
  '/link.js': "import './lookup.js'; import './href.js'; console.log('link')",
  '/card.js': "import './lookup.js'; import './href.js'; import './panel.js'; console.log('card')",
  '/details.js': "import './lookup.js'; import './href.js'; import './panel.js'; console.log('details')",
  '/base.js': "console.log('base')",
  '/lookup.js': "console.log('lookup')",
  '/href.js': "console.log('href')",
  '/panel.js': "console.log('panel')",
}
const options = {
  input: ['/entry.js'],
  plugins: [
    {
      name: 'modules',
      resolveId: (id: string): string => id.replace(/^\.?\//, '/'),
      load: (id: string): string | undefined => modules[id],
    },
  ],
}

async function chunks(joined: Parameters<JoinChunks['joinChunks']>[1]): Promise<readonly string[]> {
  const { joinChunks } = (await import(join(import.meta.dirname, '..', 'packages', 'widgets', 'scripts', 'join-chunks.mjs'))) as JoinChunks
  const bundle = await rollup(options)
  const { output } = await bundle.generate({
    format: 'es',
    manualChunks: await joinChunks(options, joined),
    onlyExplicitManualChunks: true,
  })
  return output.map(chunk => (chunk.type === 'chunk' ? chunk.moduleIds.map(id => id.slice(1, -3)).join(' ') : '')).sort()
}

test('the dependencies of a module are one file, and its own code is separate when requested', async () => {
  expect(await chunks({ shared: { needs: 'badge', own: false } })).toEqual([
    'badge',
    'base start lookup',
    'card',
    'details',
    'entry',
    'href',
    'link',
    'panel',
  ])
})

test('a file does not include what another module needs, which would load the rest too', async () => {
  const shared = { needs: 'badge', own: false }
  expect(await chunks({ shared, details: { needs: 'details' } })).toContain('href panel details')
  expect(await chunks({ shared, details: { needs: 'details', spare: 'link' } })).toEqual(
    expect.arrayContaining(['panel details', 'href', 'link']),
  )
})

test('a missing module is an error', async () => {
  await expect(chunks({ shared: { needs: 'gone' } })).rejects.toThrow('gone')
})
