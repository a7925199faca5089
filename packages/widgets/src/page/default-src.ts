/** The key on `globalThis` for the folder of the first script tag's script. */
const scriptFolder = Symbol.for('callboard.src')

/** The default portal: the folder of the script tag's script; `undefined` on pages without one. */
export function defaultSrc(): string | undefined {
  return (globalThis as { readonly [scriptFolder]?: string })[scriptFolder]
}
