/** A text parsed as the path of a file or folder. */
export interface PathReading {
  /** From the root of its repository, with forward slashes, without dots and without a slash at its end. */
  readonly path: string
  /** True when it ends with a slash. */
  readonly isFolder: boolean
  /** True when only a path is written like this: `./a`, `/a`, `a:10:5`, `file://` URLs. */
  readonly isExplicit: boolean
  /** True when it starts with a slash, a drive, `file://`, `~` or a variable: it may start above its repository. */
  readonly isAbsolute: boolean
  /** The whole path as written, with forward slashes, if `isAbsolute`. */
  readonly absolute?: string | undefined
  /** What was removed: `:10:5`, `#L12`, `../`. */
  readonly removed: readonly string[]
}

/** Parses a path as shells, editors, compilers, stack traces and `git diff` print it. `undefined` for a text that cannot be a path. */
export function readPath(text: string): PathReading | undefined {
  const removed: string[] = []
  const framed = unframe(text.trim())
  const bare = withoutPlace(framed, removed)
  const address = withoutScheme(bare)
  if (address === undefined) return undefined
  const forward = withForwardSlashes(unquote(address))
  const drive = /^[a-z]:\//i.exec(forward)?.[0]
  const absolute = drive === undefined && !forward.startsWith('/') ? undefined : forward
  const isHome = forward.includes('/') && isHomeFolder(forward.split('/', 1)[0] ?? '')
  const relative = forward.slice(drive === undefined ? 0 : 2)
  // `component:default/x` is a reference, and so is `kind:x`.
  if (relative === '' || /^[a-z][\w-]*:/i.test(relative)) return undefined
  const { path, above } = withoutDots(relative)
  if (path === '') return undefined
  if (above > 0) removed.push('../'.repeat(above))
  return {
    path,
    isFolder: /(?:^|\/)\.{0,2}\/?$/.test(relative) || relative.endsWith('/'),
    isExplicit: removed.length > 0 || address !== bare || absolute !== undefined || /^\.{1,2}\//.test(relative),
    isAbsolute: absolute !== undefined || isHome,
    absolute,
    removed,
  }
}

/** True for what a shell expands to a home folder: `~`, `~jo`, `$HOME`, `${HOME}`, `%UserProfile%`. */
export function isHomeFolder(name: string): boolean {
  return /^(?:~[\w-]*|\$[A-Z_][A-Z\d_]*|\$\{\w+\}|%\w+%)$/.test(name)
}

/** A path from a URL, decoded; `undefined` when there is nothing to decode. */
export function decodePath(path: string): string | undefined {
  if (!/%[\da-f]{2}/i.test(path)) return undefined
  try {
    const { path: clean } = withoutDots(decodeURIComponent(path))
    return clean === '' ? undefined : clean
  } catch {
    return undefined
  }
}

/** True for a file name: with an extension, hidden, or a known name without extension. */
export function isFileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return hasExtension(name) || /^\.[\w.-]+$/.test(name) || plainNames.test(name)
}

/** True for a path whose extension shows that it is a file. A name alone may be a host: `go.mod` is a file, `shop.rs` may be either. */
export function isPlainFileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return /^\.[\w.-]+$/.test(name) || plainNames.test(name) || plainExtensions.test(name) || (name !== path && rareExtensions.test(name))
}

/** True for a name that ends like a file's. */
export function hasExtension(path: string): boolean {
  return /[^/.]\.[a-z][a-z0-9]{0,9}$/i.test(path)
}

const plainNames =
  /^(?:(?:Docker|Container|Make|GNUmake|make|Jenkins|Proc|Gem|Rake|Vagrant|Brew|Cake|Pip|Pod|Fast|Guard|Tilt|Earth|Dagger)file|LICEN[CS]E|CODEOWNERS|README|NOTICE|AUTHORS|CHANGELOG|CONTRIBUTING|MAINTAINERS|[Jj]ustfile|BUILD|WORKSPACE)$/

const rareExtensions =
  /\.(?:asm|bin|bmp|bz2|cr|d|doc|docx|drawio|f90|feature|gif|gz|ico|j2|jar|jl|log|m|map|ml|mm|mustache|nim|pas|pdf|pl|pm|puml|rs|s|snap|sol|sv|t|tar|tcl|tmpl|tpl|ttf|v|vb|vhd|vhdl|wasm|webp|woff2?|xls|xlsx|zip)$/

