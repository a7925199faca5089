/** A target as a path of its source, or why it is not one. */
export type SourcePath = { readonly path: string } | { readonly outside: true } | { readonly url: string }

/**
 * Resolves a target in the file at `base`: relative to it; from the root of the source when it starts with `/`; a URL below the same root
 * as the file's own location; or an absolute path below `folder`, the source's folder on this machine. No path leads out of the source.
 */
export function resolveTarget(target: string, base: string, location: string | undefined, folder?: string): SourcePath {
  const inside = withinRoot(target, rootOf(base, location) ?? `${folder ?? ''}/`)
  if (/^[a-z][a-z0-9+.-]+:/i.test(target)) return inside === undefined ? { url: target } : { path: inside }
  if (target.startsWith('/')) return normalize((inside ?? target).split('/'))
  return normalize([...base.split('/').slice(0, -1), ...target.split('/')])
}

function normalize(parts: readonly string[]): SourcePath {
  const path: string[] = []
  for (const part of parts) {
    if (part === '..' && path.pop() === undefined) return { outside: true }
    if (part !== '..' && part !== '.' && part !== '') path.push(part)
  }
  return { path: path.join('/') }
}

/** The location of the source's root, if the file's location ends with its path. */
function rootOf(path: string, location: string | undefined): string | undefined {
  const target = location?.slice(location.indexOf(':') + 1)
  return target?.endsWith(`/${path}`) === true ? target.slice(0, -path.length) : undefined
}

function withinRoot(target: string, root: string): string | undefined {
  const normal = (text: string): string => text.replace(/\/(?:blob|tree|edit|raw)\//, '/blob/')
  const found = normal(target)
  const at = normal(root)
  return found.startsWith(at) && !/(?:^|\/)\.\.(?:\/|$)/.test(found.slice(at.length)) ? found.slice(at.length) : undefined
}
