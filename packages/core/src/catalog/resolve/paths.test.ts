import { describe, expect, test } from 'vitest'
import { memory } from '../../source/memory.ts'
import { createCatalog } from '../create-catalog.ts'
import type { Catalog } from '../catalog.ts'

const group = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [] },
})
const component = (name: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: service, lifecycle: production, owner: pay }\n`

const rules = `*                       @acme/all
*.js                    @acme/js
/services/pay/          @acme/pay
/Audit\\ Logs/           @acme/audit
/src/My\\ Tool/run\\ me.sh @acme/tools
/src/api/handler.go     @acme/api
/src/**/models/         @acme/models
/src/Acme.Billing/      @acme/billing
/gradlew                @acme/build
`

const catalogOf = async (codeowners = rules, files: Record<string, string> = {}): Promise<Catalog> =>
  await createCatalog({ sources: [memory({ entities: [group('all')], files, neighbours: { CODEOWNERS: codeowners } })] })

interface Answer {
  readonly owner: string | undefined
  readonly file: string | undefined
  readonly confidence: string
  readonly note: string | undefined
}
const ask = (catalog: Catalog, query: string): Answer => {
  const { owner, file, match } = catalog.owner(query)
  return { owner: owner?.name, file, confidence: match.confidence, note: match.note }
}

describe('a path is understood', async () => {
  const catalog = await catalogOf()

  test.each([
    ['services/pay/a.go', 'pay', 'services/pay/a.go'],
    ['./services/pay/a.go', 'pay', 'services/pay/a.go'],
    ['/services/pay/a.go', 'pay', 'services/pay/a.go'],
    ['services/pay/./x/../a.go', 'pay', 'services/pay/a.go'],
    ['services//pay/a.go', 'pay', 'services/pay/a.go'],
    ['services\\pay\\a.go', 'pay', 'services/pay/a.go'],
    ['.\\services\\pay\\a.go', 'pay', 'services/pay/a.go'],
    ['"services/pay/a.go"', 'pay', 'services/pay/a.go'],
    ['`services/pay/a.go`', 'pay', 'services/pay/a.go'],
    ['services/pay/', 'pay', 'services/pay/'],
    ['services/pay', 'pay', 'services/pay/'],
    ['services/pay/Makefile', 'pay', 'services/pay/Makefile'],
    ['services/pay/run', 'pay', 'services/pay/run'],
    ['Audit Logs/2026/a.log', 'audit', 'Audit Logs/2026/a.log'],
    ['Audit\\ Logs/2026/a.log', 'audit', 'Audit Logs/2026/a.log'],
    ['/Audit Logs/2026/a b.log', 'audit', '/Audit Logs/2026/a b.log'.slice(1)],
    ['Audit Logs/', 'audit', 'Audit Logs/'],
    ['Audit Logs/2026', 'audit', 'Audit Logs/2026'],
    ['src/My Tool/run me.sh', 'tools', 'src/My Tool/run me.sh'],
    ['a file.js', 'js', 'a file.js'],
    ['index.js', 'js', 'index.js'],
    ['gradlew', 'build', 'gradlew'],
    ['./gradlew', 'build', 'gradlew'],
    ['src/Acme.Billing', 'billing', 'src/Acme.Billing/'],
    ['"services/pay/na\\303\\257ve.go"', 'pay', 'services/pay/naïve.go'],
  ])('%s', (query, owner, file) => {
    expect(ask(catalog, query)).toEqual({ owner, file, confidence: 'exact', note: undefined })
  })

  test.each([
    ['src/a.js:10', 'js', 'src/a.js', ':10'],
    ['src/a.js:10:5', 'js', 'src/a.js', ':10:5'],
    ['src/a.js:10:5: error: unexpected token', 'js', 'src/a.js', ':10:5: error: unexpected token'],
    ['src/a.js:10-20', 'js', 'src/a.js', ':10-20'],
    ['src/a.js#L12', 'js', 'src/a.js', '#L12'],
    ['src/a.js#L12-L20', 'js', 'src/a.js', '#L12-L20'],
    ['src/a.js(10,5)', 'js', 'src/a.js', '(10,5)'],
    ['src/a.js(10,5): error TS1005', 'js', 'src/a.js', '(10,5): error TS1005'],
    ['a.js:10', 'js', 'a.js', ':10'],
    ['File "src/a.js", line 10, in main', 'js', 'src/a.js', ', line 10, in main'],
    ['"src/a.js", line 10', 'js', 'src/a.js', ', line 10'],
    ['src/a.js on line 10', 'js', 'src/a.js', 'on line 10'],
    ['at run (src/a.js:10:5)', 'js', 'src/a.js', ':10:5'],
    ['at src/a.js:10:5', 'js', 'src/a.js', ':10:5'],
    ['src/api/handler.go:88 +0x1d', 'api', 'src/api/handler.go', ':88 +0x1d'],
    ['  --> src/api/handler.go:88:1', 'api', 'src/api/handler.go', ':88:1'],
    ["services/pay/a.rb:12:in `run'", 'pay', 'services/pay/a.rb', ":12:in `run'"],
    ['services\\pay\\a.cs(7)', 'pay', 'services/pay/a.cs', '(7)'],
    ['a/services/pay/a.go', 'pay', 'services/pay/a.go', 'a/'],
    ['+++ b/services/pay/a.go', 'pay', 'services/pay/a.go', 'b/'],
    ['/home/ann/work/shop/services/pay/a.go', 'pay', 'services/pay/a.go', '/home/ann/work/shop/'],
    ['C:\\work\\shop\\services\\pay\\a.go', 'pay', 'services/pay/a.go', '/work/shop/'],
    ['file:///home/ann/shop/services/pay/a%20b.go', 'pay', 'services/pay/a b.go', '/home/ann/shop/'],
    ['../../services/pay/a.go', 'pay', 'services/pay/a.go', '../../'],
    ['~/work/shop/services/pay/a.js', 'pay', 'services/pay/a.js', '~/work/shop/'],
    ['$HOME/shop/services/pay/a.js:10', 'pay', 'services/pay/a.js', '$HOME/shop/'],
    ['${GITHUB_WORKSPACE}/services/pay/a.js', 'pay', 'services/pay/a.js', '${GITHUB_WORKSPACE}/'],
    ['%UserProfile%\\shop\\services\\pay\\a.js', 'pay', 'services/pay/a.js', '%UserProfile%/shop/'],
    ['origin/main:services/pay/a.js', 'pay', 'services/pay/a.js', 'origin/main:'],
    [' services/pay/a.js | 10 +++---', 'pay', 'services/pay/a.js', '| 10 +++---'],
    ['services/pay/a.png | Bin 0 -> 712 bytes', 'pay', 'services/pay/a.png', '| Bin 0 -> 712 bytes'],
  ])('%s, without its surroundings', (query, owner, file, removed) => {
    const answer = ask(catalog, query)
    expect(answer).toMatchObject({ owner, file, confidence: 'high' })
    expect(answer.note).toContain(`Read as the path ${file}, without "${removed}"`)
  })

  test('a path in a log line is the word that looks like one', () => {
    expect(ask(catalog, 'cannot open services/pay/a.js today')).toMatchObject({
      owner: 'pay',
      file: 'services/pay/a.js',
      confidence: 'high',
    })
    expect(ask(catalog, 'cannot copy services/pay/a.js to src/api/b.js').file).toBe('cannot copy services/pay/a.js to src/api/b.js')
  })

  test.each([
    ['services%2Fpay%2Fa.js', 'pay', 'services/pay/a.js'],
    ['Audit%20Logs/2026/a.js', 'audit', 'Audit Logs/2026/a.js'],
    ['src/%2e%2e/services/pay/a.js', 'pay', 'services/pay/a.js'],
  ])('%s, as in a URL, is decoded if that matches more', (query, owner, file) => {
    expect(ask(catalog, query)).toEqual({ owner, file, confidence: 'high', note: `Read as the path ${file}, decoded.` })
  })

  test('percent signs, tildes and variables in CODEOWNERS itself are literal', async () => {
    const own = await catalogOf('* @acme/all\n/a%20b/ @acme/pay\n/a\\ b/ @acme/js\n/~/ @acme/api\n/$HOME/ @acme/build\n/pay/ @acme/tools\n')
    expect(ask(own, 'a%20b/x.js')).toMatchObject({ owner: 'pay', confidence: 'exact' })
    expect(ask(own, '~/pay/x.js')).toMatchObject({ owner: 'api', confidence: 'exact' })
    expect(ask(own, '$HOME/pay/x.js')).toMatchObject({ owner: 'build', confidence: 'exact' })
  })

  test('a path from a home folder without any known folder is uncertain', () => {
    for (const query of ['~/notes/a.js', '~/a.js', '$HOME/a/b.js'])
      expect(ask(catalog, query)).toMatchObject({
        owner: 'js',
        confidence: 'low',
        note: `It is not known which part of ${query} is the repository.`,
      })
  })

  test('a folder that only a wildcard matches is read as a folder, and the note says so', () => {
    expect(ask(catalog, 'src/a/b/models')).toEqual({
      owner: 'models',
      file: 'src/a/b/models/',
      confidence: 'high',
      note: 'Read as the folder src/a/b/models/.',
    })
    expect(ask(catalog, 'src/a/b/models/')).toMatchObject({ owner: 'models', confidence: 'exact' })
    expect(ask(catalog, 'src/a/b/models/x.rb')).toMatchObject({ owner: 'models', confidence: 'exact' })
  })

  test('a prefix of a path that is a known folder is kept', async () => {
    const own = await catalogOf('/a/ @acme/a\n/services/ @acme/pay\n* @acme/all\n/a/lib/ @acme/lib\n')
    expect(ask(own, 'a/lib/x.go')).toMatchObject({ owner: 'lib', confidence: 'exact' })
    expect(ask(own, 'b/services/x.go')).toMatchObject({ owner: 'all', file: 'b/services/x.go' })
  })
})

