import { invalid, invalidText, isPlainObject, missing, reportMisspelt, wrongType, type PlainObject, type Report } from './complaints.ts'
import { isKey, isLabelValue, isTag } from './format-rules.ts'
import { fieldName, type FieldPath } from '../problem.ts'
import { asName } from './suggest.ts'
import { parseUrl } from '../../safe-url.ts'

/** How many wrong strings of one mapping or list get a suggestion: each costs as much as all other checks of that string. */
const mostSuggestions = 100

const linkFields = ['url', 'title', 'icon', 'type']

/** Checks labels, annotations, tags and links. */
export function checkDetails(metadata: PlainObject, report: Report): void {
  checkMap(metadata, 'labels', isLabelValue, report)
  // Backstage adds its own annotations before it checks the author's, so an empty `annotations:` is valid.
  if (metadata['annotations'] !== null) checkMap(metadata, 'annotations', () => true, report)
  const tagRepair = firstOnes(asTag)
  checkList(
    metadata,
    'tags',
    (tag, i) => {
      if (typeof tag !== 'string') report(wrongType(['metadata', 'tags', i], 'a string', tag))
      else if (!isTag(tag)) {
        report(
          invalid(
            ['metadata', 'tags', i],
            tag,
            'lowercase letters, digits, `:`, `+` and `#`, separated by `-`, at most 63 characters',
            tagRepair(),
          ),
        )
      }
    },
    report,
  )
  checkList(metadata, 'links', (link, i) => checkLink(link, ['metadata', 'links', i], report), report)
}

function checkMap(metadata: PlainObject, name: string, isValue: (value: string) => boolean, report: Report): void {
  if (!Object.hasOwn(metadata, name)) return
  const map = metadata[name]
  if (!isPlainObject(map)) return report(wrongType(['metadata', name], 'a mapping', map))
  const keyRepair = firstOnes(asKey)
  const valueRepair = firstOnes(asName)
  for (const key of Object.keys(map)) {
    const value = map[key]
    const field = (): FieldPath => ['metadata', name, key]
    if (!isKey(key)) {
      const message = `The key ${fieldName(field())} must look like \`example.com/name\` or \`name\``
      report({ ...invalidText(field(), key, message, keyRepair()), on: 'key' })
    }
    if (typeof value !== 'string') report(wrongType(field(), 'a string', value))
    else if (!isValue(value))
      report(
        invalid(field(), value, 'up to 63 letters, digits, `-`, `_` or `.`, starting and ending with a letter or digit', valueRepair()),
      )
  }
}

/** Returns the repair until the suggestions are used up. */
function firstOnes<T>(repair: T): () => T | undefined {
  let used = 0
  return () => (used++ < mostSuggestions ? repair : undefined)
}

function checkList(metadata: PlainObject, name: string, check: (item: unknown, i: number) => void, report: Report): void {
  if (!Object.hasOwn(metadata, name)) return
  const list = metadata[name]
  if (!Array.isArray(list)) return report(wrongType(['metadata', name], 'a list', list))
  for (const [i, item] of list.entries()) check(item, i)
}

function checkLink(link: unknown, field: FieldPath, report: Report): void {
  if (!isPlainObject(link)) return report(wrongType(field, 'a mapping with a `url`', link))
  if (!('url' in link)) report(missing([...field, 'url'], link, linkFields))
  for (const name of linkFields) {
    if (!Object.hasOwn(link, name)) continue
    const value = link[name]
    const at = [...field, name]
    if (typeof value !== 'string') report(wrongType(at, 'a string', value))
    else if (name === 'url' ? parseUrl(value) === undefined : name === 'type' ? value === '' : value.trim() === '') {
      report(invalid(at, value, name === 'url' ? 'an absolute URL like `https://example.com/`' : 'a non-empty string', asUrl))
    }
  }
  for (const key of Object.keys(link)) if (!linkFields.includes(key)) reportMisspelt(key, link, linkFields, [...field, key], report)
}

function asTag(text: string): string | undefined {
  const tag = text
    .toLowerCase()
    .replace(/[^a-z0-9:+#]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '')
  return tag === '' ? undefined : tag
}

function asKey(text: string): string | undefined {
  const [first = '', ...rest] = text.split('/')
  const key = rest.length === 0 ? asName(first) : `${first.toLowerCase()}/${asName(rest.join('-')) ?? ''}`
  return key !== undefined && isKey(key) ? key : undefined
}

function asUrl(text: string): string | undefined {
  return /^[\w-]+(\.[\w-]+)+([/?#:]|$)/.test(text) ? `https://${text}` : undefined
}
