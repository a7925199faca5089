import { afterLast, before } from './edit-text.mjs'
import { constant, free } from './names.mjs'
import { Refusal } from './refusal.mjs'

/** What the skeleton imports. */
const used = ['stringifyRef', 'openPortal', 'printJson', 'printTable', 'catalogOptions']

/** A command of `callboard`: its file, its line in the help, its section in the docs. */
export const command = {
  name: 'list-teams',
  about: 'what follows `callboard` on the command line',
  plan(name, read) {
    const run = free('command', name, constant('command', name), used)
    const folder = 'packages/adapters/src/cli'
    if (name === 'help' || read(`${folder}/commands.ts`).includes(`name: '${name}'`))
      throw new Refusal(`There is a command "${name}" already; choose another name.`)
    return {
      create: { [`${folder}/commands/${name}.ts`]: code(name, run), [`${folder}/commands/${name}.test.ts`]: test(name) },
      edit: {
        [`${folder}/commands.ts`]: text => afterLast(text, /^ {2}\{$/, /^\]$/, row(name, run)),
        'docs/cli.md': text => before(text, /^## Config$/, section(name)),
      },
      next: [
        `${folder}/commands/${name}.ts: options, examples and \`run\`.`,
        `${folder}/commands/${name}.test.ts: text, --json, each exit code.`,
        `${folder}/commands.ts: its place in the list, and its summary. docs/cli.md: its section.`,
        `npm run changeset.`,
        `npm run test:unit -- ${folder} test/filled-in.test.ts test/readme.test.ts`,
      ],
    }
  },
}

const row = (name, run) => `  {
    name: '${name}',
    summary: 'FILL IN: List the entities of the catalog',
    load: async () => (await import('./commands/${name}.ts')).${run},
  },
`

const code = (name, run) => `import { stringifyRef } from '@callboard/core'
import { openPortal } from '../open-portal.ts'
import { printJson } from '../output/print-json.ts'
import { printTable } from '../output/print-table.ts'
import type { Command } from '../types.ts'
import { catalogOptions } from '../what-to-read.ts'

export const ${run}: Command = {
  usage: '[PATH…]',
  options: catalogOptions,
  examples: ['callboard ${name} catalog --json'],
  async run(context) {
    const { io, args, json } = context
    const portal = await openPortal(context, { paths: args, needsEntities: true })
    try {
      // FILL IN: what it prints.
      const refs = portal.catalog.query().items.map(({ kind, metadata }) => stringifyRef({ kind, ...metadata }))
      if (json) printJson(io, refs)
      else printTable(io, { heads: ['REF'], rows: refs.map(ref => [ref]) })
      return 0
    } finally {
      await portal.close()
    }
  },
}
`

const test = name => `import { describe, expect, test } from 'vitest'
import { run, runJson } from '../run.fixture.ts'

describe('${name}', () => {
  test('prints a table', async () => {
    const { code, out, err } = await run(['${name}', 'shop'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^REF\\n(?:.+\\n)*component:default\\/cart\\n/)
  })

  test('prints a list as JSON', async () => {
    expect(await runJson(['${name}', 'shop'])).toMatchObject({ code: 0, err: '', value: expect.arrayContaining(['component:default/cart']) })
  })

  test('exits with 2 when there is nothing to read', async () => {
    const { code, out, err } = await run(['${name}', 'empty'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('There are no entities in empty')
  })

  test('exits with 2 for an unknown option', async () => {
    const { code, err } = await run(['${name}', '--nonsense'])
    expect(code).toBe(2)
    expect(err).toContain('--nonsense')
  })
})
`

const section = name => `## \`callboard ${name}\`

FILL IN: Lists the entities of the catalog. \`--json\`: a list of references.

\`\`\`sh
callboard ${name} catalog --json
\`\`\`

Options: \`--catalog\`, \`--exclude\`, \`--config\`, \`--no-config\`.

`
