import { CallboardError } from '../../errors.ts'
import { shardOf } from '../../http/static-layout.ts'
import type { PortalManifest, StaticFile } from '../../http/wire.ts'
import { joinable } from '../joinable.ts'
import type { Requester } from '../transport/request-json.ts'

/** The data files of a static portal, each fetched once. */
export interface StaticFiles {
  readonly joinMs: number
  readonly manifest: PortalManifest
  index(): Promise<NonNullable<StaticFile['index']>>
  /** The file for the answer to a canonical reference. */
  owners(ref: string): Promise<NonNullable<StaticFile['owners']>>
  /** The file for the entity with a canonical reference. */
  entities(ref: string): Promise<NonNullable<StaticFile['entities']>>
  allEntities(): Promise<readonly NonNullable<StaticFile['entities']>[]>
}

/** The data files in a manifest. Throws `unexpected-answer` if it has none. */
export function staticFiles(server: Requester, manifest: PortalManifest): StaticFiles {
  const { data } = manifest
  if (!Array.isArray(data?.owners) || !Array.isArray(data.entities) || typeof data.index !== 'string')
    throw new CallboardError('unexpected-answer', `${server.shown}callboard.json lists no data files; run \`callboard build\` again`)
  const fetched = new Map<string, () => Promise<unknown>>()
  const part = async <Key extends keyof StaticFile>(path: string, key: Key): Promise<NonNullable<StaticFile[Key]>> => {
    let ask = fetched.get(path)
    if (ask === undefined) fetched.set(path, (ask = joinable(() => server.ask(path), server.joinMs)))
    const content = ((await ask()) as StaticFile | null | undefined)?.[key]
    if (typeof content === 'object' && content !== null) return content
    // The next question requests it again.
    fetched.delete(path)
    throw new CallboardError(
      'unexpected-answer',
      `${server.shown} lacks a data file that its callboard.json lists; was the whole folder copied?`,
    )
  }
  const shard = (paths: readonly string[], ref: string): string => paths[shardOf(ref, paths.length)] ?? data.index
  return {
    joinMs: server.joinMs,
    manifest,
    index: () => part(data.index, 'index'),
    owners: ref => part(shard(data.owners, ref), 'owners'),
    entities: ref => part(shard(data.entities, ref), 'entities'),
    allEntities: () => Promise.all(data.entities.map(path => part(path, 'entities'))),
  }
}
