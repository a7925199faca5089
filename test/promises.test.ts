import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const server = 'packages/core/src/server'
const access = `${server}/access.test.ts`
const badges = `${server}/badge-access.test.ts`
const changes = `${server}/callboard/changes.test.ts`
const cors = `${server}/cors.test.ts`
const errors = `${server}/errors.test.ts`
const handler = `${server}/create-handler.test.ts`
const hosts = `${server}/allowed-host.test.ts`
const limits = `${server}/limits.test.ts`
const pages = `${server}/pages/pages.test.ts`
const reads = `${server}/reads.test.ts`
const files = 'packages/adapters/src/sources/files/files.test.ts'
const descriptorLimits = 'packages/core/src/descriptor/limits.test.ts'

/** By the first cell of a row: the tests that fail where the promise of the row is broken, by file and name. */
type Promised = Readonly<Record<string, readonly (readonly [file: string, name: string])[]>>

const sections: readonly { readonly page: string; readonly heading: string; readonly promised: Promised }[] = [
  {
    page: 'SECURITY.md',
    heading: 'What is defended',
    promised: {
      'code in data': [['test/security.test.ts', 'no source of the packages runs text as code, starts a process or has a template engine']],
      'script in pages': [
        [pages, 'holds nothing inline, whatever entities and portal are called'],
        [pages, 'of a hostile title is well formed and has no element of its making'],
        ['test/script-tag.test.ts', 'renders whole under a strict policy with Trusted Types, without one violation'],
      ],
      'paths that lead outside': [
        [files, 'never lead a neighbour outside, by no way of writing it'],
        [files, 'that appear and disappear while a file is read never lead outside'],
      ],
      'bombs': [
        [limits, 'has at most %s'],
        [limits, 'has at most %s in a predicate'],
        [changes, 'that are merged name no more than a thousand either'],
      ],
      'prototype pollution': [
        [descriptorLimits, 'stay plain data, are reported, and change no prototype'],
        ['packages/core/src/http/parse-predicate.test.ts', 'lets no key of a body become the prototype of what is read'],
      ],
      'terminal control characters': [
        [
          'packages/adapters/src/cli/commands/owner.test.ts',
          'shows names unchanged, but never a control character or a change of text direction',
        ],
      ],
      'requests to internal hosts': [
        ['test/security.test.ts', 'reading a catalog and answering from it opens no connection, whatever addresses stand in descriptors'],
      ],
      'secrets in answers': [
        ['test/security.test.ts', 'a contact of an annotation that holds a key says that it is set up, and the answer not the key'],
        [errors, 'is a bare 500: nothing of it is shown, and the owner of the portal is told'],
        [errors, 'shows no path of the machine and nothing of the trouble, in headers either'],
        [access, 'a caller is nobody where it %s: what it says is not shown, and it is no fault of the portal'],
      ],
    },
  },
  {
    page: 'docs/http.md',
    heading: 'Options',
    promised: {
      '`basePath`': [[handler, 'answers only below where it is mounted']],
      '`assets`': [[handler, 'without the widgets is the API and the index: no script, no embed page']],
      '`cors`': [
        [cors, 'may not ask when it is not listed: neither a part nor more of a listed origin is it'],
        [cors, 'never get credentials with `*`'],
        [cors, 'gets the public badges, the widgets and their pages without `cors`'],
        [cors, 'may ask what it shows, without credentials, and nothing that lists the catalog'],
      ],
      '`authenticate`, `authorize`': [
        [access, '%s is for those it knows, and kept by no shared cache'],
        [access, '`authorize` is asked who, what, and about which entity, without its relations'],
      ],
      '`frameAncestors`': [[pages, 'may be framed by whom the portal says']],
      '`publicBadges`': [[badges, 'are for everybody, while reading needs a sign-in']],
      '`allowedHosts`': [
        [hosts, '%j is answered: %j'],
        [hosts, 'a host that is not allowed gets nothing: no page, no badge, no script, no change, no answer of an API'],
      ],
      '`maxBodyBytes`': [
        [limits, 'of exactly `maxBodyBytes` is read, and of one more refused, whether or not it says its length'],
        [limits, 'is at most a million bytes unless the portal says more'],
      ],
      '`maxFollowers`': [[changes, 'are for so many at once; who leaves makes room']],
      '`heartbeatMs`': [
        [changes, 'a silent stream says that it lives'],
        [changes, 'that nobody reads for three heartbeats end, and make room'],
      ],
      '`onError`': [[errors, 'is told with the request, and nobody need be told']],
    },
  },
  {
    page: 'docs/http.md',
    heading: 'Limits',
    promised: {
      'request body': [
        [limits, 'has at most %s'],
        [limits, 'that says that it is too long is not read at all'],
      ],
      'URL': [[limits, 'an address has at most 65,536 characters']],
      'names or references in one request': [[limits, 'names at most 1000 entities']],
      'predicate': [[limits, 'has at most %s in a predicate']],
      '`fields`; facets; fields of a text search; order fields': [
        [limits, 'asks for at most 1000 `fields`, 100 facets, a text in 50 fields and an order by 10, or by 50 for by-query'],
      ],
      '`validate-entity`': [[limits, 'has an entity of at most 5000 values to validate']],
    },
  },
  {
    page: 'docs/http.md',
    heading: 'Changes',
    promised: {
      '400': [[errors, 'is said in one form everywhere']],
      '401': [
        [access, 'a caller is nobody where it gives %s'],
        [access, 'a write to %s is 401'],
      ],
      '403': [
        [access, 'an entity is removed by nobody who may not: 403, and 404 stays 204 for what they may not see'],
        [hosts, 'a handler with allowedHosts answers other names with 403, and any name without'],
      ],
      '404': [[errors, 'is said in one form everywhere']],
      '405': [[errors, 'a method that is not answered is refused with 405, the same form, and what is answered']],
      '413': [[limits, 'a body that is too long is 413, whether or not it says its length']],
      '500': [[errors, 'is a bare 500: nothing of it is shown, and the owner of the portal is told']],
      '501': [[access, 'a write to %s by somebody it knows has no place here']],
      '503': [[changes, 'are for so many at once; who leaves makes room']],
    },
  },
  {
    page: 'docs/http.md',
    heading: 'Paths',
    promised: {
      '`GET /`': [[pages, 'lists everything with its owner, readable without script']],
      '`GET /callboard.json`': [[handler, 'tells a client what it is']],
      '`GET /callboard.js`, `/callboard/…`': [
        [pages, 'are kept for ever when their name changes with their content, and asked for again otherwise'],
      ],
      '`GET /badge/<kind>/<namespace>/<name>.svg`': [[pages, 'is a picture of the owner, for every page of the web']],
      '`GET /embed/<element>?entity=…`': [[pages, 'of %s holds nothing inline, and its policy allows only its own files']],
      '`/api/callboard/v1/…`': [[reads, 'every address that is read is tried here']],
      '`/api/catalog/…`': [['test/golden-replay.test.ts', 'are answered alike, but for six that are meant to differ']],
    },
  },
]

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

/** The first cells of the tables below a heading. */
function rowsOf(page: string, heading: string): readonly string[] {
  const [, section = ''] = read(page).split(new RegExp(`^#+ ${heading}$`, 'm'))
  const [below = ''] = section.split(/^#+ /m)
  const cells = below.split('\n').flatMap(line => (line.startsWith('| ') ? [line.slice(2).split(' |', 1)[0] ?? ''] : []))
  // A table begins with its heads and a rule.
  return cells.filter((cell, i) => !cell.startsWith('---') && cells[i + 1]?.startsWith('---') !== true)
}

describe.each(sections)('$page, $heading', ({ page, heading, promised }) => {
  test('each row has tests that are named here', () => {
    expect(Object.keys(promised).toSorted()).toEqual(rowsOf(page, heading).toSorted())
  })

  test('each test that is named here is there', () => {
    const missing = Object.values(promised)
      .flat()
      .filter(([file, name]) => !read(file).includes(name.includes("'") ? `"${name}"` : `'${name}'`))
    expect(missing).toEqual([])
  })
})
