import {
  Composer,
  Parser,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  visit as visitNodes,
  type Alias,
  type CST,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml'
import { expandAliases } from './expand-aliases.ts'
import type { Limits } from '../limits.ts'
import { limitProblem, quote, type Problem } from '../problem.ts'

/** A document as `yaml` read it. */
export interface CarefulDocument {
  /** `undefined` when it cannot be read. */
  readonly data: unknown
  readonly problems: readonly Problem[]
  /** Where its content starts in the given text. */
  readonly offset: number
  readonly yaml: Document
}

/** The most problems that are reported for one document: later ones mostly follow from the first. */
const mostErrors = 10
/** The most syntax errors that are read. */
const mostErrorTokens = 1000

/**
 * The options for `yaml`: the core schema of YAML 1.2 without merge keys, as in Backstage. Unique keys are checked here, in linear time.
 */
const yamlOptions = { merge: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const

/** Parses every document of a text with positions. Reports all errors, and checks limits before the costly steps. Hints for JSON mention no indentation. */
export function readCarefully(text: string, limits: Limits, isJson = false): readonly CarefulDocument[] {
  const stops: (Problem | undefined)[] = []
  const documents = [...new Composer(yamlOptions).compose(guard(text, limits, stops), false, text.length)]
  return documents.map((yaml, i) => {
    const offset = yaml.contents?.range?.[0] ?? yaml.range[0]
    const stop = stops[i]
    if (stop !== undefined) return { data: undefined, problems: [stop], offset, yaml }
    const problems = [...syntaxProblems(yaml, yaml.errors, 'error', { text, isJson }), ...nodeProblems(yaml, limits)]
    const errors = problems.filter(({ severity }) => severity === 'error')
    if (errors.length > 0) return { data: undefined, problems: firstOf(errors), offset, yaml }
    problems.push(...firstOf(syntaxProblems(yaml, yaml.warnings, 'warning', { text, isJson })))
    try {
      return { data: expandAliases(yaml), problems, offset, yaml }
    } catch (error) {
      const message = error instanceof Error ? error.message : 'It cannot be turned into plain data'
      return {
        data: undefined,
        problems: [...problems, { code: 'descriptor/yaml-syntax', severity: 'error', message, offset }],
        offset,
        yaml,
      }
    }
  })
}

/** One document for looking up positions in it. */
export function readForPositions(text: string): Document | undefined {
  return [...new Composer(yamlOptions).compose(new Parser().parse(text), false, text.length)][0]
}

/** Passes the tokens on, and empties documents that exceed a limit. */
function* guard(text: string, limits: Limits, stops: (Problem | undefined)[]): Generator<CST.Token> {
  let errors = 0
  for (const token of new Parser().parse(text)) {
    if (token.type !== 'document') {
      if (token.type !== 'error' || ++errors <= mostErrorTokens) yield token
      continue
    }
    const stop = findLimit(token, limits)
    stops.push(stop)
    if (stop === undefined) yield token
    else yield { type: 'document', offset: token.offset, start: token.start, ...(token.end === undefined ? {} : { end: token.end }) }
  }
}

function findLimit(document: CST.Document, limits: Limits): Problem | undefined {
  const crowd = findCrowd([...document.start, ...(document.end ?? [])], limits)
  if (crowd !== undefined) return crowd
  const waiting: { readonly token: CST.Token | null | undefined; readonly depth: number }[] = [{ token: document.value, depth: 1 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next
    const behind = token?.type !== undefined && 'end' in token ? findCrowd(token.end, limits) : undefined
    if (behind !== undefined) return behind
    if (token?.type !== 'block-map' && token?.type !== 'block-seq' && token?.type !== 'flow-collection') continue
    if (depth > limits.maxDepth) return limitProblem('maxDepth', limits, token.offset)
    if (token.items.length > limits.maxKeys) {
      const over = token.items[limits.maxKeys]
      return limitProblem('maxKeys', limits, over?.key?.offset ?? over?.value?.offset ?? over?.start[0]?.offset ?? token.offset)
    }
    for (const item of token.items) {
      const around = findCrowd(item.start, limits) ?? findCrowd(item.sep, limits)
      if (around !== undefined) return around
      waiting.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 })
    }
  }
  return undefined
}

/** Too many tokens in one place: each would be an error of its own. */
function findCrowd(tokens: readonly CST.SourceToken[] | undefined, limits: Limits): Problem | undefined {
  if (tokens === undefined || tokens.length <= limits.maxKeys) return undefined
  const signs = tokens.filter(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment')
  return signs.length > limits.maxKeys ? limitProblem('maxKeys', limits, signs[limits.maxKeys]?.offset) : undefined
}

/** The first of many problems, in the order of the text. */
function firstOf(problems: readonly Problem[]): readonly Problem[] {
  const first = problems.toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0)).slice(0, mostErrors)
  const more = problems.length - first.length
  const last = first.at(-1)
  if (more > 0 && last !== undefined) first[first.length - 1] = { ...last, message: `${last.message} (and ${String(more)} more after it)` }
  return first
}

/** One problem for each position: further errors of `yaml` at the same position follow from the first. */
function syntaxProblems(
  yaml: Document,
  errors: readonly YAMLError[],
  severity: 'error' | 'warning',
  { text, isJson }: { readonly text: string; readonly isJson: boolean },
): readonly Problem[] {
  const found = new Map<number, Problem>()
  const quotes = errors.some(isUnclosed) ? quotesByEnd(yaml) : undefined
  for (const error of errors) {
    const { code, message, pos } = error
    const offset = (isUnclosed(error) ? quotes?.get(pos[0]) : undefined) ?? pos[0]
    const hint = isJson ? hintForJson(message) : hintOf(code, message)
    if (found.has(offset) && (hint === undefined || found.get(offset)?.hint !== undefined)) continue
    const [rest] = text.slice(offset, offset + 200).split(/[\r\n]/, 1)
    found.set(offset, { code: 'descriptor/yaml-syntax', severity, message, offset, hint, text: rest?.trim() === '' ? undefined : rest })
  }
  return [...found.values()]
}

