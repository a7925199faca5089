import { CallboardError } from '../errors.ts'
import { coreKinds } from '../kinds/core-kinds.ts'
import type { ItemOrigin } from '../source/types.ts'
import { readItem, type ReadItemContext } from './read-item.ts'
import type { ParsedFile } from './types.ts'

export interface ReadTextOptions extends Partial<ItemOrigin>, Partial<Pick<ReadItemContext, 'kinds' | 'limits'>> {
  /** The other files of the source, by path. */
  readonly neighbours?: Readonly<Record<string, string>> | undefined
}

/** Reads a descriptor text as if a source returned it. */
export async function readText(text: string, options: ReadTextOptions = {}): Promise<ParsedFile> {
  const { path = 'catalog-info.yaml', neighbours = {}, kinds = coreKinds, limits, ...origin } = options
  return await readItem(
    { ...origin, type: 'text', path, text },
    {
      source: 'test',
      kinds,
      limits,
      signal: new AbortController().signal,
      files: {
        async read(at) {
          if (at.startsWith('secret')) throw new CallboardError('refused', 'It is not yours')
          const found = Object.hasOwn(neighbours, at) ? neighbours[at] : undefined
          return found === undefined ? undefined : { type: 'text', path: at, text: found }
        },
        async glob() {
          return []
        },
      },
    },
  )
}

/** A component with additional lines in its metadata and spec. */
export function componentText(metadata = '', spec = ''): string {
  const indent = (lines: string): string =>
    lines
      .split('\n')
      .filter(line => line !== '')
      .map(line => `  ${line}\n`)
      .join('')
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: pay
${indent(metadata)}spec:
  type: service
  lifecycle: production
  owner: team
${indent(spec)}`
}

/** Each problem as one line: severity, code, place, message. */
export function reported(file: ParsedFile): readonly string[] {
  return file.diagnostics.map(({ severity, code, at, message }) => `${severity} ${code} ${String(at.line)}:${String(at.column)} ${message}`)
}

/** Each problem without its message. */
export function reportedCodes(file: ParsedFile): readonly string[] {
  return file.diagnostics.map(({ severity, code, at }) => `${severity} ${code} ${String(at.line)}:${String(at.column)}`)
}
