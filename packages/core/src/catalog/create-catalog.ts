import type { Diagnostic } from '../diagnostics.ts'
import { CallboardError } from '../errors.ts'
import { checkKind } from '../kinds/check-kind.ts'
import { coreKinds } from '../kinds/core-kinds.ts'
import type { Kind } from '../kinds/types.ts'
import { parseRef, stringifyRef } from '../ref.ts'
import { totalLimits } from '../source/read-items.ts'
import type { Source } from '../source/types.ts'
import { buildGraph, type GraphBuild } from './build-graph.ts'
import { changeFeed } from './change-feed.ts'
import { followSource } from '../reading/follow-source.ts'
import { fileKey } from './graph/graph-parts.ts'
import { liveSource, type LiveSource } from '../reading/live-source.ts'
import { answerOwner } from './ownership/answer-owner.ts'
import { placeInSources } from './resolve/place-in-sources.ts'
import { resolvePlace } from './resolve/resolve-file.ts'
import { readSnapshot } from '../reading/snapshot/read-snapshot.ts'
import { showSnapshot } from './snapshot.ts'
import { aborted, untilAborted } from '../abort.ts'
import { atMost } from '../timing.ts'
import type { CatalogSnapshot } from './catalog-reads.ts'
import type { Catalog, CatalogOptions, FileReport } from './catalog.ts'

/**
 * Reads all sources at once and resolves with their catalog. A source that fails is reported in `sources` and `diagnostics`; the others
 * still answer. Rejects with `invalid-options` or `invalid-ref` for wrong options, and with `aborted`.
 *
 * @example
 * const catalog = await createCatalog({ sources: [memory({ files: { 'catalog-info.yaml': text } })] })
 * catalog.owner('payments-api').owner?.title
 */
export async function createCatalog(options: CatalogOptions): Promise<Catalog> {
  const { sources, aliases, fallbackOwner, limits, snapshot: kept, now = Date.now, idleTimeoutMs = 120_000, onProgress } = options
  const sourceLimits = totalLimits(options.sourceLimits)
  const { watch = false, refreshEveryMs = 0, signal } = options
  checkOptions(options)
  const kinds = mergeKinds(options.kinds ?? [])
  const settings = {
    kinds,
    aliases: new Map(Object.entries(aliases ?? {}).map(([old, present]) => [canonical(old), canonical(present)])),
    fallbackOwner: fallbackOwner === undefined ? undefined : stringifyRef(parseRef(fallbackOwner, { defaultKind: 'Group' })),
  }
  const restored = kept === undefined ? undefined : readSnapshot(kept, kinds)
  const lifetime = new AbortController()
  const closing = signal === undefined ? lifetime.signal : AbortSignal.any([lifetime.signal, signal])
  let build: GraphBuild | undefined
  let shown: CatalogSnapshot | undefined
  let reports: { readonly build: GraphBuild; readonly documents: readonly FileReport[] } | undefined

  const publish = (): void => {
    if (shown === undefined || closing.aborted) return
    const next = buildLive(live, settings, build)
    if (next.graph.revision === build?.graph.revision) return
    build = next
    shown = showSnapshot(next)
    feed.notify()
  }
  const live: readonly LiveSource[] = nameSources(sources).map(([name, source]) => {
    let files = 0
    let entities = 0
    return liveSource(source, {
      name,
      kinds,
      limits,
      idleTimeoutMs,
      sourceLimits,
      now,
      restored: restored?.sources.get(name),
      onChange: publish,
      onFile:
        onProgress === undefined
          ? undefined
          : file => {
              files += 1
              entities += file.descriptors.length
              onProgress({ source: name, files, entities })
            },
    })
  })
  const roots = (): ReadonlyMap<string, string> => new Map(live.flatMap(({ source, settled: { name } }) => rootOf(name, source)))
  const current = (): CatalogSnapshot => {
    if (shown === undefined) throw new TypeError('The catalog answered before it was read')
    return shown
  }
  const feed = changeFeed(current)

  const following = live.map(source => followSource(source, { watch, refreshEveryMs, signal: closing }))
  try {
    await untilAborted(Promise.all(following.map(({ firstRead }) => firstRead)), signal)
  } catch (error) {
    lifetime.abort()
    throw error
  }
  build = buildLive(live, settings, undefined)
  shown = showSnapshot(build)

  return {
    get snapshot() {
      return current()
    },
    get revision() {
      return current().revision
    },
    get size() {
      return current().size
    },
    get kinds() {
      return current().kinds
    },
    get diagnostics() {
      return current().diagnostics
    },
    get sources() {
      return live.map(source => source.state)
    },
    get entities() {
      return current().entities
    },
    get documents() {
      const made = build
      if (made === undefined) return []
      if (reports?.build !== made) reports = { build: made, documents: reportFiles(made) }
      return reports.documents
    },
    get: ref => current().get(ref),
    resolve(query) {
      const place = placeInSources(query, roots())
      return place === undefined ? current().resolve(query) : resolvePlace(current().internals, query, place).resolution
    },
    origin: ref => current().origin(ref),
    query: query => current().query(query),
    facets: query => current().facets(query),
    owner(query) {
      const place = placeInSources(query, roots())
      return place === undefined ? current().owner(query) : answerOwner(current().internals, query, place)
    },
    ownedBy: (ref, ownedOptions) => current().ownedBy(ref, ownedOptions),
    related: (ref, type, relatedOptions) => current().related(ref, type, relatedOptions),
    graph: (ref, graphOptions) => current().graph(ref, graphOptions),
    diff: before => current().diff(before),
    async refresh({ signal: stop } = {}) {
      if (closing.aborted) throw aborted('The catalog is closed')
      const before = current()
      const either = stop === undefined ? closing : AbortSignal.any([closing, stop])
      await untilAborted(Promise.all(live.map(source => source.read(either))), either)
      return current().diff(before)
    },
    roots,
    changes: ({ signal: stop } = {}) => feed.follow(stop === undefined ? closing : AbortSignal.any([closing, stop])),
    async close() {
      lifetime.abort()
      await atMost(1000, Promise.all(following.map(({ ended }) => ended)))
    },
  }
}