function isUnclosed({ message }: YAMLError): boolean {
  return message.startsWith('Missing closing')
}

/** The start of each quoted string, by its end. */
function quotesByEnd(yaml: Document): ReadonlyMap<number, number> {
  const starts = new Map<number, number>()
  visitNodes(yaml, {
    Scalar: (_, { type, range }) => {
      if (type?.startsWith('QUOTE') === true && range !== undefined && range !== null) starts.set(range[1], range[0])
    },
  })
  return starts
}

function hintOf(code: YAMLError['code'], message: string): string | undefined {
  if (code === 'BAD_SCALAR_START') {
    return message.includes('%')
      ? 'This looks like the skeleton of a template: exclude its folder (`--exclude`, or `exclude` of `files()`), or quote the text.'
      : `Quote text that starts with \`${message.at(-1) ?? ''}\`.`
  }
  if (code === 'TAB_AS_INDENT') return 'Indent with spaces.'
  if (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys')) {
    return 'Check the indentation, and that a space follows each colon.'
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'Quote text that contains a colon and a space, or check the indentation.'
  if (message.startsWith('Missing closing')) return 'Close the quote.'
  if (/ end with a [\]}]$/.test(message)) return `Close it with \`${message.at(-1) ?? ''}\`, and indent its lines more than its key.`
  if (code === 'BAD_ALIAS') return 'Quote text that starts with `*`.'
  if (code === 'TAG_RESOLVE_FAILED') return 'Quote text that starts with `!`.'
  return undefined
}

function hintForJson(message: string): string | undefined {
  if (message.startsWith('Missing closing')) return 'Close the quote.'
  return / end with a [\]}]$/.test(message) ? `Close it with \`${message.at(-1) ?? ''}\`.` : undefined
}

/** Duplicate keys; aliases without an anchor, in a cycle or too large; keys that are not text; tags that do not produce plain data. */
function nodeProblems(yaml: Document, limits: Limits): readonly Problem[] {
  const problems: Problem[] = []
  const sizes = new Map<string, number>()
  const open = new Set<string>()
  let aliasNodes = 0
  const visitAlias = ({ source, range }: Alias): number => {
    const offset = range?.[0] ?? 0
    const size = sizes.get(source)
    if (open.has(source)) {
      problems.push({ code: 'descriptor/yaml-syntax', severity: 'error', message: `The alias *${source} refers to itself`, offset })
    } else if (size === undefined) {
      problems.push({
        code: 'descriptor/yaml-syntax',
        severity: 'error',
        message: `The alias *${source} has no anchor &${source} before it`,
        offset,
        hint: `If it is not an alias, quote it: "*${source}".`,
      })
    } else {
      if (aliasNodes <= limits.maxAliasNodes && aliasNodes + size > limits.maxAliasNodes)
        problems.push(limitProblem('maxAliasNodes', limits, offset))
      aliasNodes += size
    }
    return size ?? 1
  }
  const visitKeys = (node: Node): void => {
    if (!isMap(node)) return
    const seen = new Set<unknown>()
    for (const { key } of node.items) {
      if (isCollection(key)) {
        problems.push({
          code: 'descriptor/yaml-syntax',
          severity: 'warning',
          message: 'A key that is a mapping or a list is read as a string',
          offset: key.range?.[0] ?? 0,
        })
      } else if (isScalar(key)) {
        if (seen.has(key.value) && !Number.isNaN(key.value)) problems.push(duplicateKey(key.value, key.range?.[0] ?? 0))
        seen.add(key.value)
        if (key.value === '<<') {
          problems.push({
            code: 'descriptor/yaml-syntax',
            severity: 'warning',
            message: 'The merge key << is not merged: YAML 1.2 has no merge keys, and Backstage reads it as a plain key',
            offset: key.range?.[0] ?? 0,
            hint: 'Write out the fields.',
          })
        }
      }
    }
  }
  const visit = (node: unknown): number => {
    if (isPair(node)) return visit(node.key) + visit(node.value)
    if (isAlias(node)) return visitAlias(node)
    if (!isScalar(node) && !isCollection(node)) return 1
    const { anchor } = node
    if (anchor !== undefined) open.add(anchor)
    if (makesNoPlainData(node)) {
      problems.push({
        code: 'descriptor/yaml-syntax',
        severity: 'warning',
        message: `The tag ${node.tag?.replace('tag:yaml.org,2002:', '!!') ?? ''} does not produce plain data; its value is not read`,
        offset: node.range?.[0] ?? 0,
        hint: 'Remove the tag.',
      })
    }
    let size = 1
    if (isCollection(node)) {
      visitKeys(node)
      for (const item of node.items) size += visit(item)
    }
    if (anchor !== undefined) {
      open.delete(anchor)
      sizes.set(anchor, size)
    }
    return size
  }
  visit(yaml.contents)
  return problems
}

function makesNoPlainData(node: Node): boolean {
  return isScalar(node) ? ArrayBuffer.isView(node.value) || typeof node.value === 'symbol' : /:(?:set|omap)$/.test(node.tag ?? '')
}

function duplicateKey(key: unknown, offset: number): Problem {
  return {
    code: 'descriptor/duplicate-key',
    severity: 'error',
    message: `The key ${quote(key)} appears twice`,
    offset,
    text: String(key),
    hint: 'Remove one of them, or start a new document with a line of `---`.',
  }
}
