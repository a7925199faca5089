import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import {
  parseSync,
  type ClassElement,
  type Comment,
  type Declaration,
  type EcmaScriptModule,
  type PropertyKey,
  type Statement,
  type TSSignature,
  type TSType,
} from 'oxc-parser'
import { packageNames, readManifest } from './packed.ts'

const root: string = join(import.meta.dirname, '..', '..')

/** A public name, or a member of one, whose docstring is missing or empty. */
export interface DocstringFault {
  readonly file: string
  /** The line of the declaration, from 1. */
  readonly line: number
  /** Such as `createCatalog`, or `CatalogOptions.limits` for a member. */
  readonly name: string
  readonly why: string
}

/** What was checked, and the faults. */
export interface DocstringReport {
  /** How many declarations of exported names were read. */
  readonly names: number
  /** How many members of exported interfaces, object types and classes were read. */
  readonly members: number
  /** Sorted by file and line. */
  readonly faults: readonly DocstringFault[]
}

/** Every fault in the packages, for the names of every entry of `exports` and their members. */
export function readDocstrings(): DocstringReport {
  const entries = new Map(
    packageNames.flatMap(folder => {
      const { name, exports } = readManifest(join(root, 'packages', folder))
      return Object.entries(exports).flatMap(([path, to]) => {
        const source = typeof to === 'string' ? undefined : to['@callboard/source']
        return source === undefined ? [] : [[name + path.slice(1), posix.join('packages', folder, source)] as const]
      })
    }),
  )
  return checkDocstrings(entries, file => readFileSync(join(root, file), 'utf8'))
}

/** `file:line name: why`, which a terminal turns into a link. */
export function faultLine({ file, line, name, why }: DocstringFault): string {
  return `${file}:${String(line)} ${name}: ${why}`
}

/**
 * The same for any files: `entries` maps import specifiers to files, `read` returns the text of a file. A name is followed through every
 * file that re-exports it. @throws TypeError for a file that does not parse, and for a name from an unknown module.
 */
export function checkDocstrings(entries: ReadonlyMap<string, string>, read: (file: string) => string): DocstringReport {
  const modules = new Modules(entries, read)
  const seen = new Set<string>()
  const faults: DocstringFault[] = []
  let names = 0
  let members = 0

  const look = (module: Module, start: number, name: string): boolean => {
    const line = module.text.slice(0, start).split('\n').length
    if (seen.has(`${module.file}:${String(start)}`)) return false
    seen.add(`${module.file}:${String(start)}`)
    const why = docstringFault(docstringBefore(module, start), name)
    if (why !== undefined) faults.push({ file: module.file, line, name, why })
    return true
  }

  for (const entry of entries.values()) {
    for (const name of exportNames(modules.get(entry))) {
      for (const declared of modules.declarationsOf(entry, name)) {
        if (look(declared.module, declared.start, declared.name)) names++
        for (const member of modules.membersOf(declared)) if (look(member.module, member.start, member.name)) members++
      }
    }
  }
  return { names, members, faults: faults.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)) }
}

interface Module {
  readonly file: string
  readonly text: string
  readonly body: readonly Statement[]
  readonly links: EcmaScriptModule
  readonly comments: readonly Comment[]
}

interface Place {
  readonly module: Module
  /** Where the statement or the member starts. */
  readonly start: number
  readonly name: string
}

interface Declared extends Place {
  readonly node: Declaration
}

class Modules {
  readonly #entries: ReadonlyMap<string, string>
  readonly #read: (file: string) => string
  readonly #parsed = new Map<string, Module>()

  constructor(entries: ReadonlyMap<string, string>, read: (file: string) => string) {
    this.#entries = entries
    this.#read = read
  }

  get(file: string): Module {
    const known = this.#parsed.get(file)
    if (known !== undefined) return known
    const text = this.#read(file)
    const { errors, program, module, comments } = parseSync(file, text)
    if (errors[0] !== undefined) throw new TypeError(`${file}: ${errors[0].message}`)
    const parsed = { file, text, body: program.body, links: module, comments }
    this.#parsed.set(file, parsed)
    return parsed
  }

  /** Every declaration of an exported name: a type and a value may share one. */
  declarationsOf(file: string, name: string): readonly Declared[] {
    const module = this.get(file)
    const found = module.links.staticExports.flatMap(({ entries }) => entries).find(({ exportName }) => exportName.name === name)
    if (found === undefined) throw new TypeError(`${file} does not export ${name}`)
    return found.moduleRequest === null
      ? this.#declaredAs(module, found.localName.name ?? name)
      : this.declarationsOf(this.#target(file, found.moduleRequest.value), found.importName.name ?? name)
  }

  /** Everything that can be read, set or called on a declaration, including inherited members. */
  *membersOf({ module, node, name, start }: Declared): Generator<Place> {
    switch (node.type) {
      case 'TSInterfaceDeclaration':
        yield* signatures(module, name, node.body.body)
        for (const { expression } of node.extends) if (expression.type === 'Identifier') yield* this.#membersNamed(module, expression.name)
        break
      case 'TSTypeAliasDeclaration':
        yield* this.#membersIn(module, name, node.typeAnnotation)
        break
      case 'ClassDeclaration':
        yield* classMembers(module, name, node.body.body, docstringBefore(module, start) ?? '')
        break
    }
  }

  *#membersIn(module: Module, owner: string, type: TSType): Generator<Place> {
    switch (type.type) {
      case 'TSTypeLiteral':
        yield* signatures(module, owner, type.members)
        break
      case 'TSUnionType':
      case 'TSIntersectionType':
        for (const part of type.types) yield* this.#membersIn(module, owner, part)
        break
      case 'TSTypeReference':
        if (type.typeName.type === 'Identifier') yield* this.#membersNamed(module, type.typeName.name)
        break
    }
  }

