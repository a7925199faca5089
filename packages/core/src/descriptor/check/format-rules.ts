/** The exact format rules of `@backstage/catalog-model` (`makeValidator`), length first. */

const objectName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const dnsLabel = /^[a-z0-9]+(?:-+[a-z0-9]+)*$/
const tag = /^[a-z0-9:+#]+(-[a-z0-9:+#]+)*$/
const kind = /^[a-zA-Z][a-z0-9A-Z]*$/
const versionSuffix = /^[a-z0-9A-Z]+$/

function fits(value: string, most: number): boolean {
  return value.length <= most
}

/** An entity's name: up to 63 letters, digits, `-`, `_` and `.`, starting and ending with a letter or digit. */
export function isName(value: string): boolean {
  return fits(value, 63) && objectName.test(value)
}

/** A namespace: up to 63 lowercase letters, digits and inner dashes. */
export function isNamespace(value: string): boolean {
  return fits(value, 63) && dnsLabel.test(value)
}

/** A kind: up to 63 letters and digits, starting with a letter. */
export function isKindName(value: string): boolean {
  return fits(value, 63) && kind.test(value)
}

/** A version: `[<domain>/]<letters and digits>`. */
export function isApiVersion(value: string): boolean {
  return hasPrefixAnd(value, suffix => fits(suffix, 63) && versionSuffix.test(suffix))
}

/** The key of a label or an annotation: `[<domain>/]<name>`. */
export function isKey(value: string): boolean {
  return hasPrefixAnd(value, isName)
}

/** The value of a label: a name, or an empty text. */
export function isLabelValue(value: string): boolean {
  return value === '' || isName(value)
}

/** A tag: up to 63 lowercase letters, digits, `:`, `+`, `#` and inner dashes. */
export function isTag(value: string): boolean {
  return fits(value, 63) && tag.test(value)
}

function hasPrefixAnd(value: string, isSuffix: (suffix: string) => boolean): boolean {
  const slash = value.indexOf('/')
  if (slash === -1) return isSuffix(value)
  const prefix = value.slice(0, slash)
  return fits(prefix, 253) && prefix.split('.').every(isNamespace) && isSuffix(value.slice(slash + 1))
}
