import type { Limits } from '../limits.ts'
import { limitProblem, quote, type Problem } from '../problem.ts'

/** The data of a JSON text, and its problems. */
export interface JsonReading {
  readonly data: unknown
  readonly problems: readonly Problem[]
  readonly offset: number
}

/** Parses a JSON text. Duplicate keys and exceeded limits are reported as for YAML. `undefined` when it is not valid JSON. */
export function readJson(text: string, limits: Limits): JsonReading | undefined {
  const offset = text.search(/\S/)
  const problems = scan(text, limits)
  if (problems.some(({ code }) => code === 'descriptor/limit')) return { data: undefined, problems, offset }
  try {
    const data: unknown = JSON.parse(text)
    return { data: problems.length === 0 ? data : undefined, problems, offset }
  } catch {
    return undefined
  }
}

interface Open {
  /** The keys so far, for a mapping. */
  readonly keys: Set<string> | undefined
  size: number
}

const token = /"(?:[^"\\]|\\.)*"\s*:?|[{}[\],]/gs

/** Finds duplicate keys and exceeded limits in one pass over the tokens. Stops at the first limit. */
function scan(text: string, limits: Limits): readonly Problem[] {
  const problems: Problem[] = []
  const stack: Open[] = []
  for (const { 0: found, index } of text.matchAll(token)) {
    const top = stack.at(-1)
    if (found === '{' || found === '[') {
      if (stack.length === limits.maxDepth) return [limitProblem('maxDepth', limits, index)]
      stack.push({ keys: found === '{' ? new Set() : undefined, size: 0 })
    } else if (found === '}' || found === ']') stack.pop()
    else if (top !== undefined && (top.keys === undefined ? found === ',' : found.endsWith(':'))) {
      if (++top.size > (top.keys === undefined ? limits.maxKeys - 1 : limits.maxKeys)) return [limitProblem('maxKeys', limits, index)]
      if (top.keys === undefined) continue
      const key = keyOf(found)
      if (top.keys.has(key)) {
        problems.push({
          code: 'descriptor/duplicate-key',
          severity: 'error',
          message: `The key ${quote(key)} appears twice`,
          offset: index,
          text: key,
          hint: 'Remove one of them.',
        })
      }
      top.keys.add(key)
    }
  }
  return problems
}

function keyOf(found: string): string {
  const quoted = found.slice(0, found.lastIndexOf('"') + 1)
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted
  }
}
