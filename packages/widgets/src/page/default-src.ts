/** Under this name on `globalThis` stands the folder that the first script tag's script came from. */
const scriptFolder = Symbol.for('callboard.src')

/** Where a look-up goes when nothing on the page says so: the folder of the script tag's script; `undefined` on pages without. */
export function defaultSrc(): string | undefined {
  return (globalThis as { readonly [scriptFolder]?: string })[scriptFolder]
}
