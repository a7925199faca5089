import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { root, runBin } from '../toolchain.mjs'
import { command } from './command.mjs'
import { diagnostic } from './diagnostic.mjs'
import { language } from './language.mjs'
import { Refusal } from './refusal.mjs'
import { source } from './source.mjs'
import { widget } from './widget.mjs'

/** What can be added: `name` shows what its names look like, `about` describes it, and `plan` returns the files to write for one. */
const kinds = { source, widget, language, command, diagnostic }

const help = `Usage: npm run new -- KIND NAME [--dry-run]

${Object.entries(kinds)
  .map(([kind, { name, about }]) => `  ${`${kind} ${name}`.padEnd(32)}  ${about}`)
  .join('\n')}

  --dry-run  says what would be written, and writes nothing
  --help     this page

What a skeleton leaves to you is marked FILL IN; test/filled-in.test.ts fails until no mark is left. CONTRIBUTING.md has the recipes.
`

/** Writes the skeleton of a new thing, and its line in each list. Resolves to the exit code. */
export async function addNew(args) {
  try {
    const { values, positionals } = parse(args)
    if (values.help) process.stdout.write(help)
    else await add(positionals, values['dry-run'])
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { 'help': { type: 'boolean', short: 'h', default: false }, 'dry-run': { type: 'boolean', default: false } },
    })
  } catch {
    throw new Refusal('The options are --dry-run and --help; see `npm run new -- --help`.')
  }
}

async function add([kind, name, ...more], isDry) {
  if (kind === undefined || !Object.hasOwn(kinds, kind)) throw new Refusal(`Say what to add: ${Object.keys(kinds).join(', ')}.`)
  if (name === undefined || more.length > 0) throw new Refusal(`Give the ${kind} one name: \`npm run new -- ${kind} ${kinds[kind].name}\`.`)
  const { create, edit, next } = kinds[kind].plan(name, read)
  const there = Object.keys(create).find(path => existsSync(join(root, path)))
  if (there !== undefined) throw new Refusal(`There is a ${kind} "${name}" already: ${there}.`)
  // All texts are computed before any is written.
  const texts = { ...create, ...Object.fromEntries(Object.entries(edit).map(([path, change]) => [path, change(read(path))])) }
  if (!isDry) await write(texts)
  const lines = (word, paths) => paths.map(path => `${isDry ? 'would ' : ''}${word} ${path}\n`).join('')
  const steps = next.map((step, index) => `${String(index + 1)}. ${step}\n`).join('')
  process.stdout.write(`${lines('write', Object.keys(create))}${lines('edit', Object.keys(edit))}\nNext:\n${steps}`)
}

async function write(texts) {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  // Line breaks depend on the length of the name.
  const code = Object.keys(texts).filter(path => path.endsWith('.ts'))
  if ((await runBin('oxfmt', ['--write', ...code], { quiet: true })) !== 0)
    process.stderr.write('They could not be formatted: npm run format\n')
}

function read(path) {
  return readFileSync(join(root, path), 'utf8')
}
