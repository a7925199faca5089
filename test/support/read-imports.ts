import { parseSync, Visitor } from 'oxc-parser'

/** An import in a file. */
export interface Import {
  /** The specifier as written; `undefined` when it is computed. */
  readonly specifier: string | undefined
  /** The line, from 1. */
  readonly line: number
}

/** Every import in TypeScript text: static, re-exports, dynamic and in types. @throws TypeError when it does not parse. */
export function readImports(file: string, text: string): Import[] {
  const { errors, program } = parseSync(file, text)
  if (errors[0] !== undefined) throw new TypeError(`${file}: ${errors[0].message}`)
  const found: Import[] = []
  const add = (start: number, source: { readonly type: string; readonly value?: unknown } | null): void => {
    if (source === null) return
    const specifier = source.type === 'Literal' && typeof source.value === 'string' ? source.value : undefined
    found.push({ specifier, line: text.slice(0, start).split('\n').length })
  }
  new Visitor({
    ImportDeclaration: node => {
      add(node.start, node.source)
    },
    ExportNamedDeclaration: node => {
      add(node.start, node.source)
    },
    ExportAllDeclaration: node => {
      add(node.start, node.source)
    },
    ImportExpression: node => {
      add(node.start, node.source)
    },
    TSImportType: node => {
      add(node.start, node.source)
    },
    TSExternalModuleReference: node => {
      add(node.start, node.expression)
    },
  }).visit(program)
  return found
}