describe('what only a catch-all rule matches', async () => {
  const catalog = await catalogOf('* @acme/all\n/docs/ @acme/writers\n')

  test.each(['README.md', 'go.mod', 'src/README.md', './README.md', 'Makefile', '.gitignore', 'src/x/y.kt', '/src/x.go'])(
    '%s is answered: no other rule can be meant where the name is a file’s',
    query => {
      expect(ask(catalog, query)).toMatchObject({ owner: 'all', confidence: 'exact', note: undefined })
    },
  )

  test.each(['src/x/', '/src/x', './src/x', 'src/Acme.Core', 'src/a.b.c'])('%s may be a folder or not exist: a note says so', query => {
    expect(ask(catalog, query)).toMatchObject({ owner: 'all', confidence: 'high' })
    expect(ask(catalog, query).note).toMatch(/^Only the catch-all rule `\*` of CODEOWNERS matches /)
  })

  test('is less certain if nothing looks like a file', () => {
    expect(ask(catalog, 'src/something')).toMatchObject({ owner: 'all', confidence: 'low' })
  })

  test('is not a file if it may be a name', () => {
    for (const query of ['zebra', '@acme/nobody', 'payments:8080', 'https://example.com/a.js']) {
      expect(catalog.owner(query)).toMatchObject({ state: 'not-found' })
    }
  })

  test('an absolute path of another machine has low confidence', () => {
    const answer = ask(catalog, '/home/ann/shop/src/a.rs')
    expect(answer).toMatchObject({ owner: 'all', confidence: 'low' })
    expect(answer.note).toBe('It is not known which part of home/ann/shop/src/a.rs is the repository.')
  })
})

