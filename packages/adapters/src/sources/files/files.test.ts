import { createCatalog, type Source, type SourceEvent, type SourceItem } from '@callboard/core'
import { describeSource } from '@callboard/core/testing'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, onTestFinished, test } from 'vitest'
import { componentText, tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { files, type FilesOptions } from './files.ts'
import { following, withoutRoot } from './follow-folder.fixture.ts'

const never = new AbortController().signal

async function readAll(source: Source, known: ReadonlyMap<string, string> = new Map()): Promise<readonly SourceItem[]> {
  const items: SourceItem[] = []
  for await (const item of source.read({ signal: never, known })) items.push(item)
  return items
}

async function pathsOf(source: Source): Promise<readonly string[]> {
  return (await readAll(source)).map(({ path }) => path)
}

let latest = ''
describeSource('files', {
  create() {
    latest = tempFolder({
      'catalog-info.yaml': componentText('a'),
      'deep/er/b.yml': componentText('b'),
      'docs/readme.md': 'Read me',
      'not-one.json': '{}',
    })
    symlinkSync('/etc/hostname', join(latest, 'outside.yaml'))
    return files(latest)
  },
  paths: ['catalog-info.yaml', 'deep/er/b.yml', 'outside.yaml'],
  texts: { 'catalog-info.yaml': componentText('a'), 'deep/er/b.yml': componentText('b') },
  failures: { 'outside.yaml': 'outside-root' },
  createUnreachable: () => files(join(tempFolder(), 'missing')),
  neighbour: { path: 'docs/readme.md', text: 'Read me' },
  change: path => writeInto(latest, path, componentText('changed')),
  remove: path => unlinkSync(join(latest, path)),
})

describe('what files() reads', () => {
  const world = {
    'catalog-info.yaml': componentText('a'),
    'pay/catalog-info.yaml': componentText('b'),
    'pay/catalog-info.json': '{}',
    'pay/deploy.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
    'pay/openapi.yaml': 'openapi: 3.1.0\ninfo: {}\n',
    'compose.yaml': 'services: {}\n',
    '.github/workflows/ci.yaml': 'on: push\n',
    '.backstage/teams.yaml': componentText('c'),
    'node_modules/x/catalog-info.yaml': componentText('x'),
    '.git/catalog-info.yaml': componentText('x'),
    'README.md': '',
  }

  test('from a folder is every YAML file that is not another format, and JSON files by name', async () => {
    expect(await pathsOf(files(tempFolder(world)))).toEqual([
      '.backstage/teams.yaml',
      'catalog-info.yaml',
      'pay/catalog-info.json',
      'pay/catalog-info.yaml',
    ])
  })

  test('from a glob is what it matches, even other formats, relative to the folder where the glob starts', async () => {
    const root = tempFolder(world)
    expect(await pathsOf(files(`${root}/**/catalog-info.yaml`))).toEqual(['catalog-info.yaml', 'pay/catalog-info.yaml'])
    expect(await pathsOf(files(`${root}/pay/*.{yaml,json}`))).toEqual([
      'catalog-info.json',
      'catalog-info.yaml',
      'deploy.yaml',
      'openapi.yaml',
    ])
    expect(await pathsOf(files(`${root}/none/../pay/d*.yaml`)).catch((error: unknown) => error)).toMatchObject({ code: 'not-found' })
  })

  test('from one file is that file, even with special characters in its name', async () => {
    const root = tempFolder({ ...world, 'odd [1] {a,b} (c)!.yaml': componentText('odd') })
    expect(await pathsOf(files(join(root, 'pay/deploy.yaml')))).toEqual(['deploy.yaml'])
    expect(await pathsOf(files(join(root, 'odd [1] {a,b} (c)!.yaml')))).toEqual(['odd [1] {a,b} (c)!.yaml'])
  })

  test('from a folder with `include` is what the globs match', async () => {
    const source = files(tempFolder(world), { include: ['**/openapi.yaml', 'compose.yaml'] })
    expect(await pathsOf(source)).toEqual(['compose.yaml', 'pay/openapi.yaml'])
  })

  test('from a folder is YAML at any depth with either extension, and JSON only with the name of a catalog file', async () => {
    const read = ['a.yaml', 'b.yml', 'catalog-info.json', 'x/y/c.yml', 'x/y/catalog-info-teams.json', 'x/y/d.yaml']
    const others = ['a.yaml.txt', 'package.json', 'x/my-catalog-info.json', 'x/y/catalog.json', 'yaml']
    expect(await pathsOf(files(tempFolder(Object.fromEntries([...read, ...others].map(path => [path, componentText('a')])))))).toEqual(read)
  })

  test.each(['.git', 'node_modules', '..2024_01'])('never includes the folder %s, unless the path starts there', async folder => {
    const root = tempFolder({ [`${folder}/a.yaml`]: componentText('a'), [`x/${folder}/y/b.yaml`]: componentText('b') })
    expect(await pathsOf(files(root))).toEqual([])
    expect(await pathsOf(files(root, { include: ['**/*.yaml', `${folder}/*`] }))).toEqual([])
    expect(await pathsOf(files(`${root}/**/*.yaml`))).toEqual([])
    for (const path of [`${folder}/a.yaml`, `${folder}/*.yaml`, folder]) expect(await pathsOf(files(join(root, path)))).toEqual(['a.yaml'])
  })

  /** What is read of a folder with this file, of the same folder with `include`, and of a glob. */
  const readOf = async (path: string, text: string) => {
    const root = tempFolder({ 'catalog-info.yaml': componentText('good'), [path]: text })
    const sources = [files(root), files(root, { include: ['**/*.{yaml,yml}'] }), files(`${root}/**/*.{yaml,yml}`)]
    return await Promise.all(sources.map(async source => (await pathsOf(source)).includes(path)))
  }

  test.each([
    '.github/workflows',
    '.circleci',
    '.terraform',
    '.venv',
    'venv',
    '__pycache__',
    '.tox',
    '.gradle',
    '.idea',
    '.vscode',
    '.yarn',
    '.cache',
    'bower_components',
  ])('from a folder is nothing in %s, unless a glob matches it', async folder => {
    expect(await readOf(`${folder}/a.yaml`, componentText('a'))).toEqual([false, true, true])
    expect(await readOf(`deep/${folder}/er/a.yaml`, componentText('a'))).toEqual([false, true, true])
    expect(await readOf(`${folder}-own/a.yaml`, componentText('a'))).toEqual([true, true, true])
  })

  test.each(['.backstage', '.catalog', '.github', '.github/catalog', 'workflows'])('includes the folder %s', async folder => {
    expect(await readOf(`${folder}/a.yaml`, componentText('a'))).toEqual([true, true, true])
  })

  test.each([
    'compose.yaml',
    'docker-compose.yml',
    'compose.prod.yaml',
    'mkdocs.yml',
    '.gitlab-ci.yml',
    '.travis.yml',
    'azure-pipelines.yml',
    'bitbucket-pipelines.yml',
    'cloudbuild.yaml',
    'codecov.yml',
    '.eslintrc.yaml',
    '.prettierrc.yaml',
    '.yamllint.yaml',
    '.golangci.yml',
    '.pre-commit-config.yaml',
    'Chart.yaml',
    'values.yaml',
    'values-prod.yaml',
    'helmfile.yaml',
    'kustomization.yaml',
    'skaffold.yaml',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'pubspec.yaml',
    'dependabot.yml',
    'renovate.yaml',
    '.goreleaser.yaml',
    '.readthedocs.yaml',
    'serverless.yml',
    'playbook.yml',
    'environment.yml',
    'buf.gen.yaml',
    'app-config.production.yaml',
  ])('from a folder is not %s, the name of another format, unless a glob matches it', async name => {
    expect(await readOf(`deep/${name}`, componentText('a'))).toEqual([false, true, true])
    expect(await readOf(`deep/own-${name}`, componentText('a'))).toEqual([true, true, true])
  })

  test.each([
    'openapi: 3.1.0\n',
    '# Pets\n---\nswagger: "2.0"\n',
    'asyncapi: 3.0.0\n',
    'apiVersion: v1\nkind: Secret\n',
    'kind: Deployment\napiVersion: apps/v1\n',
    'apiVersion: "networking.k8s.io/v1beta1"\nkind: Ingress\n',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\n',
    'on: push\njobs: {}\n',
    'jobs:\n  a: {}\n',
    'stages: [test]\n',
    'AWSTemplateFormatVersion: 2010-09-09\n',
    'site_name: Docs\n',
    '$schema: https://json-schema.org/draft/2020-12/schema\n',
  ])('from a folder is not a file that starts with another format, unless a glob matches it: %j', async text => {
    expect(await readOf('a.yaml', text)).toEqual([false, true, true])
  })

  test.each([
    'metadata: {}\n',
    'title: x\nopenapi: 3.1.0\n',
    'apiVersion: example.com/v1\nkind: Pipeline\n',
    'on: push\nkind: Pipeline\n',
    `apiVersion: v1\nkind: Secret\n---\n${componentText('a')}`,
    'just text\n',
  ])('from a folder is a file that is no known format, or mentions Backstage: %j', async text => {
    expect(await readOf('a.yaml', text)).toEqual([true, true, true])
  })

  test('is reached by a Location by path although it is excluded, of another format or not matched, and then refers to others', async () => {
    const location = (name: string, targets: string): string =>
      `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: ${name}}\nspec: {presence: optional, targets: [${targets}]}\n`
    const root = tempFolder({
      'all.yaml': location('all', './templates/a.yaml, ./compose.yaml, ./notes.txt, "./templates/more/*.yaml"'),
      'templates/a.yaml': componentText('excluded'),
      'templates/more/b.yaml': componentText('by-pattern'),
      'compose.yaml': componentText('named-like-another-format'),
      'notes.txt': location('notes', './templates/deep/c.txt'),
      'templates/deep/c.txt': componentText('reached-from-there'),
    })
    const catalog = await createCatalog({ sources: [files(root, { exclude: ['templates'] })] })
    expect([...catalog.entities].map(({ metadata }) => metadata.name).toSorted()).toEqual([
      'all',
      'excluded',
      'named-like-another-format',
      'notes',
      'reached-from-there',
    ])
  })

  test('has the location of each file, and a revision that detects unchanged files', async () => {
    const root = tempFolder({ 'a.yaml': 'kind: A', 'b.yaml': 'kind: B' })
    const first = await readAll(files(root))
    expect(first).toMatchObject([{ type: 'text', text: 'kind: A', location: 'file:a.yaml' }, { path: 'b.yaml' }])
    const known = new Map(first.map(({ path, revision }) => [path, String(revision)]))
    writeInto(root, 'b.yaml', 'kind: Bee')
    expect((await readAll(files(root), known)).map(({ type }) => type)).toEqual(['unchanged', 'text'])
  })

  test('can be empty: an empty folder is fine, but a missing folder is an error', async () => {
    const root = tempFolder()
    expect(await pathsOf(files(root))).toEqual([])
    const source = files(root)
    await readAll(source)
    rmSync(root, { recursive: true })
    await expect(readAll(source)).rejects.toMatchObject({ code: 'not-found' })
    await expect(readAll(files('  '))).rejects.toMatchObject({ code: 'invalid-options' })
  })

  test('is text in UTF-8, or UTF-16 with a byte order mark', async () => {
    const root = tempFolder({
      'latin.yaml': Uint8Array.from([0x6e, 0x3a, 0x20, 0xe9, 0x0a]),
      'marked.yaml': Uint8Array.from([0xff, 0xfe, 0x61, 0x00]),
    })
    expect(await readAll(files(root))).toMatchObject([
      { type: 'failed', reason: 'unreadable', message: 'latin.yaml is not text in UTF-8' },
      { type: 'text', text: 'a' },
    ])
  })

  test('is limited in size, file by file', async () => {
    const root = tempFolder({ 'large.yaml': '#'.repeat(101), 'small.yaml': '#'.repeat(100) })
    expect(await readAll(files(root, { maxFileBytes: 100 }))).toMatchObject([
      { type: 'failed', path: 'large.yaml', reason: 'too-large', message: 'large.yaml has 101 bytes, more than the limit of 100' },
      { type: 'text', path: 'small.yaml' },
    ])
  })
})

describe('symbolic links', () => {
  function linked(): string {
    const root = tempFolder({
      'in/a.yaml': componentText('a'),
      'in/text.txt': componentText('b'),
      'in/sub/c.yaml': componentText('c'),
      'out/secret.yaml': componentText('secret'),
    })
    const link = (target: string, path: string): void => symlinkSync(target, join(root, 'in', path))
    link('a.yaml', 'same.yaml')
    link('text.txt', 'other-name.yaml')
    link('sub', 'sub-again')
    link('../out/secret.yaml', 'file-outside.yaml')
    link('../out', 'folder-outside')
    link('user@host.4711', '.#a.yaml')
    link('round.yaml', 'round.yaml')
    return join(root, 'in')
  }

  test('are followed inside the folder, once for each file, and reported if they lead outside or in a circle', async () => {
    expect((await readAll(files(linked()))).map(item => [item.path, item.type === 'failed' ? item.reason : item.type])).toEqual([
      ['a.yaml', 'text'],
      ['file-outside.yaml', 'outside-root'],
      ['folder-outside', 'outside-root'],
      ['other-name.yaml', 'text'],
      ['round.yaml', 'unreadable'],
      ['sub/c.yaml', 'text'],
    ])
  })

  test('never let a neighbour lead outside, however its path is written', async () => {
    const { files: neighbours } = files(linked())
    for (const path of ['file-outside.yaml', 'folder-outside/secret.yaml', '../out/secret.yaml', 'sub/../../out/secret.yaml']) {
      await expect(neighbours?.read(path, never), path).rejects.toMatchObject({ code: 'refused' })
    }
    await expect(neighbours?.glob('sub/../../out/*', never)).rejects.toMatchObject({ code: 'refused' })
    expect(await neighbours?.glob('./**/*', never)).toEqual(['a.yaml', 'sub/c.yaml', 'text.txt'])
  })

  test('that appear and disappear while a file is read never lead outside', async () => {
    const root = tempFolder({ 'in/d/a.yaml': componentText('good'), 'out/a.yaml': componentText('secret') })
    const swap = `
      const { renameSync, symlinkSync, unlinkSync } = require('node:fs')
      const { parentPort, workerData: root } = require('node:worker_threads')
      let stop = false
      parentPort.once('message', () => { stop = true })
      function round() {
        for (let i = 0; i < 100; i++) {
          renameSync(root + '/in/d', root + '/kept')
          symlinkSync('../out', root + '/in/d')
          unlinkSync(root + '/in/d')
          renameSync(root + '/kept', root + '/in/d')
        }
        if (stop) parentPort.close()
        else setImmediate(round)
      }
      round()`
    const worker = new Worker(swap, { eval: true, workerData: root })
    const ended = once(worker, 'exit')
    const { files: neighbours } = files(join(root, 'in'))
    const seen = { good: 0, refused: 0, secret: 0 }
    for (let i = 0; i < 5000; i++) {
      try {
        const text = (await neighbours?.read('d/a.yaml', never))?.text
        if (text !== undefined) seen[text.includes('secret') ? 'secret' : 'good'] += 1
      } catch {
        seen.refused += 1
      }
    }
    worker.postMessage('stop')
    await ended
    expect(seen.secret).toBe(0)
    expect(seen.good).toBeGreaterThan(0)
    expect(seen.refused).toBeGreaterThan(0)
  })

  test('to the same unlisted file count once', async () => {
    const root = tempFolder({ 'real.text': componentText('a') })
    symlinkSync('real.text', join(root, 'b.yaml'))
    symlinkSync('b.yaml', join(root, 'a.yaml'))
    expect(await pathsOf(files(root))).toEqual(['a.yaml'])
  })

  test('of a mounted Kubernetes volume return each file under its own name', async () => {
    const root = tempFolder({ '..2024_01/catalog.yaml': componentText('a') })
    symlinkSync('..2024_01', join(root, '..data'))
    symlinkSync('..data/catalog.yaml', join(root, 'catalog.yaml'))
    expect(await readAll(files(root))).toMatchObject([{ type: 'text', path: 'catalog.yaml' }])
  })

  test('can be the folder itself', async () => {
    const root = tempFolder({ 'real/a.yaml': componentText('a') })
    symlinkSync('real', join(root, 'link'))
    expect(await readAll(files(join(root, 'link')))).toMatchObject([{ path: 'a.yaml', location: 'file:a.yaml' }])
  })
})

describe('an unreadable path', () => {
  test('is reported, file by file', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a'), 'b.yaml': componentText('b') })
    chmodSync(root, 0o755)
    chmodSync(join(root, 'b.yaml'), 0o000)
    expect(await withoutRoot(async () => await readAll(files(root)))).toMatchObject([
      { type: 'text', path: 'a.yaml' },
      { type: 'failed', path: 'b.yaml', reason: 'unreadable', message: 'b.yaml cannot be read: permission denied' },
    ])
  })

  test.skipIf(process.platform !== 'linux')('is reported when its name is not text', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a') })
    writeFileSync(Buffer.concat([Buffer.from(`${root}/b`), Buffer.from([0xff]), Buffer.from('.yaml')]), componentText('b'))
    expect(await readAll(files(root))).toMatchObject([
      { type: 'text', path: 'a.yaml' },
      { type: 'failed', reason: 'unreadable', message: 'b\ufffd.yaml cannot be read: its name is not text in UTF-8' },
    ])
  })

  test('can be a folder, whose last good entities are kept', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a'), 'sub/b.yaml': componentText('b') })
    chmodSync(root, 0o755)
    const catalog = await createCatalog({ sources: [files(root)] })
    onTestFinished(async () => await catalog.close())
    chmodSync(join(root, 'sub'), 0o000)
    const { changes } = await withoutRoot(async () => await catalog.refresh())
    expect(changes).toEqual([])
    expect(catalog.size).toBe(2)
    expect(catalog.diagnostics.filter(({ code }) => code === 'source/unreadable-file').map(({ at }) => at.path)).toEqual([
      'sub',
      'sub/b.yaml',
    ])
    expect(catalog.owner('b').stale?.because).toBe('sub cannot be read: permission denied')
    chmodSync(join(root, 'sub'), 0o755)
    await catalog.refresh()
    expect(catalog.owner('b').stale).toBeUndefined()
  })

  test('is an error for a file that a Location included before, while a target that never existed is a warning', async () => {
    const root = tempFolder({
      'all.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: all\nspec:\n  targets:\n    - ./more.txt\n    - ./never.txt\n',
      'more.txt': componentText('more'),
    })
    const catalog = await createCatalog({ sources: [files(root)] })
    onTestFinished(async () => await catalog.close())
    writeInto(root, 'more.txt', Uint8Array.from([0xff, 0x00, 0xff]))
    await catalog.refresh()
    expect(catalog.get('component:default/more')).toBeDefined()
    expect(catalog.diagnostics.filter(({ code }) => code === 'source/unreadable-file' || code === 'descriptor/location')).toMatchObject([
      { code: 'descriptor/location', severity: 'warning', at: { path: 'all.yaml', line: 8 } },
      { code: 'source/unreadable-file', severity: 'error', at: { path: 'more.txt' } },
    ])
  })

  test('that is the root makes the source unreadable', async () => {
    const root = tempFolder({ 'in/a.yaml': componentText('a') })
    chmodSync(root, 0o755)
    chmodSync(join(root, 'in'), 0o000)
    onTestFinished(() => chmodSync(join(root, 'in'), 0o755))
    await expect(withoutRoot(async () => await readAll(files(join(root, 'in'))))).rejects.toMatchObject({ code: 'unreachable' })
  })
})

