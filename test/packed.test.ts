import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeFromText } from './support/code-from-text.ts'
import { filesOfExports, installPacked, packageNames, run, whyNotPacked, type Unpacked } from './support/packed.ts'
import { acceptedApi } from './support/public-api.ts'

const root = join(import.meta.dirname, '..')
const reason = whyNotPacked()
if (reason !== undefined) process.stdout.write(`skipped: the tarballs: ${reason}\n`)

const catalogFile = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: payments-api }
spec: { type: service, lifecycle: production, owner: payments }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: payments, title: Payments Team }
spec: { type: team, children: [], profile: { email: payments@example.com } }
`

const typedProgram = `import { files } from '@callboard/adapters/files'
import { serveHandler } from '@callboard/adapters/node'
import { component, createCatalog, createPortal, defineEntity, isKind, type OwnerAnswer } from '@callboard/core'
import { createClient } from '@callboard/core/client'
import { createHandler } from '@callboard/core/server'

const catalog = await createCatalog({ sources: [files('catalog')] })
const answer: OwnerAnswer = catalog.owner('payments-api')
const remote: OwnerAnswer = await createClient({ src: 'http://localhost:7007' }).owner('payments-api')
const running = await serveHandler({ handler: createHandler(await createPortal({ sources: [files('catalog')] })) })
console.log(answer.owner?.title, remote.reach.map(({ kind }) => kind), running.url)

const metadata = { name: 'payments-api' }
defineEntity(component, { metadata, spec: { type: 'service', lifecycle: 'production', owner: 'payments' } })
// @ts-expect-error -- a component has no field with this name
defineEntity(component, { metadata, spec: { type: 'service', lifecycle: 'production', ownr: 'payments' } })
const entity = catalog.get('component:default/payments-api')
if (entity !== undefined && isKind(entity, component)) {
  const owner: string | undefined = entity.spec?.owner
  // @ts-expect-error -- an owner is a string
  const wrong: number | undefined = entity.spec?.owner
  console.log(owner, wrong)
}
`

const typedPage = `import { createClient } from '@callboard/core/client'
import { CallboardProvider, OwnerBadge } from '@callboard/widgets'
import { startLoader } from '@callboard/widgets/loader'
import '@callboard/widgets/owner-badge/define'

