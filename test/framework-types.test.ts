import { join } from 'node:path'
import { expect, test } from 'vitest'

interface FrameworkTypes {
  readonly frameworkTypes: (manifest: unknown) => Readonly<Record<string, string>>
}

const manifest = {
  modules: [
    {
      declarations: [
        {
          tagName: 'acme-box',
          description: 'A box.',
          attributes: [
            { name: 'level', type: { text: 'number' } },
            { name: 'inline', type: { text: 'boolean' } },
            { name: 'entity-url', type: { text: 'string' } },
          ],
          events: [{ name: 'callboard-load', type: { text: 'CallboardLoadEvent' } }],
        },
      ],
    },
  ],
}

async function types(): Promise<Readonly<Record<string, string>>> {
  const script = join(import.meta.dirname, '..', 'packages', 'widgets', 'scripts', 'framework-types.mjs')
  const { frameworkTypes } = (await import(script)) as FrameworkTypes
  return frameworkTypes(manifest)
}

test('a number can be written as text, as in markup', async () => {
  const made = await types()
  for (const name of ['react.d.ts', 'solid.d.ts', 'svelte.d.ts', 'vue.d.ts']) {
    // oxlint-disable-next-line no-template-curly-in-string -- the type of text that is a number
    expect(made[name], name).toContain("'level'?: number | `${number}` | undefined")
    expect(made[name], name).toContain("'inline'?: boolean | undefined")
  }
})

test('an attribute of two words has the name that the framework expects', async () => {
  const made = await types()
  for (const name of ['react.d.ts', 'solid.d.ts', 'svelte.d.ts']) expect(made[name], name).toContain("'entity-url'?: string | undefined")
  expect(made['vue.d.ts']).toContain("'entityUrl'?: string | undefined")
})

test('the attributes of every HTML element are included if the framework lacks them', async () => {
  const made = await types()
  expect(made['react.d.ts']).toMatch(/interface ElementAttributes extends DetailedHTMLProps[^]*?class\?: string/)
  expect(made['react.d.ts']).toContain("'acme-box': ElementAttributes & AcmeBoxAttributes")
  expect(made['vue.d.ts']).toMatch(/interface ElementAttributes extends HTMLAttributes, ReservedProps \{[^]*?slot\?: string/)
  expect(made['vue.d.ts']).toContain("'acme-box': new () => { readonly $props: ElementAttributes & AcmeBoxAttributes }")
})

test('Angular, which reads the DOM interfaces, gets them with one import', async () => {
  expect((await types())['angular.d.ts']).toContain("export type { CallboardLoadEvent } from '../dist/index.js'")
})
