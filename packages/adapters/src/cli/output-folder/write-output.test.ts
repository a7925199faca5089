import type { PortalFile } from '@callboard/core/server'
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { readOutput } from './check-output.ts'
import { writeOutput } from './write-output.ts'

/** A build whose manifest refers to its data, and whose page refers to a script. */
function buildOf(name: string): readonly PortalFile[] {
  return [
    { path: `data/${name}.json`, body: `data of ${name}` },
    { path: `badge/component/default/${name}.svg`, body: name },
    { path: `badge/component/default/same.svg`, body: `same in ${name}` },
    { path: `callboard/part-${name}.js`, body: name },
    { path: 'callboard.js', body: `import callboard/part-${name}.js` },
    { path: 'index.html', body: `page of ${name}` },
    { path: 'callboard.json', body: JSON.stringify({ callboard: 1, data: `data/${name}.json` }) },
  ]
}

/** A signal that stops a build after this many files, as a kill does. */
function killedAfter(files: number): AbortSignal {
  let left = files
  return {
    get aborted() {
      return left-- <= 0
    },
  } as AbortSignal
}

const never = new AbortController().signal

async function write(folder: string, name: string, signal: AbortSignal = never): Promise<void> {
  await writeOutput(buildOf(name), { folder, shown: 'out', list: await readOutput(folder, 'out'), signal })
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8')

test.each(Array.from({ length: 9 }, (_, i) => i))(
  'a build killed after %d files leaves a complete portal, and the next one cleans up after it',
  async count => {
    const folder = tempFolder()
    await write(folder, 'a')
    await write(folder, 'b', killedAfter(count)).catch(() => {})
    writeInto(folder, 'callboard.tmp', 'half of a file')
    const { data } = JSON.parse(read(folder, 'callboard.json')) as { readonly data: string }
    expect(read(folder, data)).toBe(`data of ${data.slice(5, 6)}`)
    const script = read(folder, 'callboard.js').slice('import '.length)
    expect(read(folder, script)).toBe(script.slice(-4, -3))
    if (count === 0) return
    await write(folder, 'c')
    await write(folder, 'd')
    expect(filesIn(folder)).toEqual(
      ['callboard.files.json', ...[...buildOf('d')].map(({ path }) => path), 'data/c.json', 'callboard/part-c.js'].sort(),
    )
  },
)

test('a build killed before its list was complete is repeated', async () => {
  for (const start of ['', '{', '{\n "callboard": 1,\n "files": [']) {
    const folder = tempFolder({ 'callboard.tmp': start })
    await write(folder, 'a')
    expect(filesIn(folder)).not.toContain('callboard.tmp')
  }
})

test('folders left empty by removed files are removed', async () => {
  const folder = tempFolder()
  const files = buildOf('a')
  await writeOutput([{ path: 'badge/group/other/x.svg', body: '' }, ...files], {
    folder,
    shown: 'out',
    list: await readOutput(folder, 'out'),
    signal: never,
  })
  await write(folder, 'a')
  expect(readdirSync(join(folder, 'badge'))).toEqual(['component'])
})

test('unchanged files are not written again', async () => {
  const folder = tempFolder()
  await write(folder, 'a')
  const paths = buildOf('a').map(({ path }) => path)
  const earlier = new Date('2020-01-01')
  for (const path of paths) utimesSync(join(folder, path), earlier, earlier)
  writeInto(folder, 'index.html', 'changed by hand')
  await write(folder, 'a')
  expect(paths.filter(path => statSync(join(folder, path)).mtimeMs !== earlier.getTime())).toEqual(['index.html'])
  expect(read(folder, 'index.html')).toBe('page of a')
})
