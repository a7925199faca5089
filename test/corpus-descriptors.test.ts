import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readItem } from '../packages/core/src/descriptor/read-item.ts'
import type { ParsedFile } from '../packages/core/src/descriptor/types.ts'
import { coreKinds } from '../packages/core/src/kinds/core-kinds.ts'
import { parseRef, stringifyRef } from '../packages/core/src/ref.ts'
import { sharedDir, withoutShared } from './support/shared.ts'

interface OracleRecord {
  readonly repo: string
  readonly file: string
  readonly doc: number
  readonly line: number
  readonly verdict: 'ok' | 'invalid' | 'yaml-error' | 'relation-error' | 'not-an-object' | 'empty'
  readonly entityRef?: string
  readonly relations?: readonly (readonly [source: string, type: string, target: string])[]
}

const shared = sharedDir()
const folder = `${shared ?? ''}/corpus/descriptors`
const records =
  shared === undefined ? [] : (JSON.parse(readFileSync(`${shared}/corpus/oracle.json`, 'utf8')) as { records: OracleRecord[] }).records

/** Every recorded file, read as the source of its repository would yield it. */
async function readAll(): Promise<ReadonlyMap<string, ParsedFile>> {
  const files = new Map<string, ParsedFile>()
  for (const { repo, file } of records) {
    const key = `${repo}/${file}`
    if (files.has(key)) continue
    const at = (path: string): string => `${folder}/${repo}/${path}`
    files.set(
      key,
      await readItem(
        { type: 'text', path: file, text: readFileSync(at(file), 'utf8') },
        {
          source: repo,
          kinds: coreKinds,
          signal: new AbortController().signal,
          files: {
            async read(path) {
              return existsSync(at(path)) ? { type: 'text', path, text: readFileSync(at(path), 'utf8') } : undefined
            },
            async glob() {
              return []
            },
          },
        },
      ),
    )
  }
  return files
}

/** The relations of all entities of a repository in both directions; the reverse only if the target exists. */
function relationsOf(
  edges: readonly (readonly [source: string, type: string, target: string])[],
  exists: (ref: string) => boolean,
): readonly string[] {
  return [...new Set(edges.filter(([source]) => exists(source)).map(edge => edge.join(' ')))].toSorted()
}

function canonical(ref: string): string {
  return stringifyRef(parseRef(ref))
}

describe.skipIf(shared === undefined)(`Real descriptors${withoutShared}`, () => {
  test('get the same verdict as in Backstage, document by document', async () => {
    const files = await readAll()
    const wrong: string[] = []
    const seen = new Set<string>()
    for (const { repo, file, doc, line, verdict, entityRef } of records) {
      const report = files.get(`${repo}/${file}`)?.documents.find(({ index }) => index === doc)
      seen.add(`${repo}/${file}#${String(doc)}`)
      const ours = report === undefined ? 'empty' : report.valid ? 'valid' : 'not valid'
      const theirs = verdict === 'empty' ? 'empty' : verdict === 'ok' ? 'valid' : 'not valid'
      if (ours !== theirs) wrong.push(`${repo}/${file}#${String(doc)}: ${ours}, but Backstage says ${verdict}`)
      if (report !== undefined && report.line !== line)
        wrong.push(`${repo}/${file}#${String(doc)}: line ${String(report.line)}, not ${String(line)}`)
      if (verdict === 'ok' && report?.entityRef !== entityRef)
        wrong.push(`${repo}/${file}#${String(doc)}: ${String(report?.entityRef)}, not ${String(entityRef)}`)
    }
    for (const [key, { documents }] of files) {
      for (const { index } of documents)
        if (!seen.has(`${key}#${String(index)}`)) wrong.push(`${key}#${String(index)}: Backstage sees no such document`)
    }
    expect(wrong).toEqual([])
    expect(records.length).toBeGreaterThan(1900)
  })

  test('have the same relations as in Backstage, repository by repository', async () => {
    const files = await readAll()
    const repos = new Map<string, OracleRecord[]>()
    for (const record of records) {
      const list = repos.get(record.repo)
      if (list === undefined) repos.set(record.repo, [record])
      else list.push(record)
    }
    const wrong: string[] = []
    let compared = 0
    for (const [repo, all] of repos) {
      const descriptors = [...files].filter(([key]) => key.startsWith(`${repo}/`)).flatMap(([, file]) => file.descriptors)
      const refs = new Set(descriptors.map(({ ref }) => ref))
      const exists = (ref: string): boolean => refs.has(ref)
      const ours = relationsOf(
        descriptors.flatMap(({ ref, edges }) =>
          edges.flatMap(({ type, inverse, target }) => [[ref, type, target] as const, [target, inverse, ref] as const]),
        ),
        exists,
      )
      const theirs = relationsOf(
        all
          .filter(({ verdict }) => verdict === 'ok')
          .flatMap(({ relations = [] }) =>
            relations.map(([source, type, target]) => [canonical(source), type, canonical(target)] as const),
          ),
        exists,
      )
      compared += theirs.length
      for (const edge of theirs) if (!ours.includes(edge)) wrong.push(`${repo}: ${edge} is missing`)
      for (const edge of ours) if (!theirs.includes(edge)) wrong.push(`${repo}: ${edge} is not in Backstage`)
    }
    expect(wrong).toEqual([])
    expect(compared).toBeGreaterThan(3000)
  })

  test('get a line and a column in every diagnostic', async () => {
    const homeless = [...(await readAll()).values()]
      .flatMap(({ diagnostics }) => diagnostics)
      .filter(({ at }) => at.line === undefined || at.column === undefined)
    expect(homeless).toEqual([])
  })
})
