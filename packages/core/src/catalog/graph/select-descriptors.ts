import type { Descriptor, ParsedFile } from '../../descriptor/types.ts'

/** The document that defines each reference. */
export interface Selection {
  readonly winners: ReadonlyMap<string, Descriptor>
  /** Documents that define the same entity as an earlier one, in order of precedence. */
  readonly losers: ReadonlyMap<string, readonly Descriptor[]>
  /** The references whose document may differ from the earlier selection; `undefined` means all. */
  readonly changed: ReadonlySet<string> | undefined
}

/** If two documents define one entity, the earlier file wins, then the earlier document. */
export function selectAll(files: readonly ParsedFile[]): Selection {
  const winners = new Map<string, Descriptor>()
  const losers = new Map<string, Descriptor[]>()
  for (const file of files) {
    for (const descriptor of file.descriptors) {
      const { ref } = descriptor
      if (!winners.has(ref)) winners.set(ref, descriptor)
      else {
        const list = losers.get(ref)
        if (list === undefined) losers.set(ref, [descriptor])
        else list.push(descriptor)
      }
    }
  }
  return { winners, losers, changed: undefined }
}

/** Like `selectAll`, but visits only added, removed and changed files. The other files must be in the same order. */
export function selectChanged(before: Selection & { readonly files: readonly ParsedFile[] }, files: readonly ParsedFile[]): Selection {
  const earlier = new Set(before.files)
  const now = new Set(files)
  const gone = new Set(before.files.filter(file => !now.has(file)).flatMap(file => file.descriptors))
  const come = files.filter(file => !earlier.has(file)).flatMap(file => file.descriptors)
  const winners = new Map(before.winners)
  const losers = new Map(before.losers)
  const changed = new Set<string>()
  for (const descriptor of gone) changed.add(descriptor.ref)
  const claims = new Map<string, Descriptor[]>()
  for (const descriptor of come) {
    changed.add(descriptor.ref)
    const list = claims.get(descriptor.ref)
    if (list === undefined) claims.set(descriptor.ref, [descriptor])
    else list.push(descriptor)
  }
  let ranks: Map<string, number> | undefined
  for (const ref of changed) {
    const winner = before.winners.get(ref)
    const stayed = [...(winner === undefined ? [] : [winner]), ...(before.losers.get(ref) ?? [])].filter(
      descriptor => !gone.has(descriptor),
    )
    const all = [...stayed, ...(claims.get(ref) ?? [])]
    if (all.length > 1) {
      ranks ??= new Map(files.map((file, i) => [`${file.source}\n${file.origin.path}`, i]))
      const rank = ({ source, path }: Descriptor): number => ranks?.get(`${source}\n${path}`) ?? 0
      all.sort((a, b) => rank(a) - rank(b) || a.index - b.index)
    }
    const [first, ...rest] = all
    if (first === undefined) winners.delete(ref)
    else winners.set(ref, first)
    if (rest.length === 0) losers.delete(ref)
    else losers.set(ref, rest)
  }
  return { winners, losers, changed }
}
