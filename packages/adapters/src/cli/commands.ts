import { build } from './commands/build.ts'
import { get } from './commands/get.ts'
import { graph } from './commands/graph.ts'
import { owner } from './commands/owner.ts'
import { query } from './commands/query.ts'
import { relations } from './commands/relations.ts'
import { schema } from './commands/schema.ts'
import { serve } from './commands/serve.ts'
import { validate } from './commands/validate.ts'
import type { Command } from './types.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [validate, owner, get, query, graph, relations, schema, build, serve]