  /** The members of a type by its name in a module; empty for a type from another package. */
  *#membersNamed(module: Module, name: string): Generator<Place> {
    for (const declared of this.#declaredAs(module, name, true)) yield* this.membersOf(declared)
  }

  #declaredAs(module: Module, name: string, orNone = false): readonly Declared[] {
    const own = module.body.flatMap(statement => declarationIn(module, statement, name))
    if (own.length > 0) return own
    for (const { moduleRequest, entries } of module.links.staticImports) {
      const imported = entries.find(({ localName }) => localName.value === name)
      if (imported === undefined) continue
      if (orNone && !moduleRequest.value.startsWith('.') && !this.#entries.has(moduleRequest.value)) return []
      return this.declarationsOf(this.#target(module.file, moduleRequest.value), imported.importName.name ?? name)
    }
    if (orNone) return []
    throw new TypeError(`${module.file} exports ${name} and does not declare it`)
  }

  #target(from: string, specifier: string): string {
    const file = specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : this.#entries.get(specifier)
    if (file === undefined) throw new TypeError(`${from} passes on names of '${specifier}', whose source is not here`)
    return file
  }
}

function exportNames({ file, links }: Module): readonly string[] {
  return links.staticExports
    .flatMap(({ entries }) => entries)
    .map(({ exportName }) => {
      if (exportName.name === null) throw new TypeError(`${file}: every export has a name of its own here`)
      return exportName.name
    })
}

function declarationIn(module: Module, statement: Statement, name: string): Declared[] {
  const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
  if (node === null) return []
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name)
        ? [{ module, node, name, start: statement.start }]
        : []
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return node.id?.name === name ? [{ module, node, name, start: statement.start }] : []
    default:
      return []
  }
}

/** Without index signatures, which the docstring of the type explains, and discriminants of a union such as `type: 'text'`. */
function signatures(module: Module, owner: string, members: readonly TSSignature[]): Place[] {
  return members.flatMap(member => {
    const { start } = member
    switch (member.type) {
      case 'TSPropertySignature':
        return member.typeAnnotation?.typeAnnotation.type === 'TSLiteralType'
          ? []
          : [{ module, start, name: memberName(module, owner, member.key) }]
      case 'TSMethodSignature':
        return [{ module, start, name: memberName(module, owner, member.key) }]
      case 'TSCallSignatureDeclaration':
        return [{ module, start, name: `${owner}.(call)` }]
      default:
        return []
    }
  })
}

const elementCallbacks: readonly string[] = ['connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'observedAttributes']

/**
 * Without constructors, private members, members that the base class or the browser defines, setters with getters, and attributes that
 * `@attr` of the class documents.
 */
function classMembers(module: Module, owner: string, members: readonly ClassElement[], docstring: string): Place[] {
  const attributes = [...docstring.matchAll(/@attr \{[^}]*\} (\S+) - \S/g)].map(([, attribute]) => attribute)
  const explained = new Set<string | undefined>([...elementCallbacks, ...attributes])
  const readable = new Set(
    members.flatMap(member => (member.type === 'MethodDefinition' && member.kind === 'get' ? keyText(module, member.key) : [])),
  )
  return members.flatMap(member => {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return []
    const name = keyText(module, member.key)
    const hidden = member.key.type === 'PrivateIdentifier' || member.accessibility === 'private' || member.accessibility === 'protected'
    if (hidden || member.override || explained.has(name)) return []
    if (member.type === 'MethodDefinition' && (member.kind === 'constructor' || (member.kind === 'set' && readable.has(name)))) return []
    return [{ module, start: member.start, name: memberName(module, owner, member.key) }]
  })
}

function memberName(module: Module, owner: string, key: PropertyKey): string {
  return `${owner}.${keyText(module, key)}`
}

function keyText({ text }: Module, key: PropertyKey): string {
  return text.slice(key.start, key.end)
}

/** The docstring directly above `start`, without its asterisks; `undefined` when another comment, code or an empty line is in between. */
function docstringBefore({ text, comments }: Module, start: number): string | undefined {
  const last = comments.findLast(({ end }) => end <= start)
  if (last?.type !== 'Block' || !last.value.startsWith('*') || !/^[ \t]*(\r?\n)?[ \t]*$/.test(text.slice(last.end, start))) return undefined
  return last.value
    .slice(1)
    .replaceAll(/^[ \t]*\*/gm, '')
    .trim()
}

function docstringFault(docstring: string | undefined, name: string): string | undefined {
  if (docstring === undefined) return 'no docstring'
  const [sentence = ''] = docstring.split(/(?:^|\s)@\w/)
  if (sentence.trim() === '') return 'no sentence in the docstring'
  if (!/^[\p{Lu}\d`]/u.test(sentence)) return 'the docstring begins with a small letter'
  const own = name.slice(name.lastIndexOf('.') + 1)
  return plainWords(sentence) === plainWords(own) ? 'the docstring repeats the name' : undefined
}

/** The lower-case words of a name or a sentence, without articles: the same for `CatalogOptions` and "The catalog's options." */
function plainWords(text: string): string {
  const words =
    text
      .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  return words.filter(word => !['a', 'an', 'the', 'of', 's'].includes(word)).join(' ')
}
