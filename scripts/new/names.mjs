import { Refusal } from './refusal.mjs'

const longest = 40

/** Words that cannot be the name of a constant. */
const reserved =
  /^(?:arguments|async|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield)$/

/** Returns a name in kebab-case unchanged; throws for any other, so that no name leads out of its folder. */
export function kebab(what, name) {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > longest)
    throw new Refusal(
      `The name of a ${what} is kebab-case and has at most ${String(longest)} characters, such as "code-search"; ${JSON.stringify(name)} does not fit.`,
    )
  return name
}

/** The name as a constant: `code-search` is `codeSearch`. */
export function constant(what, name) {
  const camel = kebab(what, name).replace(/-(.)/g, (_, letter) => letter.toUpperCase())
  if (reserved.test(camel)) throw new Refusal(`"${name}" is a reserved word of JavaScript and cannot be the name of a ${what}.`)
  return camel
}

/** Returns an identifier unchanged; throws if the skeleton already uses it for something else. */
export function free(what, name, identifier, used) {
  if (used.includes(identifier))
    throw new Refusal(`The skeleton of a ${what} already uses the name "${identifier}"; choose another name than "${name}".`)
  return identifier
}

/** The name as a class or interface starts: `code-search` is `CodeSearch`. */
export function pascal(name) {
  return name.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase())
}

/** The name as a heading: `code-search` is `Code search`. */
export function heading(name) {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
