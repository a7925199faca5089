import { diagnosticCodes } from '@callboard/core'
import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { commands as listed } from '../packages/adapters/src/cli/commands.ts'
import { annotationConventions } from '../packages/core/src/catalog/ownership/contact-conventions.ts'
import { codeBlocks, headingAnchors, linkTargets, type CodeBlock } from './support/markdown.ts'
import { elementNames } from './support/widget-lists.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const work = join(root, '.build', 'readme')
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const read = (page: string): string => readFileSync(join(root, page), 'utf8')
const pages = [
  'README.md',
  'DESIGN.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...globSync('docs/*.md', { cwd: root }),
  ...globSync('examples/**/*.md', { cwd: root, exclude: ['examples/acme/**'] }),
].sort()
const blocks = pages.flatMap(page => codeBlocks(page, read(page)))

// The examples of the pages as files, in a folder for each page, as a reader would type them.
beforeAll(() => {
  rmSync(work, { recursive: true, force: true })
  for (const block of blocks) if (isExample(block) || fileOf(block) !== undefined) write(join(work, placeOf(block)), block.text)
  write(
    join(work, 'bin', 'callboard'),
    `#!/bin/sh\nexec "${node}" --conditions=@callboard/source "${join(root, 'packages/adapters/src/cli/bin.ts')}" "$@"\n`,
    0o755,
  )
  write(join(work, 'bin', 'node'), `#!/bin/sh\nexec "${node}" --conditions=@callboard/source "$@"\n`, 0o755)
  write(
    join(work, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { isolatedDeclarations: false, declaration: false },
      include: ['**/*.ts'],
    }),
  )
})

describe('the examples of the pages', () => {
  test('pass the type checker', async () => {
    const { code, stdout } = await run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.json', '--noEmit'], work)
    expect({ code, says: stdout }).toEqual({ code: 0, says: '' })
  })

  for (const [index, block] of blocks.entries()) {
    if (!block.words.includes('run')) continue
    const next = blocks[index + 1]
    const wanted = next?.page === block.page && next.words.includes('output') ? next.text : undefined
    test(`${block.page}:${String(block.line)} runs${wanted === undefined ? '' : ' and prints the output on the page'}`, async () => {
      const folder = join(work, folderOf(block.page))
      mkdirSync(folder, { recursive: true })
      const { code, stdout, stderr } =
        block.language === 'sh'
          ? await run('sh', ['-c', block.text], folder)
          : await run(join(work, 'bin', 'node'), [join(work, placeOf(block))], folder)
      if (wanted === undefined) expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      else expect(trimLines(stdout)).toBe(trimLines(wanted))
    })
  }
})

describe('the links of the pages', () => {
  for (const page of pages) {
    test(`${page} has no broken links`, () => {
      const lost = linkTargets(read(page)).filter(target => {
        if (/^[a-z]+:/.test(target)) return false
        const [path = '', anchor] = target.split('#')
        const file = path === '' ? page : relative(root, join(root, dirname(page), path))
        if (!existsSync(join(root, file))) return true
        return anchor !== undefined && file.endsWith('.md') && !headingAnchors(read(file)).has(anchor)
      })
      expect(lost).toEqual([])
    })
  }

  test('every page of docs is in the table of the README', () => {
    const named = linkTargets(read('README.md'))
    expect(pages.filter(page => page.startsWith('docs/') && !named.includes(page))).toEqual([])
  })
})

