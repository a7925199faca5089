import { createCatalog, createPortal, saveSnapshot, type Catalog, type Portal } from '@callboard/core'
import { buildStatic, createHandler } from '@callboard/core/server'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { componentText, tempFolder, writeInto } from '../../temp-folder.fixture.ts'
import { files } from './files.ts'

const world = {
  'catalog-info.yaml': componentText('web'),
  'money/apis.yaml': [
    'apiVersion: backstage.io/v1alpha1',
    'kind: API',
    'metadata:',
    '  name: pay',
    '  annotations: { backstage.io/techdocs-ref: "dir:./docs" }',
    'spec:',
    '  type: openapi',
    '  lifecycle: production',
    '  owner: money',
    '  definition: { $text: ./pay.openapi.yaml }',
    '',
  ].join('\n'),
  'money/pay.openapi.yaml': 'openapi: 3.1.0\n',
  'teams/broken.yaml': 'kind: [',
  'CODEOWNERS': '/money/ @acme/money\n',
}

async function portalOf(root: string): Promise<Portal> {
  const portal = await createPortal({ sources: [files(root)], now: () => 0 })
  onTestFinished(async () => await portal.close())
  return portal
}

async function catalogOf(root: string, snapshot?: string): Promise<Catalog> {
  const catalog = await createCatalog({ sources: [files(root)], snapshot })
  onTestFinished(async () => await catalog.close())
  return catalog
}

const addresses = [
  '/',
  '/callboard.json',
  '/api/callboard/v1/health',
  '/api/callboard/v1/owners?entity=pay&entity=money/pay.openapi.yaml&entity=none',
  '/api/callboard/v1/graph?entity=api:pay',
  '/api/catalog/entities',
  '/api/catalog/entities/by-name/api/default/pay',
  '/badge/api/default/pay.svg',
]

/** Status, ETag and body at each URL. */
async function answersOf(portal: Portal): Promise<readonly string[]> {
  const handler = createHandler(portal)
  return await Promise.all(
    addresses.map(async address => {
      const response = await handler(new Request(`http://localhost${address}`))
      expect(response.status, address).toBe(200)
      return [address, String(response.status), response.headers.get('etag'), await response.text()].join('\n')
    }),
  )
}

async function staticFilesOf(portal: Portal): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { path, body } of buildStatic(portal)) found.push(`${path}\n${String(body)}`)
  return found
}

describe('the same files in two folders', () => {
  test('give the same answers, revision, ETags and static files, and no difference', async () => {
    const [one, two] = [tempFolder(world), tempFolder(world)]
    const [first, second] = [await portalOf(one), await portalOf(two)]
    expect(second.catalog.revision).toBe(first.catalog.revision)
    expect(second.catalog.diff(first.catalog.snapshot).changes).toEqual([])
    const [answers, built] = [await answersOf(first), await staticFilesOf(first)]
    expect(await answersOf(second)).toEqual(answers)
    expect(await staticFilesOf(second)).toEqual(built)
    expect([...answers, ...built].join('\n')).not.toContain(one)
  })

  test('locate entities by the path within the source, and reveal the folder only to the process that reads it', async () => {
    const root = tempFolder(world)
    const { catalog } = await portalOf(root)
    expect(catalog.get('api:pay')?.metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location': 'file:money/apis.yaml',
      'backstage.io/managed-by-origin-location': 'file:money/apis.yaml',
    })
    expect(catalog.get('api:pay')?.spec?.['definition']).toBe('openapi: 3.1.0\n')
    expect(catalog.origin('api:pay')).toMatchObject({ source: 'files', path: 'money/apis.yaml', location: 'file:money/apis.yaml' })
    expect(catalog.roots()).toEqual(new Map([['files', root]]))
  })
})

describe('a missing folder', () => {
  test('is named by its last part only', async () => {
    const root = tempFolder(Object.fromEntries(Object.entries(world).map(([path, text]) => [`in/${path}`, text])))
    const portal = await portalOf(join(root, 'in'))
    renameSync(join(root, 'in'), join(root, 'away'))
    await portal.catalog.refresh()
    expect(portal.catalog.sources).toMatchObject([{ state: 'stale', because: 'There is no file or folder in' }])
    expect([...(await answersOf(portal)), ...(await staticFilesOf(portal))].join('\n')).not.toContain(root)
  })

  test.each([
    ['a relative path', 'no/where', 'There is no file or folder no/where'],
    ['an absolute path', '/no/where', 'There is no file or folder where'],
    ['an absolute glob', '/no/where/*.yaml', 'There is no file or folder where'],
  ])('is reported for %s', async (_, path, because) => {
    expect((await catalogOf(path)).sources).toMatchObject([{ state: 'failed', because }])
  })
})

describe('a snapshot from another machine', () => {
  test('contains no absolute path, and saves reading the same files again', async () => {
    const [one, two] = [tempFolder(world), tempFolder(world)]
    const kept = saveSnapshot(await catalogOf(one))
    expect(kept).not.toContain(one)
    const there = await catalogOf(two, kept)
    expect(there.revision).toBe((await catalogOf(one)).revision)
    expect(there.diagnostics).toEqual((await catalogOf(two)).diagnostics)
  })

  test('answers where the folder does not exist', async () => {
    const kept = saveSnapshot(await catalogOf(tempFolder(world)))
    const there = await catalogOf(join(tempFolder(), 'missing'), kept)
    expect(there.owner('api:pay').stale?.because).toBe('There is no file or folder missing')
    expect(there.get('api:pay')?.metadata.annotations?.['backstage.io/managed-by-location']).toBe('file:money/apis.yaml')
  })
})

test('an absolute path below the folder, in a Location or a placeholder, refers to the file there', async () => {
  const root = tempFolder({ 'teams/a.txt': componentText('a') })
  const location = `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { target: ${root}/teams/a.txt }\n`
  writeInto(root, 'all.yaml', location)
  const catalog = await catalogOf(root)
  expect(catalog.get('component:a')).toBeDefined()
  expect(catalog.diagnostics.filter(({ code }) => code === 'descriptor/location')).toEqual([])
})
