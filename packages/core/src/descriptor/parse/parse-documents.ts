import type { Document } from 'yaml'
import type { Limits } from '../limits.ts'
import { limitProblem, type Problem } from '../problem.ts'
import { readCarefully } from './read-carefully.ts'
import { createFastReader } from './read-fast.ts'
import { readJson } from './read-json.ts'
import { splitDocuments, type Chunk } from './split-documents.ts'

/** One document of a text. */
export interface ParsedDocument {
  /** `undefined` when it cannot be read; `null` when it is empty. */
  readonly data: unknown
  readonly problems: readonly Problem[]
  /** Where its content starts. */
  readonly offset: number
  /** The part of the text it is in. */
  readonly chunk: Chunk
  readonly hasOddNumbers: boolean
  /** Nodes with positions, if reading needed them. Offsets count from the start of the chunk. */
  readonly yaml?: Document | undefined
}

/** The documents of a text, and the problems that belong to no document. */
export interface ParsedText {
  readonly documents: readonly ParsedDocument[]
  readonly problems: readonly Problem[]
}

/** Parses the YAML or JSON documents of a text without byte order mark into plain data. Never throws, whatever the text. */
export function parseDocuments(text: string, path: string, limits: Limits): ParsedText {
  if (isLargerThan(text, limits.maxFileBytes)) return { documents: [], problems: [limitProblem('maxFileBytes', limits, 0)] }
  if (path.endsWith('.json')) {
    const json = readJson(text, limits)
    if (json !== undefined) return { documents: [{ ...json, chunk: { start: 0, end: text.length }, hasOddNumbers: false }], problems: [] }
  }
  const chunks = splitDocuments(text, limits.maxDocuments)
  const over = chunks?.[limits.maxDocuments]
  if (over !== undefined) return { documents: [], problems: [limitProblem('maxDocuments', limits, over.start)] }
  if (chunks === undefined) {
    const documents = readChunk(text, { start: 0, end: text.length }, path, limits)
    const tooMany = documents[limits.maxDocuments]
    if (tooMany !== undefined) return { documents: [], problems: [limitProblem('maxDocuments', limits, tooMany.offset)] }
    return { documents, problems: [] }
  }
  const readFast = createFastReader(limits)
  return {
    problems: [],
    documents: chunks.flatMap(chunk => {
      const { start, end } = chunk
      const fast = readFast(start === 0 && end === text.length ? text : text.slice(start, end))
      if (fast === undefined) return readChunk(text, chunk, path, limits)
      const offset = start + fast.offset
      if ('limit' in fast) {
        return { data: undefined, problems: [limitProblem(fast.limit, limits, offset)], offset, chunk, hasOddNumbers: false }
      }
      return { data: fast.data, problems: [], offset, chunk, hasOddNumbers: fast.hasOddNumbers }
    }),
  }
}

function readChunk(text: string, chunk: Chunk, path: string, limits: Limits): readonly ParsedDocument[] {
  const { start, end } = chunk
  const isJson = path.endsWith('.json')
  const syntax = isJson ? 'descriptor/json-syntax' : 'descriptor/yaml-syntax'
  return readCarefully(text.slice(start, end), limits, isJson).map(({ data, problems, offset, yaml }) => ({
    data,
    problems: problems.map(problem => ({
      ...problem,
      code: problem.code === 'descriptor/yaml-syntax' ? syntax : problem.code,
      offset: start + (problem.offset ?? 0),
    })),
    offset: start + offset,
    chunk,
    hasOddNumbers: holdsOddNumber(data),
    yaml,
  }))
}

function holdsOddNumber(data: unknown): boolean {
  if (typeof data === 'number') return !Number.isFinite(data) || Math.abs(data) > Number.MAX_SAFE_INTEGER
  return typeof data === 'object' && data !== null && Object.values(data).some(holdsOddNumber)
}

/** Measures a text only when its length alone does not decide. */
function isLargerThan(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes)
}