function buildLive(
  live: readonly LiveSource[],
  settings: Pick<Parameters<typeof buildGraph>[0], 'kinds' | 'aliases' | 'fallbackOwner'>,
  previous: GraphBuild | undefined,
): GraphBuild {
  const stale = live.flatMap(({ reading, state: { name } }) =>
    [...reading.failed]
      .filter(([path]) => reading.files.has(path))
      .map(([path, { since, because }]) => [fileKey(name, path), { source: name, since, because }] as const),
  )
  return buildGraph({
    ...settings,
    previous,
    files: live.flatMap(({ reading }) => [...reading.files.values()]),
    codeowners: live.flatMap(({ reading }) => reading.repositories.flatMap(({ codeowners }) => codeowners?.file ?? [])),
    repositories: live.flatMap(({ reading, state: { name } }) => reading.repositories.map(({ root }) => ({ source: name, root }))),
    sources: live.map(source => source.settled),
    stale: new Map(stale),
    unread: live.flatMap(({ reading, state: { name } }) =>
      [...reading.failed].map(([path, { since, because }]) => ({ source: name, path, since, because })),
    ),
    problems: live.flatMap(source => [
      ...unreachable(source),
      ...[...source.reading.failed.values()].map(path => path.diagnostic),
      ...source.reading.problems,
    ]),
  })
}

function unreachable({ settled: { name, because, entities } }: LiveSource): readonly Diagnostic[] {
  if (because === undefined) return []
  const stays = entities === 0 ? '' : ` Its last good entities are kept (${String(entities)}).`
  return [
    {
      code: 'source/unreachable',
      severity: 'error',
      message: `${name} cannot be read: ${because}.${stays}`,
      at: { source: name, path: '' },
    },
  ]
}

function rootOf(name: string, source: Source): readonly (readonly [string, string])[] {
  const root = source.root?.()
  return root === undefined ? [] : [[name, root]]
}

function reportFiles({ parts }: GraphBuild): readonly FileReport[] {
  return parts.files.map(({ source, origin: { path, location }, documents, diagnostics }) => ({
    source,
    path,
    ...(location === undefined ? {} : { location }),
    documents,
    diagnostics,
  }))
}

function mergeKinds(own: readonly Kind[]): readonly Kind[] {
  if (!Array.isArray(own)) throw new CallboardError('invalid-options', 'createCatalog(): `kinds` must be a list of kinds')
  const byName = new Map<string, Kind>()
  for (const kind of own as readonly Kind[]) {
    checkKind(kind)
    const name = kind.kind.toLowerCase()
    if ((byName.get(name) ?? kind) !== kind)
      throw new CallboardError('invalid-options', `createCatalog(): two of \`kinds\` are called ${kind.kind}`)
    byName.set(name, kind)
  }
  return [...coreKinds.filter(kind => !byName.has(kind.kind.toLowerCase())), ...byName.values()]
}

/** Sources with the same name get a number after it. */
function nameSources(sources: readonly Source[]): readonly (readonly [string, Source])[] {
  const count = new Map<string, number>()
  return sources.map(source => {
    const times = (count.get(source.name) ?? 0) + 1
    count.set(source.name, times)
    return [times === 1 ? source.name : `${source.name} (${String(times)})`, source]
  })
}

function canonical(text: string): string {
  return stringifyRef(parseRef(text))
}

function checkOptions({ sources, sourceLimits = {}, fallbackOwner = '?', refreshEveryMs = 0, idleTimeoutMs = 0 }: CatalogOptions): void {
  if (typeof fallbackOwner !== 'string') throw new CallboardError('invalid-options', 'createCatalog(): `fallbackOwner` must be a reference')
  if (!Array.isArray(sources)) throw new CallboardError('invalid-options', 'createCatalog(): `sources` must be a list of sources')
  for (const source of sources as readonly Source[]) {
    if (typeof source?.name !== 'string' || typeof source.read !== 'function') {
      throw new CallboardError('invalid-options', 'createCatalog(): each source must have a `name` and a `read` function')
    }
  }
  for (const [name, value] of Object.entries(totalLimits(sourceLimits))) {
    if (!(value >= 0)) throw new CallboardError('invalid-options', `createCatalog(): \`sourceLimits.${name}\` must be a number, 0 or more`)
  }
  for (const [name, value] of Object.entries({ refreshEveryMs, idleTimeoutMs })) {
    if (!(value >= 0))
      throw new CallboardError('invalid-options', `createCatalog(): \`${name}\` must be 0 or more milliseconds, not ${String(value)}`)
  }
}
