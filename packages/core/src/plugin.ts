import type { Kind } from './kinds/types.ts'
import type { Source } from './source/types.ts'

/** Kinds and sources to add to a portal. */
export interface Plugin {
  /** The name of the plugin. */
  readonly name: string
  /** The kinds it adds. */
  readonly kinds?: readonly Kind[] | undefined
  /** The sources it adds. */
  readonly sources?: readonly Source[] | undefined
}

/** Returns the plugin with its types checked. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin
}
