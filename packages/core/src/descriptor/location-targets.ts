import type { ItemOrigin } from '../source/types.ts'
import { isPlainObject, type PlainObject, type Report } from './check/complaints.ts'
import { quote, type FieldPath } from './problem.ts'
import { resolveTarget } from './source-path.ts'
import type { LocationTarget } from './types.ts'

/** Message and hint for a target that is a folder. */
export function folderProblem(written: string): { readonly message: string; readonly hint: string } {
  const folder = written.replace(/\/+$/, '')
  return {
    message: `The Location target ${quote(written)} is a folder`,
    hint: `Use the path of a file, or a pattern such as ${quote(`${folder}/*.yaml`)}.`,
  }
}

/** Where the Location was read. */
export interface TargetContext {
  readonly origin: ItemOrigin
  /** The source's folder on this machine. */
  readonly root?: string | undefined
}

/** The targets of a valid `Location` within its source. Other targets are reported and left to other sources. */
export function locationTargets(
  data: PlainObject,
  index: number,
  { origin, root }: TargetContext,
  report: Report,
): readonly LocationTarget[] {
  const { spec } = data
  if (!isPlainObject(spec)) return []
  const { target, targets, presence } = spec
  const named: { readonly target: unknown; readonly field: FieldPath }[] = [
    { target, field: ['spec', 'target'] },
    ...(Array.isArray(targets) ? targets : []).map((item: unknown, i) => ({ target: item, field: ['spec', 'targets', i] })),
  ]
  const found: LocationTarget[] = []
  for (const { target: text, field } of named) {
    if (typeof text !== 'string') continue
    const resolved = resolveTarget(text, origin.path, origin.location, root)
    const problem = { code: 'descriptor/location', text, field } as const
    if ('url' in resolved) {
      report({ ...problem, severity: 'info', message: `The Location target ${quote(text)} is not in this source and is not read` })
    } else if ('outside' in resolved) {
      report({ ...problem, severity: 'warning', message: `The Location target ${quote(text)} leads outside the source and is not read` })
    } else if (resolved.path === '' || text.endsWith('/')) {
      report({ ...problem, severity: 'warning', ...folderProblem(text) })
    } else
      found.push({
        path: resolved.path,
        ...(text === resolved.path ? {} : { written: text }),
        optional: presence === 'optional',
        index,
        field,
      })
  }
  return found
}
