import type { Kind } from './kinds/types.ts'
import type { Source } from './source/types.ts'

/** What a domain team ships: more of what a portal is made of. */
export interface Plugin {
  /** The name of the plugin. */
  readonly name: string
  /** The kinds it brings. */
  readonly kinds?: readonly Kind[] | undefined
  /** The sources it brings. */
  readonly sources?: readonly Source[] | undefined
}

/** Gives the plugin back with its types checked. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin
}
