import { FAILSAFE_SCHEMA, Type, loadAll } from 'js-yaml'
import { coreScalar } from './core-scalar.ts'
import type { Limits } from '../limits.ts'

/** A document as the fast parser read it. */
export interface FastDocument {
  readonly data: unknown
  /** Where its content starts in the given text. */
  readonly offset: number
  /** It has numbers that lose digits or that JSON cannot represent. */
  readonly hasOddNumbers: boolean
}

/** The limit that a document exceeds, and where. */
export interface LimitStop {
  readonly limit: keyof Limits
  readonly offset: number
}

/** Reads one document, or says why it stopped. `undefined`: `readCarefully` has to read it. */
export type FastReader = (text: string) => FastDocument | LimitStop | undefined

/** The part of `js-yaml`'s listener state that is used here. */
interface LoaderState {
  readonly input: string
  readonly position: number
  readonly line: number
  readonly depth: number
  readonly kind: 'scalar' | 'mapping' | 'sequence' | null
  readonly tag: string | null
  readonly anchor: string | null
  readonly result: unknown
}

const scalarTag = 'tag:callboard.example,2026:core-scalar'

/**
 * Creates a reader of single YAML documents, about ten times as fast as `yaml`. It reads only what it provably reads like `yaml` (core
 * schema of YAML 1.2, no merge keys). Anchors, aliases, tags, duplicate keys, collections and nulls as keys, tabs, flow collections over
 * several lines, documents that are one scalar, and every error are left to `yaml`.
 */
export function createFastReader(limits: Limits): FastReader {
  const { maxDepth, maxKeys } = limits
  let scalar: null | boolean | number | undefined
  let hasOddNumbers = false
  const core = new Type(scalarTag, {
    kind: 'scalar',
    resolve: (text: string | null) => (scalar = text === null ? null : coreScalar(text)) !== undefined,
    construct: () => {
      if (typeof scalar === 'number' && (!Number.isFinite(scalar) || Math.abs(scalar) > Number.MAX_SAFE_INTEGER)) hasOddNumbers = true
      return scalar
    },
  })
  const schema = FAILSAFE_SCHEMA.extend({ implicit: [core] })

  // By depth: the node's start, line and number of children, the start of its first excess child, whether a collection or null may be a key.
  const starts: number[] = []
  const lines: number[] = []
  const children: number[] = []
  const overflows: number[] = []
  const flowKeys: boolean[] = []
  let first = -1
  let stop: LimitStop | undefined

  const open = ({ input, depth, position, line }: LoaderState): void => {
    if (first === -1) first = position
    if (depth > maxDepth + 1) halt({ limit: 'maxDepth', offset: contentAt(input, position) })
    starts[depth] = position
    lines[depth] = line
    children[depth] = 0
    flowKeys[depth] = false
    const siblings = (children[depth - 1] = (children[depth - 1] ?? 0) + 1)
    if (depth > 1 && siblings > maxKeys) {
      if (siblings === maxKeys + 1) overflows[depth - 1] = contentAt(input, position)
      if (siblings > maxKeys * 2) halt({ limit: 'maxKeys', offset: contentAt(input, position) })
    }
  }
  const close = (state: LoaderState): void => {
    const { input, position, line, depth, kind, tag, anchor, result } = state
    if (anchor !== null || (tag !== null && tag !== '?' && tag !== scalarTag)) throw odd
    const last = input.charCodeAt(position - 1)
    if (kind === 'mapping' || kind === 'sequence') {
      if (depth > maxDepth) halt({ limit: 'maxDepth', offset: contentAt(input, starts[depth] ?? position) })
      if (kind === 'sequence' && (children[depth] ?? 0) > maxKeys) halt({ limit: 'maxKeys', offset: overflows[depth] ?? position })
      if ((last === 0x5d || last === 0x7d) && mayBeFlow(unitAfter(input, starts[depth] ?? 0))) {
        // ] }
        if (line !== lines[depth] || unitAfter(input, position) === 0x3a) throw odd
        if (startsFlowEntry(input, starts[depth] ?? 0)) flowKeys[depth - 1] = true
        if (kind === 'mapping' && flowKeys[depth] === true) throw odd
      }
    } else if ((last === 0x22 || last === 0x27) && line !== lines[depth]) {
      // " '
      if (!isWellIndented(input, starts[depth] ?? 0, position)) throw odd
    } else if (result === null) {
      if (unitAfter(input, position) === 0x3a) throw odd // :
      if (startsFlowEntry(input, starts[depth] ?? 0)) flowKeys[depth - 1] = true
    }
  }
  const listener = (event: 'open' | 'close', state: LoaderState): void => (event === 'open' ? open(state) : close(state))
  const halt = (at: LimitStop): never => {
    stop = at
    throw odd
  }
  const options = { schema, listener, maxDepth: Number.MAX_SAFE_INTEGER } as unknown as Parameters<typeof loadAll>[2]

  return text => {
    if (isOdd(text)) return undefined
    hasOddNumbers = false
    first = -1
    stop = undefined
    try {
      const documents = loadAll(text, null, options) as readonly unknown[]
      const [data] = documents
      return documents.length === 1 && typeof data === 'object' ? { data, offset: Math.max(first, 0), hasOddNumbers } : undefined
    } catch {
      return stop
    }
  }
}

