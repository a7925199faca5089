import { diagnosticCodes } from '@callboard/core'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const server = 'packages/core/src/server'
const access = `${server}/access.test.ts`
const badges = `${server}/badge-access.test.ts`
const changes = `${server}/callboard/changes.test.ts`
const cors = `${server}/cors.test.ts`
const errors = `${server}/errors.test.ts`
const handler = `${server}/create-handler.test.ts`
const options = `${server}/read-options.test.ts`
const hosts = `${server}/allowed-host.test.ts`
const limits = `${server}/limits.test.ts`
const pages = `${server}/pages/pages.test.ts`
const reads = `${server}/reads.test.ts`
const files = 'packages/adapters/src/sources/files/files.test.ts'
const machinePaths = 'packages/adapters/src/sources/files/machine-paths.test.ts'
const catalog = 'packages/core/src/catalog/create-catalog.test.ts'
const graph = 'packages/core/src/catalog/build-graph.test.ts'
const descriptor = 'packages/core/src/descriptor'
const entities = `${descriptor}/check-entity.test.ts`
const formats = `${descriptor}/check/format-rules.test.ts`
const urls = `${descriptor}/check/check-urls.test.ts`
const placeholders = `${descriptor}/fill-placeholders.test.ts`
const descriptorLimits = `${descriptor}/limits.test.ts`
const locations = `${descriptor}/location-targets.test.ts`
const items = `${descriptor}/read-item.test.ts`
const targets = 'packages/core/src/reading/draw-in.test.ts'
const diagnostics = 'packages/core/src/diagnostics.test.ts'
const references = 'packages/core/src/ref.test.ts'

/** By the first cell of a row, or by a sentence: the tests that fail when its promise is broken, by file and name. */
type Promised = Readonly<Record<string, readonly (readonly [file: string, name: string])[]>>

interface Section {
  readonly page: string
  readonly heading: string
  /** Every row of the tables. */
  readonly promised: Promised
  /** Sentences of the text, or parts of them. */
  readonly sentences?: Promised
}

