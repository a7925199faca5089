import { parseSync, Visitor } from 'oxc-parser'

/** Where a script compiles text, as `line: what`: `eval`, `Function(…)`, or a timer or constructor called with a string. Ignores comments and strings. */
export function codeFromText(file: string, text: string): string[] {
  const { errors, program } = parseSync(file, text)
  if (errors[0] !== undefined) throw new TypeError(`${file}: ${errors[0].message}`)
  const found: string[] = []
  const add = (start: number, what: string): void => void found.push(`${String(text.slice(0, start).split('\n').length)}: ${what}`)
  const call = ({ start, callee, arguments: given }: Call): void => {
    const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? callee.property?.name : undefined
    if (name === 'Function') add(start, 'Function')
    if ((name === 'setTimeout' || name === 'setInterval') && isText(given[0])) add(start, name)
    if (name === 'constructor' && isText(given.at(-1))) add(start, 'constructor')
  }
  new Visitor({
    Identifier: ({ name, start }) => {
      if (name === 'eval') add(start, 'eval')
    },
    CallExpression: node => {
      call(node as Call)
    },
    NewExpression: node => {
      call(node as Call)
    },
  }).visit(program)
  return found
}

interface Call {
  readonly start: number
  readonly callee: { readonly type: string; readonly name?: string; readonly property?: { readonly name?: string } }
  readonly arguments: readonly { readonly type: string; readonly value?: unknown }[]
}

function isText(node: Call['arguments'][number] | undefined): boolean {
  return node?.type === 'TemplateLiteral' || (node?.type === 'Literal' && typeof node.value === 'string')
}
