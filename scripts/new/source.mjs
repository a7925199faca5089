import { before } from './edit-text.mjs'
import { constant, free, heading, pascal } from './names.mjs'
import { Refusal } from './refusal.mjs'

/** What the skeleton and its examples import or declare at the top level. */
const used = [
  'createCatalog',
  'describeSource',
  'describe',
  'expect',
  'test',
  'globalThis',
  'catalog',
  'exampleUrl',
  'exampleGroup',
  'exampleAnswer',
  'exampleFetch',
  'fakeFetch',
  'readWith',
]

/** A source of the adapters: its folder, its subpath, its section in the docs. */
export const source = {
  name: 'code-search',
  about: 'where descriptors come from',
  plan(name, read) {
    const make = free('source', name, constant('source', name), used)
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
        `npm run test:unit -- packages/adapters/src/sources test/filled-in.test.ts test/flow.test.ts test/public-api.test.ts test/readme.test.ts`,
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
      if (signal.aborted) return []
      throw new CallboardError('unreachable', \`\${host} does not answer\`, { cause: error })
    }
    if (!response.ok) throw new CallboardError('unreachable', \`\${host} answered with status \${String(response.status)}\`)
    let value: unknown
    try {
      value = await response.json()
    } catch (error) {
      if (signal.aborted) return []
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

const exampleUrl = 'https://catalog.example.com/entities.json?token=secret'
const exampleGroup = (name: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})
const exampleAnswer = JSON.stringify(['payments', 'web', 'platform'].map(exampleGroup))
const fakeFetch =
  (body: string, status = 200): typeof globalThis.fetch =>
  async (_, init) => {
    init?.signal?.throwIfAborted()
    return new Response(body, { status })
  }
const readWith = async (exampleFetch: typeof globalThis.fetch): Promise<Catalog> =>
  await createCatalog({ sources: [${make}({ url: exampleUrl, fetch: exampleFetch })] })

describeSource('${name}', {
  create: () => ${make}({ url: exampleUrl, fetch: fakeFetch(exampleAnswer) }),
  createUnreachable: () => ${make}({ url: exampleUrl, fetch: fakeFetch('', 503) }),
  paths: ['entity-1', 'entity-2', 'entity-3'],
  failures: {},
})

test('its entities are in the catalog, with their locations', async () => {
  const found = await readWith(fakeFetch(exampleAnswer))
  expect(found.get('group:default/web')?.metadata.annotations).toMatchObject({
    'backstage.io/managed-by-location': 'url:https://catalog.example.com/entities.json',
  })
})

describe('says why it cannot be read, without credentials,', () => {
  test.each<[string, typeof globalThis.fetch]>([
    ['when it is refused access', fakeFetch('', 401)],
    ['when the answer is cut off', fakeFetch(exampleAnswer.slice(0, -20))],
    ['when the answer is something else', fakeFetch('{}')],
    ['when the server cannot be reached', async () => await Promise.reject(new TypeError('fetch failed'))],
  ])('%s', async (_, exampleFetch) => {
    const [state] = (await readWith(exampleFetch)).sources
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
| \`url\` | the URL of the list |
| \`name\` | its name in diagnostics. Default \`${name}\` |
| \`fetch\` | the function that makes the requests. Default: the global one |

If the URL does not answer, refuses access, or returns something other than a list, \`catalog.sources\` reports it. Its last
good entities are kept, stale.

`