const sections: readonly Section[] = [
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
      '`basePath`': [
        [handler, 'answers only below its base path'],
        [options, 'the option `%s` must not be %j'],
        [options, 'the base path %j is %j'],
      ],
      '`assets`': [[handler, 'without the widgets is the API and the index: no script, no embed page']],
      '`cors`': [
        [cors, 'is not allowed if it is not listed: a part or an extension of a listed origin does not match'],
        [options, '%j is not an origin'],
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
  {
    page: 'docs/descriptors.md',
    heading: 'Descriptors',
    promised: {},
    sentences: {
      'files that Backstage accepts are accepted, and files that it rejects are rejected': [
        ['test/corpus-descriptors.test.ts', 'get the same verdict as in Backstage, document by document'],
      ],
      'with every problem and its position reported at once': [[entities, 'reports every problem, each at its own line and column']],
      'one bad document does not affect the others': [[items, 'loses only the document that is broken']],
    },
  },
  {
    page: 'docs/descriptors.md',
    heading: 'Fields',
    promised: {
      '`apiVersion`, `kind`': [
        [entities, 'are reported with what was meant (%#)'],
        [entities, 'with a malformed kind or version has one problem (%#)'],
      ],
      '`metadata.name`': [
        [formats, 'judge %j'],
        [entities, 'of %j are reported once'],
        [graph, 'keep the first one, from the earlier source, regardless of case'],
      ],
      '`metadata.namespace`': [
        [formats, 'judge %j'],
        [entities, 'of a valid entity leads to a descriptor without diagnostics'],
      ],
      '`metadata.title`, `description`': [[entities, 'reports every problem, each at its own line and column']],
      '`metadata.labels`': [
        [formats, 'judge %j'],
        [formats, 'refuse the key %j'],
        [entities, 'of a valid entity leads to a descriptor without diagnostics'],
      ],
      '`metadata.annotations`': [
        [formats, 'refuse the key %j'],
        [entities, 'reports every problem, each at its own line and column'],
      ],
      '`metadata.tags`': [
        [formats, 'judge %j'],
        [formats, 'accept the tag %j'],
        [formats, 'refuse the tag %j'],
      ],
      '`metadata.links`': [[entities, 'has links with an absolute URL and texts: %s']],
      '`spec`': [
        [entities, 'is checked by the kind'],
        [entities, 'are not reported for custom fields'],
        [entities, 'are reported with what was meant (%#)'],
      ],
    },
    sentences: {
      'No other top-level fields are allowed.': [[entities, 'allows no other field: `%s` leaves the entity out']],
      'The catalog generates `relations`; they are never written.': [
        [graph, 'are on both entities, sorted, in lowercase, each once'],
        [entities, 'allows no other field: `%s` leaves the entity out'],
      ],
      'in any letter case: `group:default/payments`': [[references, '%j in %j reads as %s and prints as %s']],
      '`owner: payments` means a group': [
        [entities, 'are derived with the namespace of the entity, canonical, and know their position in the text'],
      ],
      '`dependsOn` must include the kind.': [[entities, 'with an invalid reference are errors with a hint']],
      'sorts lists of references as Backstage does': [
        [entities, 'are derived with the namespace of the entity, canonical, and know their position in the text'],
      ],
      'adds `backstage.io/managed-by-location` and related annotations if they are missing': [
        [items, 'are added'],
        [items, 'do not replace what the author wrote'],
      ],
      'the location is `file:` and the path within the source, never an absolute path': [
        [machinePaths, 'locate entities by the path within the source, and reveal the folder only to the process that reads it'],
      ],
    },
  },
  {
    page: 'docs/descriptors.md',
    heading: 'Which files are read',
    promised: {
      '`.git`, `node_modules`, folders whose names start with `..`': [
        [files, 'never includes the folder %s, unless the path starts there'],
        [files, 'a changed file that is excluded, or in a folder that is never read, as touched'],
      ],
      '`.github/workflows`, `.circleci`, `.terraform`, `.venv`, `venv`, `__pycache__`, `.tox`, `.gradle`, `.idea`, `.vscode`, `.yarn`, `.cache`, `bower_components`':
        [[files, 'from a folder is nothing in %s, unless a glob matches it']],
      'files whose names belong to another format: Compose, MkDocs, CI, linters, Helm, Kustomize, package managers and so on': [
        [files, 'from a folder is not %s, the name of another format, unless a glob matches it'],
      ],
      'files whose first field belongs to another format: OpenAPI, AsyncAPI, Kubernetes, workflows, CloudFormation': [
        [files, 'from a folder is not a file that starts with another format, unless a glob matches it: %j'],
      ],
    },
    sentences: {
      'every `.yaml` and `.yml` file at any depth, and `catalog-info*.json`': [
        [files, 'from a folder is YAML at any depth with either extension, and JSON only with the name of a catalog file'],
      ],
      'Use `include` of [`files`](sources.md#files) for other patterns.': [[files, 'from a folder with `include` is what the globs match']],
      'A file that you pass explicitly is always read; a glob reads every file that it matches, except in the folders of the first row.': [
        [files, 'never includes the folder %s, unless the path starts there'],
        [files, 'from a glob is what it matches, even other formats, relative to the folder where the glob starts'],
        [files, 'from one file is that file, even with special characters in its name'],
      ],
      'Other dot folders are read': [[files, 'includes the folder %s']],
      'so is a file of the last row whose text contains `backstage.io`': [
        [files, 'from a folder is a file that is no known format, or mentions Backstage: %j'],
      ],
      'A file that a Location refers to by its path is read even if it is excluded.': [
        [files, 'is reached by a Location by path although it is excluded, of another format or not matched, and then refers to others'],
      ],
    },
  },
  {
    page: 'docs/descriptors.md',
    heading: 'Placeholders',
    promised: {
      'a file of the source': [[placeholders, 'is filled with text, JSON or YAML from a file next to it, anywhere in the entity']],
      'a file that does not exist, cannot be read, is too large, or is outside the source; a folder': [
        [placeholders, '%s stays as written, and the entity is kept'],
        [placeholders, 'files together may not be larger than the limit'],
        [targets, 'a placeholder with the path of a folder is reported'],
      ],
      'data that is not valid JSON, or not exactly one valid YAML document': [[placeholders, '%s is an error']],
      'a URL (`https://…`)': [
        [placeholders, '%s stays as written, and the entity is kept'],
        [placeholders, 'that starts with a slash is relative to the root of the source, and a known URL below it is read'],
      ],
    },
    sentences: {
      'or to the root of the source if it starts with `/`': [
        [placeholders, 'that starts with a slash is relative to the root of the source, and a known URL below it is read'],
      ],
      'except in `apiVersion`, `kind`, `metadata.name`, `metadata.namespace` and in place of all `metadata`': [
        [placeholders, 'is not allowed in fields that identify the entity (%#)'],
      ],
      'placeholders in the included data are not replaced': [[placeholders, 'inside inserted content is not filled']],
      'A change to that file changes the entity.': [[catalog, 'reads a file again when a file that it includes has changed']],
    },
  },
  {
    page: 'docs/descriptors.md',
    heading: 'Locations',
    promised: {},
    sentences: {
      'relative paths, paths from the root, or patterns': [
        [locations, 'refers to files relative to its own, from the root of the source, and by pattern'],
      ],
      'These files are read even if no pattern of the source matches them, and so are the files that they refer to.': [
        [files, 'is reached by a Location by path although it is excluded, of another format or not matched, and then refers to others'],
        [catalog, 'survives Locations that refer to each other'],
      ],
      'A missing target is a warning, unless the Location has `presence: optional`': [
        [targets, 'is distinguished from a missing file'],
        [targets, 'may be a pattern, which is reported unless the target is optional'],
      ],
      'the Location itself stays valid': [[targets, 'leaves the Location valid: %s']],
      'A target that is a folder is always a warning': [[targets, 'is reported as a folder even if the target is optional']],
      'URLs are reported but not read': [[locations, '%s includes nothing and is reported']],
      'Paths never lead outside the source.': [
        [locations, '%s includes nothing and is reported'],
        [`${descriptor}/source-path.test.ts`, 'outside: %j'],
      ],
    },
  },
  {
    page: 'docs/descriptors.md',
    heading: 'Limits',
    promised: {
      '`maxFileBytes`': [
        [catalog, 'reports a file that exceeds `%s`, and reads the others'],
        [descriptorLimits, 'on documents and bytes stops the file'],
        [placeholders, 'files together may not be larger than the limit'],
      ],
      '`maxDocuments`': [
        [catalog, 'reports a file that exceeds `%s`, and reads the others'],
        [descriptorLimits, 'on documents and bytes stops the file'],
      ],
      '`maxDepth`': [[descriptorLimits, 'on depth stops a document at the first excess level']],
      '`maxAliasNodes`': [[descriptorLimits, 'on aliases counts the nodes they create']],
      '`maxKeys`': [
        [descriptorLimits, 'on keys stops a mapping at the first excess key, in both parsers'],
        [descriptorLimits, 'on items stops a list'],
        [descriptorLimits, 'on tokens in one place prevents an error for each'],
      ],
    },
    sentences: {
      'A document that exceeds a limit is reported as `descriptor/limit` and left out': [
        [descriptorLimits, '`%s` is for one document: the others of the file are kept'],
      ],
      'Limits are options of `createCatalog`': [
        [catalog, 'reports a file that exceeds `%s`, and reads the others'],
        [`${descriptor}/copy-plain-data.test.ts`, 'Every limit has the default that the page names, and takes another'],
      ],
      'a larger file is not read at all, and is reported as `source/too-large`': [[files, 'is limited in size, file by file']],
      'Locations can refer to at most 10,000 files of a source.': [
        [targets, 'Locations refer to at most 10,000 files of a source, and what is beyond is reported'],
      ],
    },
  },
  {
    page: 'docs/descriptors.md',
    heading: 'Diagnostics',
    promised: Object.fromEntries(Object.keys(diagnosticCodes).map(code => [`\`${code}\``, [[diagnostics, '%s']]])),
    sentences: {
      'Each one has `code`, `severity`, `message`, `at`': [
        [diagnostics, '%s'],
        [entities, 'quotes the offending text and the field'],
        ['test/corpus-descriptors.test.ts', 'get a line and a column in every diagnostic'],
      ],
      'A document with an `error` is left out of the catalog; everything else is kept. A `warning` never leaves anything out.': [
        [diagnostics, 'a document with an error is left out, and one with warnings or infos is kept'],
      ],
      'error; warning if the value can still be read': [[descriptorLimits, 'are not merged, and are reported']],
      'error; warning for a number that JSON cannot represent': [
        [items, 'that JSON cannot represent become null and are reported, like those that lose digits'],
      ],
      'error at the top level and in a strict kind of your own; warning elsewhere': [
        [entities, 'allows no other field: `%s` leaves the entity out'],
        [entities, '%s is checked by the schema of the kind'],
        [entities, 'are reported with what was meant (%#)'],
      ],
      'reported only if the catalog has users, and this one is not among them': [
        [graph, 'report users who left only if the catalog has users'],
      ],
      'sources and files are read in order, and the first definition is used. The message names both places.': [
        [graph, 'keep the first one, from the earlier source, regardless of case'],
        [graph, 'are reported at the second one, with the position of the first'],
      ],
      'the last good entities are still used, marked stale': [
        ['packages/core/src/catalog/last-known-good.test.ts', 'keeps its last good entities, stale with since and why, and recovers'],
      ],
    },
  },
  {
    page: 'docs/descriptors.md',
    heading: 'URLs',
    promised: {},
    sentences: {
      'Only `http`, `https`, `mailto` and `tel` URLs are shown as links.': [
        ['packages/core/src/safe-url.test.ts', 'when it is %s'],
        ['packages/core/src/safe-url.test.ts', 'never when it is %j'],
      ],
      'Any other protocol in a place that is shown as a link': [[urls, '%s is reported']],
      'dangerous protocols (`javascript:`, `data:` …) anywhere, are reported as `descriptor/unsafe-url`': [[urls, '%j is reported']],
      'the entity is kept': [[entities, 'An unsafe URL is a warning: the entity is kept, with the URL as written']],
      'nothing links to the URL': [
        ['packages/widgets/src/entity-card/entity-card.test.ts', 'links to no unsafe URL of an entity or its owner'],
        ['packages/core/src/catalog/ownership/ownership.test.ts', 'only safe URLs become links'],
      ],
    },
  },
]

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')

/** The text between a heading and the next. */
function textBelow(page: string, heading: string): string {
  const [, section = ''] = read(page).split(new RegExp(`^#+ ${heading}$`, 'm'))
  const [below = ''] = section.split(/^#+ /m)
  return below
}

/** The first cells of the tables in a section. */
function rowsOf(page: string, heading: string): readonly string[] {
  const cells = textBelow(page, heading)
    .split('\n')
    .flatMap(line => (line.startsWith('| ') ? [line.slice(2).split(' |', 1)[0] ?? ''] : []))
  // A table starts with its header and a rule.
  return cells.filter((cell, i) => !cell.startsWith('---') && cells[i + 1]?.startsWith('---') !== true)
}

describe.each(sections)('$page, $heading', ({ page, heading, promised, sentences = {} }) => {
  test('every row has tests in this list', () => {
    expect(Object.keys(promised).toSorted()).toEqual(rowsOf(page, heading).toSorted())
  })

  test('every sentence in this list is on the page', () => {
    const text = textBelow(page, heading).replace(/\s+/g, ' ')
    expect(Object.keys(sentences).filter(sentence => !text.includes(sentence))).toEqual([])
  })

  test('every test in this list exists', () => {
    const missing = [promised, sentences]
      .flatMap(list => Object.values(list))
      .flat()
      .filter(([file, name]) => !read(file).includes(name.includes("'") ? `"${name}"` : `'${name}'`))
    expect(missing).toEqual([])
  })
})
