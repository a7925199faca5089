import { before } from './edit-text.mjs'
import { constant, heading, kebab, pascal } from './names.mjs'
import { Refusal } from './refusal.mjs'

/** A source of the adapters: its folder, its subpath, its section in the docs. */
export const source = {
  name: 'code-search',
  about: 'where descriptors come from',
  plan(name, read) {
    const make = constant('source', kebab('source', name))
    const folder = `packages/adapters/src/sources/${name}`
    const manifest = 'packages/adapters/package.json'
    if (Object.hasOwn(JSON.parse(read(manifest)).exports, `./${name}`))
      throw new Refusal(`There is a subpath @callboard/adapters/${name} already; choose another name.`)
    const words = { name, make, options: `${pascal(name)}Options`, title: heading(name) }
    return {
      create: { [`${folder}/${name}.ts`]: code(words), [`${folder}/${name}.test.ts`]: test(words) },
      edit: {
        [manifest]: text => withSubpath(text, name),
        'docs/sources.md': text => before(text, /^## Memory$/, section(words)),
      },
      next: [
        `${folder}/${name}.ts: what it reads, and from where.`,
        `${folder}/${name}.test.ts: a realistic answer, a refused one, and one that is cut off.`,
        `docs/sources.md: its section.`,
        `npm run public-api, and npm run changeset.`,
        `npm run test:unit -- ${folder} test/flow.test.ts test/readme.test.ts test/public-api.test.ts`,
      ],
    }
  },
}

function withSubpath(text, name) {
  const manifest = JSON.parse(text)
  const entry = {
    '@callboard/source': `./src/sources/${name}/${name}.ts`,
    'types': `./dist/sources/${name}/${name}.d.ts`,
    'default': `./dist/sources/${name}/${name}.js`,
  }
  const exports = Object.entries(manifest.exports).flatMap(([path, to]) =>
    (path === './node' ? [[`./${name}`, entry]] : []).concat([[path, to]]),
  )
  return `${JSON.stringify({ ...manifest, exports: Object.fromEntries(exports) }, undefined, 2)}\n`
}

const code = ({ name, make, options }) => `import { CallboardError, type Source } from '@callboard/core'

/** What \`${make}\` accepts. */
export interface ${options} {
  /** The URL of the descriptors. */
  readonly url: string
  /** The name of the source in diagnostics and in \`sources\`. @default '${name}' */
  readonly name?: string | undefined
  /** The function that makes the requests. @default the global one */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * FILL IN: Descriptors from a JSON list at a URL.
 *
 * @example
 * const catalog = await createCatalog({ sources: [${make}({ url: 'https://catalog.example.com/entities.json' })] })
 */
export function ${make}({ url, name = '${name}', fetch = globalThis.fetch }: ${options}): Source {
  if (!URL.canParse(url)) throw new CallboardError('invalid-options', '${make}(): \`url\` must be a URL')
  const { host, origin, pathname } = new URL(url)

  const load = async (signal: AbortSignal): Promise<readonly unknown[]> => {
    let response: Response
    try {
      response = await fetch(url, { signal })
    } catch (error) {
      throw new CallboardError('unreachable', \`\${host} does not answer\`, { cause: error })
    }
    if (!response.ok) throw new CallboardError('unreachable', \`\${host} answered with status \${String(response.status)}\`)
    let value: unknown
    try {
      value = await response.json()
    } catch (error) {
      throw new CallboardError('unexpected-answer', \`\${host} did not answer with JSON\`, { cause: error })
    }
    if (!Array.isArray(value)) throw new CallboardError('unexpected-answer', \`\${host} did not answer with a list\`)
    return value as readonly unknown[]
  }

  return {
    name,

    async *read({ signal }) {
      for (const [index, value] of (await load(signal)).entries()) {
        if (signal.aborted) return
        yield { type: 'object', path: \`entity-\${String(index + 1)}\`, value, location: \`url:\${origin}\${pathname}\` }
      }
    },
  }
}
`

const test = ({ name, make }) => `import { createCatalog, type Catalog } from '@callboard/core'
import { describeSource } from '@callboard/core/testing'
import { describe, expect, test } from 'vitest'
import { ${make} } from './${name}.ts'

const url = 'https://catalog.example.com/entities.json?token=secret'
const group = (name: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})
const answer = JSON.stringify([group('payments'), group('web'), group('platform')])
const answering =
  (body: string, status = 200): typeof fetch =>
  async () =>
    new Response(body, { status })
const read = async (fetch: typeof globalThis.fetch): Promise<Catalog> => await createCatalog({ sources: [${make}({ url, fetch })] })

describeSource('${name}', {
  create: () => ${make}({ url, fetch: answering(answer) }),
  createUnreachable: () => ${make}({ url, fetch: answering('', 503) }),
  paths: ['entity-1', 'entity-2', 'entity-3'],
})

test('its entities are in the catalog, with their locations', async () => {
  const catalog = await read(answering(answer))
  expect(catalog.get('group:default/web')?.metadata.annotations).toMatchObject({
    'backstage.io/managed-by-location': 'url:https://catalog.example.com/entities.json',
  })
})

describe('says why it cannot be read, without credentials,', () => {
  test.each<[string, typeof fetch]>([
    ['when it is refused access', answering('', 401)],
    ['when the answer is cut off', answering(answer.slice(0, -20))],
    ['when the answer is something else', answering('{}')],
    ['when the server cannot be reached', async () => await Promise.reject(new TypeError('fetch failed'))],
  ])('%s', async (_, fetch) => {
    const [state] = (await read(fetch)).sources
    expect(state).toMatchObject({ because: expect.stringContaining('catalog.example.com'), entities: 0 })
    expect(state?.because).not.toContain('secret')
  })
})

test('an invalid URL is rejected at once', () => {
  expect(() => ${make}({ url: 'catalog' })).toThrow(expect.objectContaining({ code: 'invalid-options' }))
})
`

const section = ({ name, make, title }) => `## ${title}

\`${make}(options)\` of \`@callboard/adapters/${name}\` FILL IN: reads descriptors from a JSON list.

\`\`\`ts
import { ${make} } from '@callboard/adapters/${name}'
import { createCatalog } from '@callboard/core'

const catalog = await createCatalog({
  sources: [${make}({ url: 'https://catalog.example.com/entities.json' })],
  refreshEveryMs: 60_000,
})
\`\`\`

| option | |
| --- | --- |
| \`url\` | where the descriptors are |
| \`name\` | how diagnostics call it. Default \`${name}\` |
| \`fetch\` | what makes the requests. Default: the global one |

When it fails: a URL that does not answer, refuses access, or answers with something else is reported in \`catalog.sources\`;
what it held before stays, stale.

`