describe('a name and a path', () => {
  test('an entity with exactly that name wins over a file', async () => {
    const catalog = await catalogOf('* @acme/all\n', { 'x.yaml': component('README.md') })
    expect(catalog.owner('README.md').entity?.ref).toBe('component:default/readme.md')
    expect(catalog.owner('./README.md')).toMatchObject({ file: 'README.md', owner: { name: 'all' } })
  })

  test('a file name is not read as the host of an entity', async () => {
    const catalog = await catalogOf('* @acme/all\n', { 'x.yaml': component('go') })
    expect(catalog.owner('go.mod')).toMatchObject({ file: 'go.mod', owner: { name: 'all' } })
    expect(catalog.owner('go.prod.example.com').entity?.ref).toBe('component:default/go')
  })

  test('the folder of a component belongs to it, with and without a slash', async () => {
    const catalog = await catalogOf('/docs/ @acme/writers\n', { 'libs/cart/catalog-info.yaml': component('cart') })
    for (const query of ['libs/cart', 'libs/cart/', 'libs/cart/a.ts', 'libs\\cart\\a.ts']) {
      expect(catalog.owner(query)).toMatchObject({
        entity: { ref: 'component:default/cart' },
        owner: { name: 'pay' },
        match: { confidence: 'exact' },
      })
    }
  })
})
