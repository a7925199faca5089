import type { CodeownersFile, CodeownersRule } from '../../codeowners/types.ts'
import type { CatalogGraph } from '../graph/graph.ts'

/** The folders of the sources, as far as the graph knows them. */
export interface KnownFolders {
  /** True for a folder that contains a descriptor or appears in the path of a rule. */
  has(path: string): boolean
  /** True for the first segment of a known folder, or of a rule that starts at the root. */
  hasFirst(name: string): boolean
  /** True for the last segment of a rule that ends with a slash: it is a folder anywhere. */
  hasName(name: string): boolean
  /** True for a rule that is only a file name. */
  hasFile(name: string): boolean
}

const known = new WeakMap<CatalogGraph, KnownFolders>()

/** The folders in the paths of descriptors and CODEOWNERS rules. */
export function knownFolders(graph: CatalogGraph): KnownFolders {
  let folders = known.get(graph)
  if (folders === undefined) known.set(graph, (folders = collect(graph)))
  return folders
}

function collect(graph: CatalogGraph): KnownFolders {
  const paths = new Set<string>()
  const names = new Set<string>()
  const files = new Set<string>()
  const firsts = new Set<string>()
  const add = (parts: readonly string[]): void => {
    for (let length = parts.length; length > 0; length--) {
      const path = parts.slice(0, length).join('/')
      if (paths.has(path)) return
      paths.add(path)
    }
  }
  for (const { descriptor } of graph.sorted) add(descriptor.path.split('/').slice(0, -1))
  for (const { root } of graph.repositories ?? []) if (root !== '') add(root.split('/'))
  for (const file of graph.codeowners) {
    for (const rule of file.rules) {
      add([...(file.root === '' ? [] : file.root.split('/')), ...literalFolders(file, rule)])
      const first = file.root === '' ? rootName(file, rule) : undefined
      if (first !== undefined) firsts.add(first)
      files.add(unescape(rule.pattern.replace(/^\/|\/$/g, '')))
      const name = /([^/*?[\]]+)\/(?:\*\*?(?:\/\*)?)?$/.exec(rule.pattern)?.[1]
      if (name !== undefined) names.add(unescape(name))
    }
  }
  return {
    has: path => paths.has(path),
    hasFirst: name => paths.has(name) || firsts.has(name),
    hasName: name => names.has(name),
    hasFile: name => files.has(name),
  }
}

/** The folders at the start of a rooted pattern, before any wildcard. */
function literalFolders(file: CodeownersFile, rule: CodeownersRule): readonly string[] {
  if (!isRooted(file, rule)) return []
  const parts = rule.pattern.replace(/^\//, '').split('/')
  const wild = parts.findIndex(part => wildcard.test(part))
  return parts.slice(0, wild === -1 ? parts.length - 1 : wild).map(unescape)
}

/** The first segment of a rooted pattern. */
function rootName(file: CodeownersFile, rule: CodeownersRule): string | undefined {
  const [first = ''] = rule.pattern.replace(/^\//, '').split('/')
  return isRooted(file, rule) && !wildcard.test(first) ? unescape(first) : undefined
}

function isRooted({ dialect }: CodeownersFile, { pattern }: CodeownersRule): boolean {
  return pattern.startsWith('/') || (dialect === 'github' && /\/./.test(pattern))
}

const wildcard = /(?<!\\)[*?[]/

function unescape(text: string): string {
  return text.replace(/\\(.)/g, '$1')
}