describe('the paths in CONTRIBUTING.md', () => {
  const paths = read('CONTRIBUTING.md')
    .match(/(?<![\w./-])(?:\.ci|bench|docs|examples|packages|scripts|test)\/[\w.*<>/-]*/g)
    ?.map(path => path.replace(/[.*/-]+$/, ''))

  test('exist, and those of future files are in a folder that exists', () => {
    expect(paths?.length).toBeGreaterThan(40)
    expect(paths?.filter(path => !existsSync(join(root, path.replace(/\/[^/]*<.*$/, ''))))).toEqual([])
  })

  test('that are only a name are the name of a file', () => {
    const names = [...read('CONTRIBUTING.md').matchAll(/`([a-z][\w.-]*\.(?:ts|mjs|json|md))`/g)].map(([, name = '']) => name)
    const known = new Set(
      globSync(['*', '{packages,test,scripts}/**/*.{ts,mjs,json}'], { cwd: root, exclude: ['**/node_modules'] }).map(file =>
        basename(file),
      ),
    )
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter(name => !known.has(name))).toEqual([])
  })

  test('contain what a step says they contain', () => {
    const steps = read('CONTRIBUTING.md')
      .split(/^(?=\d+\. |#|$)/m)
      .filter(step => /^\d+\. /.test(step))
    const claims = steps.flatMap(step => {
      // `name` in [file](path), and [file](path): … `someName` …
      const inFile = [...step.matchAll(/`(\w+)[^`]*`\s+in\s+\[[^\]]*\]\((packages[^)#]+)\)/g)].map(([, name = '', path = '']) => ({
        name,
        path,
      }))
      const path = /^\d+\. \[[^\]]*\]\((packages[^)#]+\.ts)\):/.exec(step)?.[1]
      const said = path === undefined ? [] : [...step.matchAll(/`(\w*[a-z][A-Z]\w*)`/g)].map(([, name = '']) => ({ name, path }))
      return [...inFile, ...said]
    })
    expect(claims.length).toBeGreaterThan(10)
    expect(claims.filter(({ name, path }) => !new RegExp(`\\b${name}\\b`).test(read(path)))).toEqual([])
  })
})

describe('the command in the pages', async () => {
  const commands = await Promise.all(listed.map(async ({ name, load }) => ({ name, options: (await load()).options })))
  const lines = blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ page, text }) =>
      text
        .replaceAll(/\\\n\s*/g, ' ')
        .split('\n')
        .flatMap(line =>
          [...line.matchAll(/(?:^|\s)callboard (?<rest>[^|>#]*)/g)].map(({ groups }) => ({ page, rest: (groups?.['rest'] ?? '').trim() })),
        ),
    )

  test('every command line uses a command and options that exist', () => {
    const common = ['json', 'help', 'version']
    const wrong = lines.filter(({ rest }) => {
      const [name = '', ...words] = rest.split(/\s+/)
      if (name.startsWith('-')) return !common.includes(name.slice(2))
      const command = commands.find(known => known.name === name)
      const options = words.flatMap(word => /^--([a-z-]+)/.exec(word)?.[1] ?? [])
      return command === undefined || options.some(option => !common.includes(option) && !Object.hasOwn(command.options, option))
    })
    expect(lines.length).toBeGreaterThan(10)
    expect(wrong).toEqual([])
  })

  test('cli.md has every command, with every option', () => {
    const sections = new Map(
      read('docs/cli.md')
        .split(/^## /m)
        .map(section => [/^`callboard ([a-z-]+)`/.exec(section)?.[1] ?? '', section]),
    )
    const missing = commands.flatMap(({ name, options }) =>
      sections.has(name)
        ? Object.keys(options)
            .filter(option => sections.get(name)?.includes(`--${option}`) !== true)
            .map(option => `${name} --${option}`)
        : [name],
    )
    expect(missing).toEqual([])
  })
})

describe('the lists in the pages', () => {
  test('descriptors.md has every diagnostic code with its meaning', () => {
    const page = read('docs/descriptors.md')
    const missing = Object.entries(diagnosticCodes)
      .filter(([code, meaning]) => !page.includes(`| \`${code}\` | ${meaning}`))
      .map(([code]) => code)
    expect(missing).toEqual([])
  })

  test('sources.md has every source of the adapters under its subpath', () => {
    const page = read('docs/sources.md')
    const sources = globSync('packages/adapters/src/sources/*', { cwd: root }).map(folder => basename(folder))
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.filter(name => !page.includes(`'@callboard/adapters/${name}'`))).toEqual([])
  })

  test('widgets.md has every attribute, slot, event and part of each element, no other part, and every custom property', () => {
    const page = read('docs/widgets.md')
    const sections = new Map(page.split(/^## /m).map(section => [/^`([a-z-]+)`/.exec(section)?.[1] ?? '', section]))
    const missing = elementNames.flatMap(element => {
      const source = read(`packages/widgets/src/${element}/${element}.ts`)
      const names = [...source.matchAll(/^ \* @(?:attr|slot|fires|csspart) (?:\{[^}]*\} )?([\w-]+) - /gm)].map(([, name = '']) => name)
      expect(names.length).toBeGreaterThan(1)
      const parts = /^.*Parts: ([^.]+)\./ms.exec(sections.get(element) ?? '')?.[1]?.match(/[\w-]+/g) ?? []
      expect(
        parts.filter(part => !names.includes(part)),
        element,
      ).toEqual([])
      return names.filter(name => sections.get(element)?.includes(`\`${name}\``) !== true).map(name => `${element} ${name}`)
    })
    const properties = new Set(read('packages/widgets/src/style/tokens.ts').match(/--callboard-[a-z-]+/g))
    expect([...missing, ...[...properties].filter(name => !page.includes(`| \`${name}\` |`))]).toEqual([])
  })

  test('owner.md has every annotation that provides a contact', () => {
    const page = read('docs/owner.md')
    expect(annotationConventions.map(row => row.annotation).filter(annotation => !page.includes(`\`${annotation}\``))).toEqual([])
  })
})

function isExample({ language, text }: CodeBlock): boolean {
  // A comment may precede the imports.
  return language === 'ts' && /^import /m.test(text)
}

function fileOf({ words }: CodeBlock): string | undefined {
  return words.find(word => word.startsWith('file='))?.slice('file='.length)
}

function folderOf(page: string): string {
  return page.replace(/\.md$/, '').replaceAll('/', '-').toLowerCase()
}

function placeOf(block: CodeBlock): string {
  return join(folderOf(block.page), fileOf(block) ?? `line-${String(block.line)}.ts`)
}

function write(path: string, text: string, mode?: number): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, mode === undefined ? {} : { mode })
}

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function run(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  const env = {
    ...process.env,
    PATH: `${join(work, 'bin')}:${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
    NO_COLOR: '1',
  }
  return new Promise(resolve => {
    execFile(program, [...args], { cwd, env, timeout: 50_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr })
    })
  })
}

function trimLines(text: string): string {
  return text
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
    .trim()
}