/** Resolves when the whole folder is watched; `next` then returns the events of the next batches until one for `path` appears. */
async function watched(root: string, options: FilesOptions = {}): Promise<{ readonly about: (path: string) => Promise<SourceEvent> }> {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const source = files(root, options)
  const iterator = source.watch?.({ signal: stop.signal })[Symbol.asyncIterator]()
  const next = async (): Promise<readonly SourceEvent[]> => {
    const step = await iterator?.next()
    return step?.done === false ? step.value : []
  }
  const first = next()
  await readAll(source)
  expect(await first).toEqual([{ type: 'resync' }])
  return {
    async about(path) {
      for (;;) {
        const batch = await next()
        if (batch.length === 0) throw new Error('The watch ended')
        const event = batch.find(one => (one.type === 'changed' ? one.item.path : one.type === 'resync' ? '' : one.path) === path)
        if (event !== undefined) return event
      }
    },
  }
}

describe('a watched folder reports', () => {
  test('an edit, and an added, a replaced and a deleted file', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a'), 'gone.yaml': componentText('gone') })
    const { about } = await watched(root)
    writeFileSync(join(root, 'a.yaml'), componentText('edited'))
    expect(await about('a.yaml')).toMatchObject({ type: 'changed', item: { type: 'text', text: componentText('edited') } })
    writeInto(root, 'new/folder/b.yaml', componentText('b'))
    expect(await about('new/folder/b.yaml')).toMatchObject({ type: 'changed', item: { text: componentText('b') } })
    writeFileSync(join(root, 'a.tmp'), componentText('replaced'))
    renameSync(join(root, 'a.tmp'), join(root, 'a.yaml'))
    expect(await about('a.yaml')).toMatchObject({ type: 'changed', item: { text: componentText('replaced') } })
    unlinkSync(join(root, 'gone.yaml'))
    expect(await about('gone.yaml')).toEqual({ type: 'removed', path: 'gone.yaml' })
  })

  test('a changed neighbour as touched, without reading it', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a'), 'openapi.yaml': 'openapi: 3.1.0\n', 'CODEOWNERS': '* @a\n', 'README.md': '' })
    const { about } = await watched(root)
    for (const path of ['openapi.yaml', 'CODEOWNERS', 'README.md']) {
      writeFileSync(join(root, path), 'openapi: 3.1.1\n')
      expect(await about(path)).toEqual({ type: 'touched', path })
    }
    unlinkSync(join(root, 'README.md'))
    expect(await about('README.md')).toEqual({ type: 'touched', path: 'README.md' })
  })

  test('a changed file that is excluded, or in a folder that is never read, as touched', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a'), 'templates/b.yaml': componentText('b'), '..1/c.yaml': componentText('c') })
    const { about } = await watched(root, { exclude: ['templates'] })
    for (const path of ['templates/b.yaml', 'templates/new.yaml', '..1/c.yaml']) {
      writeInto(root, path, componentText('changed'))
      expect(await about(path)).toEqual({ type: 'touched', path })
    }
  })

  test('a descriptor that becomes another format as removed, and the reverse as changed', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a') })
    const { about } = await watched(root)
    writeFileSync(join(root, 'a.yaml'), 'openapi: 3.1.0\n')
    expect(await about('a.yaml')).toEqual({ type: 'removed', path: 'a.yaml' })
    writeFileSync(join(root, 'a.yaml'), componentText('a'))
    expect(await about('a.yaml')).toMatchObject({ type: 'changed' })
  })

  test('a new link by requesting a full reading', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a') })
    const { about } = await watched(root)
    symlinkSync('a.yaml', join(root, 'b.yaml'))
    expect(await about('')).toEqual({ type: 'resync' })
  })

  test('its own removal by throwing', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a') })
    const { about } = await watched(root)
    rmSync(root, { recursive: true })
    await expect(about('a.yaml')).rejects.toMatchObject({ code: 'unreachable' })
  })
})

