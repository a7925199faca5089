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

/** By the first cell of a row: the tests that fail when the promise of the row is broken, by file and name. */
type Promised = Readonly<Record<string, readonly (readonly [file: string, name: string])[]>>

const sections: readonly { readonly page: string; readonly heading: string; readonly promised: Promised }[] = [
  {
    page: 'SECURITY.md',
    heading: 'What is defended',
    promised: {
      'code in data': [
        ['test/security.test.ts', 'no source file of the packages runs text as code, starts a process or uses a template engine'],
      ],
      'script in pages': [
        [pages, 'has nothing inline, whatever the names of entities and portal'],
        [pages, 'with a hostile title is well formed and has no injected element'],
        ['test/script-tag.test.ts', 'renders completely under a strict policy with Trusted Types, without a violation'],
      ],
      'paths that lead outside': [
        [files, 'never let a neighbour lead outside, however its path is written'],
        [files, 'that appear and disappear while a file is read never lead outside'],
      ],
      'bombs': [
        [limits, 'has at most %s'],
        [limits, 'has at most %s in a predicate'],
        [changes, 'that are merged list no more than a thousand references either'],
      ],
      'prototype pollution': [
        [descriptorLimits, 'stay plain data, are reported, and change no prototype'],
        ['packages/core/src/http/parse-predicate.test.ts', 'does not let a key in a body become a prototype'],
      ],
      'terminal control characters': [
        [
          'packages/adapters/src/cli/commands/owner.test.ts',
          'shows names unchanged, but never a control character or a change of text direction',
        ],
      ],
      'requests to internal hosts': [
        ['test/security.test.ts', 'reading a catalog and answering from it opens no connection, whatever URLs are in descriptors'],
      ],
      'secrets in answers': [
        [
          'test/security.test.ts',
          'a contact from an annotation with a key says that it is configured, and the answer does not contain the key',
        ],
        [errors, 'is a bare 500: nothing about it is shown, and `onError` is called'],
        [errors, 'reveals no path of the machine and no details, not even in headers'],
        [access, 'a caller is unknown when it %s: its message is not shown, and it is not an internal error'],
      ],
    },
  },
  {
    page: 'docs/http.md',
    heading: 'Options',
    promised: {
      '`basePath`': [[handler, 'answers only below its base path']],
      '`assets`': [[handler, 'without the widgets is the API and the index: no script, no embed page']],
      '`cors`': [
        [cors, 'is not allowed if it is not listed: a part or an extension of a listed origin does not match'],
        [cors, 'never get credentials with `*`'],
        [cors, 'gets the public badges, the widgets and their pages without `cors`'],
        [cors, 'may call the routes that it needs, without credentials, but none that lists the catalog'],
      ],
      '`authenticate`, `authorize`': [
        [access, '%s is only for known callers, and not kept by shared caches'],
        [access, '`authorize` gets the caller, the action and the entity without its relations'],
      ],
      '`frameAncestors`': [[pages, 'may be framed by the sites that the portal allows']],
      '`publicBadges`': [[badges, 'are for everyone, while reading requires sign-in']],
      '`allowedHosts`': [
        [hosts, '%j is accepted: %j'],
        [hosts, 'a host that is not allowed gets nothing: no page, badge, script, change or API answer'],
      ],
      '`maxBodyBytes`': [
        [limits, 'of exactly `maxBodyBytes` is read, and of one more rejected, with or without content-length'],
        [limits, 'is at most a million bytes by default'],
      ],
      '`maxFollowers`': [[changes, 'have a limited number of followers; leaving makes room']],
      '`heartbeatMs`': [
        [changes, 'a silent stream sends heartbeats'],
        [changes, 'that are not read for three heartbeats end, and make room'],
      ],
      '`onError`': [[errors, 'is reported with the request, and `onError` is optional']],
    },
  },
  {
    page: 'docs/http.md',
    heading: 'Limits',
    promised: {
      'request body': [
        [limits, 'has at most %s'],
        [limits, 'with too large a content-length is not read at all'],
      ],
      'URL': [[limits, 'a URL has at most 65,536 characters']],
      'names or references in one request': [[limits, 'lists at most 1000 entities']],
      'predicate': [[limits, 'has at most %s in a predicate']],
      '`fields`; facets; fields of a text search; order fields': [
        [limits, 'has at most 1000 `fields`, 100 facets, 50 text fields and 10 order fields, or 50 for by-query'],
      ],
      '`validate-entity`': [[limits, 'has an entity of at most 5000 values to validate']],
    },
  },
  {
    page: 'docs/http.md',
    heading: 'Changes',
    promised: {
      '400': [[errors, 'gets an error in the same form everywhere']],
      '401': [
        [access, 'a caller is unknown when it returns %s'],
        [access, 'a write to %s is 401'],
      ],
      '403': [
        [access, 'an entity is not removed without permission: 403, or 204 for a hidden entity'],
        [hosts, 'a handler with allowedHosts answers 403 for other names; without it, all names are accepted'],
      ],
      '404': [[errors, 'gets an error in the same form everywhere']],
      '405': [[errors, 'a method that is not supported is refused with 405, in the same form, with the supported ones']],
      '413': [[limits, 'a body that is too long is 413, with or without content-length']],
      '500': [[errors, 'is a bare 500: nothing about it is shown, and `onError` is called']],
      '501': [[access, 'a write to %s by a known caller is not implemented']],
      '503': [[changes, 'have a limited number of followers; leaving makes room']],
    },
  },
  {
    page: 'docs/http.md',
    heading: 'Paths',
    promised: {
      '`GET /`': [[pages, 'lists everything with its owner, readable without script']],
      '`GET /callboard.json`': [[handler, 'tells a client its type']],
      '`GET /callboard.js`, `/callboard/…`': [
        [pages, 'are cached forever if their name changes with their content, and revalidated otherwise'],
      ],
      '`GET /badge/<kind>/<namespace>/<name>.svg`': [[pages, 'is an image of the owner, for every page on the web']],
      '`GET /embed/<element>?entity=…`': [[pages, 'of %s has nothing inline, and its policy allows only its own files']],
      '`/api/callboard/v1/…`': [[reads, 'every path that is read is tested here']],
      '`/api/catalog/…`': [['test/golden-replay.test.ts', 'are reproduced, except for six deliberate differences']],
    },
  },
]

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

/** The first cells of the tables below a heading. */
function rowsOf(page: string, heading: string): readonly string[] {
  const [, section = ''] = read(page).split(new RegExp(`^#+ ${heading}$`, 'm'))
  const [below = ''] = section.split(/^#+ /m)
  const cells = below.split('\n').flatMap(line => (line.startsWith('| ') ? [line.slice(2).split(' |', 1)[0] ?? ''] : []))
  // A table starts with its header and a rule.
  return cells.filter((cell, i) => !cell.startsWith('---') && cells[i + 1]?.startsWith('---') !== true)
}

describe.each(sections)('$page, $heading', ({ page, heading, promised }) => {
  test('every row has tests in this list', () => {
    expect(Object.keys(promised).toSorted()).toEqual(rowsOf(page, heading).toSorted())
  })

  test('every test in this list exists', () => {
    const missing = Object.values(promised)
      .flat()
      .filter(([file, name]) => !read(file).includes(name.includes("'") ? `"${name}"` : `'${name}'`))
    expect(missing).toEqual([])
  })
})
