import { linkProtocols, parseUrl } from '../../safe-url.ts'
import { isPlainObject, type PlainObject, type Report } from './complaints.ts'
import { fieldName, quote, type FieldPath } from '../problem.ts'

/** Protocols that run or read something when followed. `file:` counts only with slashes: location references have the form `file:/path`. */
const dangerous: readonly string[] = ['javascript:', 'vbscript:', 'data:', 'blob:', 'filesystem:', 'file://']

/** Annotations whose value is a URL. */
const addresses: ReadonlySet<string> = new Set(['backstage.io/view-url', 'backstage.io/edit-url'])

/** Warns of URLs that are never shown as links, and of dangerous ones wherever a program might show them. */
export function checkUrls(data: PlainObject, report: Report): void {
  const { metadata, spec } = data
  if (isPlainObject(metadata)) {
    const { links, annotations } = metadata
    if (Array.isArray(links)) {
      for (const [i, link] of (links as readonly unknown[]).entries()) {
        if (!isPlainObject(link)) continue
        checkAddress(link['url'], ['metadata', 'links', i, 'url'], report)
        for (const name of ['icon', 'type']) checkText(link[name], ['metadata', 'links', i, name], report)
      }
    }
    if (isPlainObject(annotations)) {
      for (const key of Object.keys(annotations)) {
        const field = ['metadata', 'annotations', key]
        if (addresses.has(key)) checkAddress(annotations[key], field, report)
        else checkText(annotations[key], field, report)
      }
    }
  }
  if (!isPlainObject(spec)) return
  const { profile, target, targets, remotes } = spec
  if (isPlainObject(profile)) {
    checkAddress(profile['picture'], ['spec', 'profile', 'picture'], report)
    checkText(profile['email'], ['spec', 'profile', 'email'], report)
  }
  checkText(target, ['spec', 'target'], report)
  if (Array.isArray(targets)) for (const [i, item] of targets.entries()) checkText(item, ['spec', 'targets', i], report)
  if (Array.isArray(remotes)) {
    for (const [i, remote] of (remotes as readonly unknown[]).entries()) {
      if (isPlainObject(remote)) checkAddress(remote['url'], ['spec', 'remotes', i, 'url'], report)
    }
  }
}

function checkAddress(value: unknown, field: FieldPath, report: Report): void {
  if (typeof value !== 'string' || value.startsWith('https://') || value.startsWith('http://')) return
  const url = parseUrl(value)
  if (url === undefined) return checkText(value, field, report)
  const { protocol } = url
  if (!linkProtocols.has(protocol)) tellUnsafe(value, protocol, field, report)
}

function checkText(value: unknown, field: FieldPath, report: Report): void {
  if (typeof value !== 'string' || !value.includes(':')) return
  const protocol = dangerousProtocol(value)
  if (protocol !== undefined) tellUnsafe(value, protocol, field, report)
}

/** The dangerous protocol that a browser would find at the start of a text, or after a leading `url:` or `dir:`. */
function dangerousProtocol(text: string): string | undefined {
  const seen = text
    .slice(0, 200)
    .replace(/[\t\n\r]/g, '')
    // oxlint-disable-next-line no-control-regex -- browsers skip these
    .replace(/^[\u0000-\u0020]+/, '')
    .toLowerCase()
  const target = seen.replace(/^(?:url|dir):/, '').trimStart()
  return dangerous.find(protocol => target.startsWith(protocol))
}

function tellUnsafe(value: string, protocol: string, field: FieldPath, report: Report): void {
  report({
    code: 'descriptor/unsafe-url',
    severity: 'warning',
    message: `${fieldName(field)} is ${quote(value)}: ${quote(protocol)} is never shown as a link`,
    hint: 'Use an address that starts with https:, http:, mailto: or tel:.',
    text: value,
    field,
  })
}