const provider = new CallboardProvider()
provider.client = createClient({ src: '/' })
const badge: OwnerBadge = document.querySelector<OwnerBadge>('owner-badge') ?? new OwnerBadge()
provider.append(badge)
startLoader({ prefix: 'acme' })()
// @ts-expect-error -- a URL is a string
provider.src = 1
`

const bundled = { module: 'esnext', moduleResolution: 'bundler' }

describe.skipIf(reason !== undefined)('the tarballs', () => {
  let project = ''
  let packages: ReadonlyMap<string, Unpacked> = new Map()

  beforeAll(async () => {
    project = realpathSync(mkdtempSync(join(tmpdir(), 'callboard-packed-')))
    writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }')
    writeFileSync(join(project, 'catalog-info.yaml'), catalogFile)
    packages = await installPacked(project)
  })
  afterAll(() => {
    rmSync(project, { recursive: true, force: true })
  })

  const packed = (name: string): Unpacked => {
    const found = packages.get(name)
    if (found === undefined) throw new TypeError(`no tarball of ${name}`)
    return found
  }

  describe.each(packageNames)('of %s', name => {
    test('contains a README, the license and every file that its package.json refers to', () => {
      const { folder, files, manifest } = packed(name)
      expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']))
      expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'))
      const named = [...filesOfExports(manifest), ...Object.values(manifest.bin ?? {})]
      expect(named.length).toBeGreaterThan(3)
      expect(named.filter(file => !existsSync(join(folder, file)))).toEqual([])
    })

    test('contains no tests, no fixtures and no path of the machine that built it', () => {
      const { folder, files } = packed(name)
      expect(files.length).toBeGreaterThan(50)
      expect(files.filter(file => /\.(test|fixture)\.|(^|\/)(fixtures|__\w+__|node_modules)\/|\.tgz$|(^|\/)\.[^/]+$/.test(file))).toEqual(
        [],
      )
      const revealing = files.filter(file => {
        const text = readFileSync(join(folder, file), 'utf8')
        return text.includes(root) || text.includes('file:///')
      })
      expect(revealing).toEqual([])
    })

    test('has source maps that point only to files of the package', () => {
      const { folder, files } = packed(name)
      const sources = files
        .filter(file => file.endsWith('.map'))
        .flatMap(file => sourcesOf(readFileSync(join(folder, file), 'utf8')).map(source => join(file, '..', source)))
      expect(sources.length).toBeGreaterThan(10)
      expect(sources.filter(source => !source.startsWith(`src${sep}`) || !files.includes(source))).toEqual([])
    })

    test('compiles no code from text', () => {
      const { folder, files } = packed(name)
      const scripts = files.filter(file => /\.[cm]?[jt]s$/.test(file) && !file.endsWith('.d.ts'))
      expect(scripts.length).toBeGreaterThan(20)
      expect(scripts.flatMap(file => codeFromText(file, readFileSync(join(folder, file), 'utf8')).map(what => `${file}:${what}`))).toEqual(
        [],
      )
    })

    test('exports its public names to Node from every entry, with its declared dependencies and no others', async () => {
      const { manifest } = packed(name)
      const entries = Object.keys(manifest.exports).map(path => manifest.name + path.slice(1))
      const wanted = Object.entries(acceptedApi()).flatMap(([entry, names]) =>
        entries.includes(entry) && typeof names !== 'string' ? [[entry, names.filter(known => !known.startsWith('type ')).sort()]] : [],
      )
      const script = `const names = ${JSON.stringify(wanted.map(([entry]) => entry))}.map(async entry => [entry, Object.keys(await import(entry)).sort()])
      console.log(JSON.stringify(await Promise.all(names)))`
      const { code, out, err } = await run('node', ['--input-type=module', '-e', script], project)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(wanted.length).toBeGreaterThan(1)
      expect(JSON.parse(out)).toEqual(wanted)
    })
  })

  test('include a command that answers who owns something', async () => {
    const { code, out, err } = await run(join(project, 'node_modules', '.bin', 'callboard'), ['owner', 'payments-api', '--json'], project)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({ state: 'owned', owner: { ref: 'group:default/payments', title: 'Payments Team' } })
  })

  test('include a command that finds problems', async () => {
    const callboard = join(project, 'node_modules', '.bin', 'callboard')
    expect(await run(callboard, ['validate', 'catalog-info.yaml'], project)).toMatchObject({ code: 0, err: '' })
    writeFileSync(join(project, 'wrong.yaml'), catalogFile.replace(', owner: payments }', ' }'))
    const { code, out } = await run(callboard, ['validate', 'wrong.yaml'], project)
    expect(code).toBe(1)
    expect(out).toMatch(/^wrong\.yaml\n {2}4:\d+ +error +spec\.owner is missing/m)
    rmSync(join(project, 'wrong.yaml'))
  })

  test.each([
    ['a program', 'program.ts', typedProgram, { lib: ['ES2024'], types: ['node'] }],
    ['a program with Node 16 module resolution', 'program.ts', typedProgram, { lib: ['ES2024'], types: ['node'], module: 'node16' }],
    ['a program for a bundler', 'program.ts', typedProgram, { ...bundled, lib: ['ES2024'], types: ['node'] }],
    ['a page', 'page.ts', typedPage, { lib: ['ES2024', 'DOM', 'DOM.Iterable'], types: [] }],
    ['a page for a bundler', 'page.ts', typedPage, { ...bundled, lib: ['ES2024', 'DOM', 'DOM.Iterable'], types: [] }],
  ])('bring types that hold in %s', async (_, file, text, options) => {
    writeFileSync(join(project, file), text)
    const compilerOptions = {
      target: 'ES2023',
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      ...options,
    }
    writeFileSync(join(project, `${file}.json`), JSON.stringify({ compilerOptions, files: [file] }))
    const { code, out } = await run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', `${file}.json`], project)
    expect({ code, out }).toEqual({ code: 0, out: '' })
  })
})

describe('code from text', () => {
  test.each([
    ['eval("1")', ['1: eval']],
    ['\nconst run = globalThis.eval', ['2: eval']],
    ['new Function("return 1")()', ['1: Function']],
    ['globalThis.Function("return 1")', ['1: Function']],
    ['setTimeout("go()", 1)', ['1: setTimeout']],
    ['(() => {}).constructor("return 1")', ['1: constructor']],
    ['// eval(1)\nconst text = "new Function(1)"; setTimeout(() => text, 1)', []],
  ])('%j', (text, found) => {
    expect(codeFromText('x.js', text)).toEqual(found)
  })
})

function sourcesOf(map: string): readonly string[] {
  return (JSON.parse(map) as { readonly sources: readonly string[] }).sources
}
