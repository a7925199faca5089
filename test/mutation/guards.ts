// The guards: the files that decide about paths, URLs, access, CORS, what answers may not contain, limits, and the shape of external data.
// Widgets run in a browser, which is not mutated: `safe-url` decides there what becomes a link.

const core = 'packages/core/src'
const adapters = 'packages/adapters/src'

/** The files with these names, at any depth of a folder. */
const named = (folder: string, ...names: readonly string[]): readonly string[] => names.map(name => `${folder}/**/${name}.ts`)

/** Guards, and the tests that must notice a change in them: globs relative to the root of the repository. */
export interface GuardGroup {
  readonly name: string
  readonly files: readonly string[]
  readonly tests: readonly string[]
}

/** Every guard, in the order of mutation. */
export const guards: readonly GuardGroup[] = [
  {
    name: 'values',
    files: ['safe-url', 'json-size', 'ref', 'plain-data'].map(name => `${core}/${name}.ts`),
    tests: [`${core}/{safe-url,json-size,ref,plain-data}.test.ts`],
  },
  {
    name: 'descriptors',
    files: named(
      `${core}/descriptor`,
      'limits',
      'copy-plain-data',
      'check-urls',
      'source-path',
      'location-targets',
      'scm-urls',
      'format-rules',
    ),
    tests: named(`${core}/descriptor`, '{copy-plain-data,check-urls,source-path,location-targets,scm-urls,format-rules}.test'),
  },
  {
    name: 'sources',
    files: [...named(`${core}/source`, 'check-item', 'read-items'), ...named(core, 'read-snapshot')],
    tests: named(core, '{check-item,read-items,read-snapshot}.test'),
  },
  {
    name: 'CODEOWNERS',
    files: named(
      core,
      'compile-fnmatch',
      'match-codeowners',
      'match-items',
      'match-pattern',
      'normalize-gitlab-pattern',
      'parse-codeowners',
      'parse-github-lines',
      'parse-gitlab-lines',
      'parse-owner',
    ),
    tests: named(core, '{codeowners,compile-fnmatch,match-items,parse-owner}.test'),
  },
  {
    name: 'questions',
    files: [...named(core, 'check-depth', 'check-predicate-size'), ...named(`${core}/http`, '!(wire|static-layout|*.test)')],
    tests: [
      `${core}/http/*.test.ts`,
      `${core}/catalog/**/*query*.test.ts`,
      ...named(`${core}/catalog`, '{check-predicate-size,traversal}.test'),
      `${core}/server/**/*.test.ts`,
    ],
  },
  {
    name: 'the handler',
    files: [
      ...named(
        `${core}/server`,
        'access',
        'allowed-host',
        'visible-graph',
        'reply',
        'send-reply',
        'route',
        'answer-route',
        'create-handler',
      ),
      `${core}/server/pages/!(*.test).ts`,
    ],
    tests: [`${core}/server/**/*.test.ts`],
  },
  {
    name: 'the client',
    files: named(`${core}/client`, 'read-text', 'check-answers', 'misfit', 'refusal', 'within-time', 'checked-client', 'static-names'),
    tests: named(`${core}/client`, '{read-text,check-answers,misfit,refusal,within-time,checked-client,static-names}.test'),
  },
  {
    name: 'files on disk',
    files: named(adapters, 'read-confined', 'interest'),
    tests: [`${adapters}/{sources,shared}/**/*.test.ts`],
  },
  {
    name: 'the command',
    files: named(`${adapters}/cli`, 'visible', 'check-output', 'build-list', 'what-to-read'),
    tests: [...named(`${adapters}/cli`, '{visible,build-list,write-output,what-to-read}.test'), `${adapters}/cli/commands/build*.test.ts`],
  },
  {
    name: 'the node server',
    files: named(`${adapters}/node`, 'site-files', 'byte-range', 'serve-handler', 'widget-assets'),
    tests: [`${adapters}/node/*.test.ts`],
  },
]
