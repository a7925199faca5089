import type { ListedCommand } from './types.ts'

/** Every command, in the order of the help. One is loaded when it is run, so that each starts with no more than it needs. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'validate',
    summary: 'Check descriptors offline, references included',
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  {
    name: 'owner',
    summary: 'Say who owns something, how to reach them, and why',
    load: async () => (await import('./commands/owner.ts')).owner,
  },
  {
    name: 'get',
    summary: 'Print one entity, with its relations',
    load: async () => (await import('./commands/get.ts')).get,
  },
  {
    name: 'query',
    summary: 'List the entities that a filter holds for',
    load: async () => (await import('./commands/query.ts')).query,
  },
  {
    name: 'graph',
    summary: 'Draw the relations around an entity',
    load: async () => (await import('./commands/graph.ts')).graph,
  },
  {
    name: 'relations',
    summary: 'Print every relation of the catalog, both directions, sorted',
    load: async () => (await import('./commands/relations.ts')).relations,
  },
  {
    name: 'schema',
    summary: 'Print JSON Schema for editors',
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    name: 'build',
    summary: 'Write the static portal: data, badges and widgets for any file host',
    load: async () => (await import('./commands/build.ts')).build,
  },
  {
    name: 'serve',
    summary: 'Serve the live portal with its HTTP API, following the files',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
]
