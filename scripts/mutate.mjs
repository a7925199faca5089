// `npm run mutate [-- file or glob …]`: changes the guards, one small change at a time, and lists the changes that no test notices.
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, matchesGlob, relative } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { guards } from '../test/mutation/guards.ts'
import { sharedDir } from '../test/support/shared.ts'
import { root } from './toolchain.mjs'

/** The percentage of changes that the tests must notice. */
const wanted = 95
const listFile = 'test/mutation/survivors.json'

/** Mutates the guards that match the arguments, or all of them. Resolves to true when enough changes are noticed and the list of survivors is correct. */
export async function mutate(words) {
  const isMeant = file => words.length === 0 || words.some(word => file === word || matchesGlob(file, word))
  const groups = guards
    .map(group => ({ ...group, files: globSync(group.files, { cwd: root }).map(toPosix).filter(isMeant) }))
    .filter(group => group.files.length > 0)
  if (groups.length === 0) {
    console.error('No guard has this name. They are listed in test/mutation/guards.ts')
    return false
  }
  const mutants = []
  for (const [i, group] of groups.entries()) {
    console.log(`── ${String(i + 1)}/${String(groups.length)} ${group.name}: ${String(group.files.length)} files`)
    mutants.push(...(await mutateGroup(group)))
  }
  const files = groups.flatMap(group => group.files)
  return report(files, mutants)
}

/** Every change in the files of one group, and its outcome. */
async function mutateGroup({ files, tests }) {
  const shared = sharedDir()
  if (shared !== undefined) process.env.CALLBOARD_SHARED = shared
  process.env.CALLBOARD_MUTATION_TESTS = JSON.stringify(tests)
  const stryker = new Stryker({
    mutate: files,
    testRunner: 'vitest',
    // Not `related`: only the tests in the table are run.
    vitest: { configFile: 'test/mutation/vitest.config.mjs', related: false, pool: 'forks' },
    plugins: ['@stryker-mutator/vitest-runner'],
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env.CALLBOARD_AT_ONCE ?? Math.min(4, availableParallelism())),
    ignorePatterns: ['/*', '!/packages', '!/test', '!/*.json', '!/*.ts', 'dist', 'dist-cdn', '/packages/widgets'],
    // Not a file: to rewrite one, Stryker needs a TypeScript API that the native version lacks.
    tsconfigFile: join('.build', 'no-tsconfig.json'),
    tempDirName: join('.build', 'mutation'),
    cleanTempDir: 'always',
    // Long enough for a busy machine. An endless loop is found earlier, by counting.
    timeoutMS: 30_000,
    reporters: ['progress-append-only'],
    logLevel: 'error',
    allowConsoleColors: false,
  })
  return (await stryker.runMutationTest()).map(describeMutant)
}

/** A change as written in the list of survivors, its outcome, and its position. */
function describeMutant({ fileName, location: { start, end }, replacement, status, mutatorName }) {
  const lines = readFileSync(fileName, 'utf8').split('\n')
  const cut = lines.slice(start.line - 1, end.line)
  cut[cut.length - 1] = cut[cut.length - 1].slice(0, end.column - 1)
  cut[0] = cut[0].slice(start.column - 1)
  const file = toPosix(relative(root, fileName))
  const oneLine = text => text.replace(/\s+/g, ' ').trim()
  return {
    file,
    line: lines[start.line - 1].trim(),
    mutant: `${oneLine(cut.join('\n'))} → ${oneLine(replacement ?? mutatorName)}`,
    status,
    at: `${file}:${String(start.line)}:${String(start.column)}`,
  }
}

function report(files, mutants) {
  const listed = JSON.parse(readFileSync(join(root, listFile), 'utf8'))
  const keyOf = ({ file, line, mutant }) => JSON.stringify([file, line, mutant])
  const known = new Set(listed.map(keyOf))
  const survivors = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  const surviving = new Set(survivors.map(keyOf))
  const unlisted = survivors.filter(mutant => !known.has(keyOf(mutant)))
  const outlived = listed.filter(entry => files.includes(entry.file) && !surviving.has(keyOf(entry)))

  const rows = [...files.sort(), undefined].map(file =>
    rowOf(file, file === undefined ? mutants : mutants.filter(one => one.file === file)),
  )
  console.log()
  console.table(Object.fromEntries(rows))
  for (const { at, mutant, line, status } of unlisted) {
    console.log(`✗ ${at} ${status === 'NoCoverage' ? 'no test runs this' : 'survived'}\n    ${mutant}\n    in: ${line}`)
  }
  if (unlisted.length > 0)
    console.log(`\n${String(unlisted.length)} survivors are not in ${listFile}. Test them, or list each with its reason`)
  for (const { file, mutant, line } of outlived)
    console.log(`✗ ${file} is listed in ${listFile}, but does not survive\n    ${mutant}\n    in: ${line}`)
  const [, { score }] = rows.at(-1)
  if (score < wanted) console.log(`\n${String(score)} % of the changes are noticed; ${String(wanted)} % have to be`)
  return score >= wanted && unlisted.length === 0 && outlived.length === 0
}

function rowOf(file, mutants) {
  const count = status => mutants.filter(one => one.status === status).length
  const [killed, timeouts, survived, uncovered, errors] = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError'].map(count)
  const all = killed + timeouts + survived + uncovered
  const score = all === 0 ? 100 : Math.floor(((killed + timeouts) / all) * 1000) / 10
  return [file ?? 'all', { killed, timeouts, survived, 'not run': uncovered, errors, score }]
}

function toPosix(path) {
  return path.replaceAll('\\', '/')
}
