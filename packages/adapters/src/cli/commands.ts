import type { ListedCommand } from './types.ts'

/** Every command, in the order of the help. A command is loaded when it runs, so that each loads only what it needs. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'validate',
    summary: 'Check descriptors and their references, offline',
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  {
    name: 'owner',
    summary: 'Show who owns something, how to reach them, and why',
    load: async () => (await import('./commands/owner.ts')).owner,
  },
  {
    name: 'get',
    summary: 'Print one entity, with its relations',
    load: async () => (await import('./commands/get.ts')).get,
  },
  {
    name: 'query',
    summary: 'List the entities that match a filter',
    load: async () => (await import('./commands/query.ts')).query,
  },
  {
    name: 'graph',
    summary: 'Draw the relations around an entity',
    load: async () => (await import('./commands/graph.ts')).graph,
  },
  {
    name: 'relations',
    summary: 'Print every relation of the catalog in both directions, sorted',
    load: async () => (await import('./commands/relations.ts')).relations,
  },
  {
    name: 'schema',
    summary: 'Print JSON Schema for editors',
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    name: 'build',
    summary: 'Write a static portal for any file host: data, badges and widgets',
    load: async () => (await import('./commands/build.ts')).build,
  },
  {
    name: 'serve',
    summary: 'Serve a live portal with its HTTP API, and watch the files',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
]