describe('a catalog that follows a folder', () => {
  test('applies an edit, an added and a deleted file, and emits each change', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a'), 'b.yaml': componentText('b') })
    const { catalog, until } = await following(root)
    const untouched = catalog.get('component:default/b')
    writeInto(root, 'a.yaml', componentText('a', { owner: 'team-b' }))
    const edit = await until(() => catalog.owner('component:default/a').owner?.ref === 'group:default/team-b')
    expect(edit?.diff.changes).toMatchObject([
      { ref: 'component:default/a', change: 'changed', ownerBefore: 'group:default/team-a', ownerAfter: 'group:default/team-b' },
    ])
    expect(catalog.get('component:default/b')).toBe(untouched)
    writeInto(root, 'new/c.yaml', componentText('c'))
    await until(() => catalog.get('component:default/c') !== undefined)
    unlinkSync(join(root, 'b.yaml'))
    const removal = await until(() => catalog.get('component:default/b') === undefined)
    expect(removal?.diff.changes).toMatchObject([{ ref: 'component:default/b', change: 'removed' }])
  })

  test('sees changes made while the watch was starting', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a') })
    const opening = following(root)
    writeInto(root, 'a.yaml', componentText('early'))
    const { catalog, until } = await opening
    await until(() => catalog.get('component:default/early') !== undefined)
    expect(catalog.size).toBe(1)
  })

  test('reads an API again when the definition that it includes is touched', async () => {
    const api = (file: string): string =>
      `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: pay\nspec:\n  type: openapi\n  lifecycle: production\n  owner: team-a\n  definition:\n    $text: ./${file}\n`
    const root = tempFolder({ 'catalog/api.yaml': api('openapi.yaml'), 'catalog/openapi.yaml': 'openapi: 3.1.0\n' })
    const { catalog, until } = await following(root)
    expect(catalog.get('api:default/pay')?.spec?.['definition']).toBe('openapi: 3.1.0\n')
    writeInto(root, 'catalog/openapi.yaml', 'openapi: 3.1.1\n')
    const change = await until(() => catalog.get('api:default/pay')?.spec?.['definition'] === 'openapi: 3.1.1\n')
    expect(change?.diff.changes).toMatchObject([{ ref: 'api:default/pay', change: 'changed', fields: ['spec.definition'] }])
    expect(catalog.size).toBe(1)
  })

  test('reads CODEOWNERS again when it is touched', async () => {
    const root = tempFolder({
      'catalog-info.yaml': componentText('a').replace('  owner: team-a\n', ''),
      'teams.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: team-b\nspec:\n  type: team\n  children: []\n',
    })
    const { catalog, until } = await following(root)
    expect(catalog.owner('src/main.ts').owner).toBeUndefined()
    mkdirSync(join(root, '.github'))
    writeInto(root, '.github/CODEOWNERS', '/src/ @acme/team-b\n')
    await until(() => catalog.owner('src/main.ts').owner?.ref === 'group:default/team-b')
    expect(catalog.owner('src/main.ts').because.find(({ outcome }) => outcome === 'owner')).toMatchObject({
      step: 'codeowners',
      at: { path: '.github/CODEOWNERS', line: 1 },
    })
  })

  test('reports a link that leads outside until the link is removed', async () => {
    const root = tempFolder({ 'in/a.yaml': componentText('a'), 'out/secret.yaml': componentText('secret') })
    const { catalog, until } = await following(join(root, 'in'))
    const isReported = () => catalog.diagnostics.some(({ code, at }) => code === 'source/outside-root' && at.path === 'b.yaml')
    symlinkSync('../out/secret.yaml', join(root, 'in/b.yaml'))
    await until(isReported)
    expect(catalog.size).toBe(1)
    unlinkSync(join(root, 'in/b.yaml'))
    await until(() => !isReported())
  })

  test('sees a mounted Kubernetes volume change its version', async () => {
    const root = tempFolder({ '..1/catalog.yaml': componentText('old'), '..2/catalog.yaml': componentText('new') })
    symlinkSync('..1', join(root, '..data'))
    symlinkSync('..data/catalog.yaml', join(root, 'catalog.yaml'))
    const { catalog, until } = await following(root)
    expect(catalog.get('component:default/old')).toBeDefined()
    symlinkSync('..2', join(root, '..data_tmp'))
    renameSync(join(root, '..data_tmp'), join(root, '..data'))
    await until(() => catalog.get('component:default/new') !== undefined)
    expect(catalog.size).toBe(1)
  })

  test('sees a new file at the target of a broken link', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a') })
    symlinkSync('later.text', join(root, 'b.yaml'))
    const { catalog, until } = await following(root)
    writeInto(root, 'later.text', componentText('b'))
    await until(() => catalog.get('component:default/b') !== undefined)
    expect(catalog.size).toBe(2)
  })

  test('sees an edit at the target of a link, and ignores links to listed files', async () => {
    const root = tempFolder({ 'a.yaml': componentText('a'), 'b.text': componentText('b') })
    symlinkSync('b.text', join(root, 'b.yaml'))
    const { catalog, until } = await following(root)
    writeInto(root, 'b.text', componentText('c'))
    await until(() => catalog.get('component:default/c') !== undefined)
    symlinkSync('a.yaml', join(root, 'again.yaml'))
    writeInto(root, 'd.yaml', componentText('d'))
    await until(() => catalog.get('component:default/d') !== undefined)
    expect(catalog.diagnostics.filter(({ code }) => code === 'catalog/duplicate-entity')).toEqual([])
  })

  test('keeps its entities, stale with the reason, when the folder disappears, and recovers when it returns', async () => {
    const root = tempFolder({ 'in/a.yaml': componentText('a') })
    const { catalog, until } = await following(join(root, 'in'))
    renameSync(join(root, 'in'), join(root, 'away'))
    await until(() => catalog.sources[0]?.state === 'stale')
    expect(catalog.get('component:default/a')).toBeDefined()
    expect(catalog.sources[0]?.because).toMatch(/cannot be watched: it is gone|There is no file or folder in$/)
    renameSync(join(root, 'away'), join(root, 'in'))
    await until(() => catalog.sources[0]?.state === 'fresh')
    writeInto(root, 'in/a.yaml', componentText('again'))
    await until(() => catalog.get('component:default/again') !== undefined)
  })
})

test.skipIf(process.platform !== 'linux')('a folder whose name no path can express is reported, and the rest is read', async () => {
  const root = tempFolder({ 'good/catalog-info.yaml': componentText('good'), 'two\nlines/catalog-info.yaml': componentText('lost') })
  const bytes = Buffer.concat([Buffer.from(`${root}/bad-`), Buffer.from([0xff, 0xfe])])
  mkdirSync(bytes)
  writeFileSync(Buffer.concat([bytes, Buffer.from('/catalog-info.yaml')]), componentText('lost'))
  const catalog = await createCatalog({ sources: [files(root)] })
  expect(catalog.size).toBe(1)
  const problems = catalog.diagnostics.filter(({ code }) => code === 'source/unreadable-file')
  expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/not text in UTF-8/), expect.stringMatching(/line break/)])
})
