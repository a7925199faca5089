import type { Kind } from './kinds/types.ts'
import type { Source } from './source/types.ts'

/** What a domain team ships: more of what a portal is made of. */
export interface Plugin {
  readonly name: string
  readonly kinds?: readonly Kind[] | undefined
  readonly sources?: readonly Source[] | undefined
}

/** Gives the plugin back with its types checked. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin
}
