const scriptFolder = Symbol.for('callboard.src')

interface Page {
  [scriptFolder]?: string
}

/** Where a look-up goes when nothing on the page says so: the folder that the first script tag's script came from. */
export function setDefaultSrc(src: string): void {
  const page = globalThis as Page
  page[scriptFolder] ??= src
}

/** The folder of the script tag's script; `undefined` on pages without. */
export function defaultSrc(): string | undefined {
  return (globalThis as Page)[scriptFolder]
}
