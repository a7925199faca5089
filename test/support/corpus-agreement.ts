import { parseRef, stringifyRef } from '@callboard/core'
import { readFileSync } from 'node:fs'
import { runCommand } from '../../packages/adapters/src/cli/run-command.ts'

/** The result of Backstage's own code for one document. */
interface OracleRecord {
  /** `<repository>/<file>#<document>` */
  readonly id: string
  readonly repo: string
  readonly file: string
  readonly doc: number
  readonly line: number
  readonly verdict: 'ok' | 'invalid' | 'yaml-error' | 'relation-error' | 'not-an-object' | 'empty'
  readonly entityRef?: string
  readonly relations?: readonly Triple[]
}

type Triple = readonly [source: string, type: string, target: string]

/** How many answers were compared, and a description of each difference. */
export interface Agreement {
  readonly compared: number
  readonly differences: readonly string[]
}

interface DocumentVerdict {
  readonly path: string
  readonly index: number
  readonly line: number
  readonly entityRef: string | null
  readonly valid: boolean
}

/** The verdicts of `callboard validate` on all real descriptors at once, compared with Backstage's, document by document. */
export async function compareVerdicts(shared: string): Promise<Agreement> {
  const ours = new Map<string, DocumentVerdict>()
  for (const line of (await write(['validate', `${shared}/corpus/descriptors`, '--format', 'ndjson'])).trimEnd().split('\n')) {
    const verdict = JSON.parse(line) as DocumentVerdict
    ours.set(`${verdict.path}#${String(verdict.index)}`, verdict)
  }
  const differences: string[] = []
  const records = readOracle(shared).filter(({ verdict }) => verdict !== 'empty')
  for (const { id, line, verdict, entityRef } of records) {
    const answer = ours.get(id)
    ours.delete(id)
    if (answer === undefined) differences.push(`${id}: not there, but Backstage says ${verdict}`)
    else if (answer.valid !== (verdict === 'ok'))
      differences.push(`${id}: ${answer.valid ? 'valid' : 'not valid'}, but Backstage says ${verdict}`)
    else if (answer.line !== line) differences.push(`${id}: begins on line ${String(answer.line)}, not ${String(line)}`)
    else if (answer.valid && answer.entityRef !== entityRef)
      differences.push(`${id}: ${String(answer.entityRef)}, not ${String(entityRef)}`)
  }
  for (const id of ours.keys()) differences.push(`${id}: Backstage sees no such document`)
  return { compared: records.length, differences }
}

/**
 * The relations of `callboard relations` on each repository, built alone, compared with Backstage's: those of the entity that declares them always,
 * those of the other side if it exists. If documents in a repository define the same entity, the first path and document counts, as
 * DESIGN.md says (`duplicate-entity`): in Backstage it is the one that was registered first, which is not in the files.
 */
export async function compareRelations(shared: string): Promise<Agreement> {
  const repos = Map.groupBy(readOracle(shared), ({ repo }) => repo)
  const differences: string[] = []
  let compared = 0
  for (const [repo, records] of repos) {
    const written = JSON.parse(await write(['relations', `${shared}/corpus/descriptors/${repo}`, '--json'])) as {
      source: string
      type: string
      target: string
    }[]
    const ours = new Set(written.map(({ source, type, target }) => `${source} ${type} ${target}`))
    const refs = firstDefinitions(records)
    const triples = [...refs.values()].flatMap(({ relations = [] }) =>
      relations.map(([source, type, target]) => [canonical(source), type, canonical(target)] as const),
    )
    const theirs = new Set(triples.filter(([source]) => refs.has(source)).map(triple => triple.join(' ')))
    compared += theirs.size
    for (const relation of theirs) if (!ours.has(relation)) differences.push(`${repo}: ${relation} is missing`)
    for (const relation of ours) if (!theirs.has(relation)) differences.push(`${repo}: ${relation} is not in Backstage`)
  }
  return { compared, differences }
}

function firstDefinitions(records: readonly OracleRecord[]): ReadonlyMap<string, OracleRecord> {
  const first = new Map<string, OracleRecord>()
  for (const record of records) {
    const { entityRef, verdict, file, doc } = record
    if (verdict !== 'ok' || entityRef === undefined) continue
    const other = first.get(entityRef)
    if (other === undefined || file < other.file || (file === other.file && doc < other.doc)) first.set(entityRef, record)
  }
  return first
}

function readOracle(shared: string): readonly OracleRecord[] {
  return (JSON.parse(readFileSync(`${shared}/corpus/oracle.json`, 'utf8')) as { readonly records: readonly OracleRecord[] }).records
}

function canonical(ref: string): string {
  return stringifyRef(parseRef(ref))
}

/** The output of a run of the command. */
async function write(args: readonly string[]): Promise<string> {
  let written = ''
  await runCommand(args, {
    out: text => void (written += text),
    err: () => undefined,
    isTty: false,
    isErrTty: false,
    env: {},
    cwd: process.cwd(),
    signal: new AbortController().signal,
  })
  return written
}
