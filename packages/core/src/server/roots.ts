import type { Root } from './stage.ts'

/** Backstage's catalog API. */
export const backstageRoot: Root = { path: '/api/catalog', manner: 'backstage' }

/** Callboard's own API. */
export const callboardRoot: Root = { path: '/api/callboard/v1', manner: 'callboard' }

/** Pages, pictures and files. */
export const siteRoot: Root = { path: '', manner: 'site' }

const roots: readonly Root[] = [backstageRoot, callboardRoot, siteRoot]

/** The root that a path is below. */
export function rootOf(path: string): Root {
  return roots.find(root => path === root.path || path.startsWith(`${root.path}/`)) ?? siteRoot
}