/** Thrown by the listener to stop reading. */
const odd: Error = new Error('Left to the careful reader')

/** True for a text that the two parsers may read differently, as far as this is visible without parsing. */
function isOdd(text: string): boolean {
  return (
    text.includes('\t') ||
    /(?:^|[\s{[,])(?:&[^\s&]|!(?:[\w!<\s]|$))/.test(text) || // anchors and tags
    /["'}\],]#/.test(text) || // comments without a space before them
    /(?:^|[\s{[,-])[?:](?=[\s,\]}]|$)/.test(text) || // explicit and empty keys
    /(?:^|\n)---(?!(?: +#[^\n]*)? *\r?(?:\n|$))/.test(text) || // content on the line of a marker
    /(?:^|[\s-])- +-(?= *(?:#[^\n]*)?\r?(?:\n|$))/.test(text) || // an empty item of a list in a list
    /(?:^|[ \n])- *(?:#[^\n]*)?\r?\n(?: *(?:#[^\n]*)?\r?\n)* *-(?:[ \r\n]|$)/.test(text) || // an item after an empty one
    /[|>](?:[-+]?[1-9]|\+)/.test(text) || // block texts with an indentation indicator or kept line ends
    /[|>]-? *(?:#[^\n]*)?\r?\n(?:\r?\n)* +\r?\n/.test(text)
  ) // block texts that start with spaces
}

/** The position of the next UTF-16 unit that is neither a space nor a line break. */
function contentAt(input: string, position: number): number {
  let at = position
  while (isBlank(input.charCodeAt(at))) at++
  return at
}

/** That unit. */
function unitAfter(input: string, position: number): number {
  return input.charCodeAt(contentAt(input, position))
}

/** True for what follows `{` or `,`: an item of a list, or a key. */
function startsFlowEntry(input: string, position: number): boolean {
  let at = position - 1
  while (at >= 0 && isBlank(input.charCodeAt(at))) at--
  const unit = input.charCodeAt(at)
  return unit === 0x7b || unit === 0x2c
}

/** True when each further line of a quoted string is indented more than its key or dash: `yaml` requires it, `js-yaml` does not. */
function isWellIndented(input: string, start: number, end: number): boolean {
  const [first = '', ...more] = input.slice(input.lastIndexOf('\n', start - 1) + 1, end).split('\n')
  const column = first.search(/[^ -]/)
  return more.every(line => {
    const indent = line.search(/[^ \r]/)
    return indent === -1 || indent > column
  })
}

/** False only for the first unit of a collection that is certainly not in flow style. */
function mayBeFlow(unit: number): boolean {
  return unit === 0x7b || unit === 0x5b || unit === 0x23 // { [ #
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d
}