const plainExtensions =
  /^[^/]*[^/.]\.(?:adoc|avsc|bat|bazel|bzl|cc|cfg|cjs|clj|cmake|conf|cpp|cs|csproj|css|csv|cts|cxx|dart|dockerfile|ejs|elm|env|erb|erl|ex|exs|fs|gemspec|go|gql|gradle|graphql|groovy|h|haml|hbs|hcl|hpp|hs|htm|html|ini|ipynb|java|jpg|jpeg|js|json|json5|jsonc|jsx|kt|kts|less|lock|lua|m4|markdown|md|mdx|mjs|mod|mts|nix|patch|php|pl|plist|png|pom|prisma|properties|proto|ps1|py|r|rb|rego|rst|sass|sbt|scala|scss|sh|sln|sql|sum|svelte|svg|swift|tf|tfvars|thrift|toml|ts|tsv|tsx|txt|vue|wsdl|xml|xsd|xsl|yaml|yml|zig|zsh)$/i

/** The path without its surroundings: quotes, brackets, a stack frame, a line of a diff. */
function unframe(text: string): string {
  const frame =
    /^(?:.*\s)?File "([^"]+)"(.*)$/.exec(text) ??
    /^at (?:[^/\\]*\s)?\(?((?:[^\s()]|\([\w-]+\)\/)+:\d+(?::\d+)?)\)?()$/.exec(text) ??
    /^(?:-->|\+\+\+|---)\s+(\S.*)()$/.exec(text)
  if (frame !== null) return `${frame[1] ?? ''}${frame[2] ?? ''}`
  const diff = /^diff --git a\/(.+) b\/(.+)$/.exec(text)
  if (diff !== null) return diff[2] ?? text
  return text.replace(/(?<=[^.])[,;.]+$|:+$/, '')
}

/** Removes the position in a file: a line, a column, a message after them. */
function withoutPlace(text: string, removed: string[]): string {
  for (const form of places) {
    const found = form.exec(text)
    const path = found?.[1]
    if (path === undefined) continue
    removed.push(text.slice(path.length).trim())
    return unquote(path.replace(/[,\s]+$/, ''))
  }
  return unquote(text)
}

const places: readonly RegExp[] = [
  // `git diff --stat`
  /^(.*\S)\s+\|\s+(?:\d+(?:\s+[+-]+)?|Bin\s.*)$/,
  /^(.*[^\s#?])(?:\?[\w=&]*)?#L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?$/,
  /^(.*?[^\s:]):\d+(?:[:.]\d+)?(?:-\d+(?:[:.]\d+)?)?(?::.*|\s.*)?$/,
  /^(.*\.\w+)\(\d+(?:,\s*\d+)?(?:,\s*\d+,\s*\d+)?\)(?::.*)?$/,
  /^(.*?[^\s,]),? (?:on |at |in )?line:? \d+.*$/i,
]

/** The path in a URL; `undefined` for a URL that is not a file. */
function withoutScheme(text: string): string | undefined {
  const scheme = /^(file|webpack|webpack-internal):\/\/[^/]*/i.exec(text)
  if (scheme === null) return text.includes('://') ? undefined : text
  const path = text.slice(scheme[0].length)
  if (scheme[1]?.toLowerCase() !== 'file') return path.replace(/^\/+(?:\.\/)?/, './')
  try {
    return decodeURIComponent(path).replace(/^\/(?=[a-z]:\/)/i, '')
  } catch {
    return path
  }
}

/** The text without quotes around it; in double quotes, git's octal escapes are decoded. */
function unquote(text: string): string {
  const [, quote, inner] = /^(["'`])(.+)\1$/.exec(text) ?? []
  if (inner === undefined) return /^\([^()]+\)$|^<[^<>]+>$/.test(text) ? text.slice(1, -1) : text
  if (quote !== '"' || !/\\[0-7]{3}/.test(inner)) return inner
  const bytes: number[] = []
  for (const [, octal, escaped, plain] of inner.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
    else bytes.push(...new TextEncoder().encode(escaped ?? plain ?? ''))
  }
  return new TextDecoder().decode(new Uint8Array(bytes))
}

/** Removes a shell's backslash before a space; any other backslash is a Windows separator. */
function withForwardSlashes(text: string): string {
  return text.replace(/\\(?=[\s()[\]&'"])/g, '').replace(/\\+/g, '/')
}

/** The path without `.`, `..` and empty segments; `above` counts the steps that lead out. */
function withoutDots(path: string): { readonly path: string; readonly above: number } {
  const parts: string[] = []
  let above = 0
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) above++
  }
  return { path: parts.join('/'), above }
}
