/** A name that a noisy text may hold, and what was taken off to get it. */
export interface CleanedName {
  readonly name: string
  /** In words, for the note of an answer. */
  readonly removed: readonly string[]
}

/**
 * The names that a text from a log, an alert or a cluster may mean, the longest first: without address parts, image tags, and the tails and heads that machines
 * add. Only what looks like noise is taken off (hashes, numbers, versions, environments, regions), so that `payments-api-gateway` never becomes `payments-api`.
 */
export function cleanedNames(text: string): readonly CleanedName[] {
  const seen = new Set<string>()
  const found: CleanedName[] = []
  const add = (name: string, removed: readonly string[]): void => {
    if (name.length < 2 || seen.has(name)) return
    seen.add(name)
    found.push({ name, removed })
  }
  for (const { name, removed } of cores(text)) {
    add(name, removed)
    for (const form of withoutEnds(name, removed)) add(form.name, form.removed)
  }
  return found
}

const environments = new Set([
  'prod',
  'production',
  'prd',
  'live',
  'preprod',
  'stage',
  'staging',
  'stg',
  'dev',
  'development',
  'test',
  'tst',
  'testing',
  'qa',
  'uat',
  'int',
  'sandbox',
  'canary',
  'blue',
  'green',
  'primary',
  'secondary',
  'replica',
])
const regions = new Set([
  'eu',
  'us',
  'ap',
  'sa',
  'ca',
  'me',
  'af',
  'uk',
  'east',
  'west',
  'north',
  'south',
  'central',
  'northeast',
  'northwest',
  'southeast',
  'southwest',
  'europe',
  'asia',
  'america',
])

/** The part of a text that can be a name at all: the host's first label, the image's last segment, what an ARN ends with. */
function cores(text: string): readonly CleanedName[] {
  const trimmed = text.trim().replace(/^["'`<([{]+|["'`>)\]},;:]+$/g, '')
  const list: CleanedName[] = []
  const bare = trimmed.replace(/\[\d+\]?$/, '')
  if (bare !== '' && !/\s/.test(bare)) list.push({ name: bare, removed: bare === text ? [] : ['brackets'] })
  const url = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]+)/i.exec(bare)
  const digest = bare.replace(/@sha256:[0-9a-f]*$/i, '')
  const host = url?.[1]?.replace(/^[^@]*@/, '') ?? (digest.includes('/') ? undefined : digest)
  const plainHost = host?.replace(/:\d+$/, '')
  if (plainHost !== undefined && /^[\w-]+(?:\.[\w-]+)+$/.test(plainHost) && !/\.\d+$/.test(plainHost)) {
    list.push({ name: plainHost.slice(0, plainHost.indexOf('.')), removed: ['the host'] })
  } else if (plainHost !== undefined && plainHost !== digest) list.push({ name: plainHost, removed: ['the port'] })
  const last = url === null ? digest.split('/').at(-1) : undefined
  if (last !== undefined && (last !== digest || digest !== bare || /:v?\d/.test(last)))
    list.push({ name: last.replace(/:[\w][\w.-]*$/, ''), removed: ['the image address'] })
  if (/^arn:/i.test(bare)) list.push({ name: bare.split(/[:/]/).at(-1) ?? '', removed: ['the ARN'] })
  return list.filter(({ name }) => name !== '')
}

/** Takes noise off the end, then off the beginning, one word at a time. */
function* withoutEnds(name: string, removed: readonly string[]): Generator<CleanedName> {
  const parts = name.split(/([-_.:]+)/)
  const words = parts.filter((_, i) => i % 2 === 0)
  const join = (from: number, to: number): string => parts.slice(from * 2, to * 2 - 1).join('')
  let end = words.length
  const ends = [end]
  while (end > 1 && isNoise(words, end - 1)) ends.push(--end)
  let start = 0
  const starts = [0]
  while (start < words.length - 1 && isPlace(words[start] ?? '')) starts.push(++start)
  for (const to of ends) {
    for (const from of starts) {
      if (from >= to || (from === 0 && to === words.length)) continue
      const taken = [...words.slice(0, from), ...words.slice(to)].filter(word => word !== '')
      yield { name: join(from, to), removed: [...removed, ...taken.map(word => `"${word}"`)] }
    }
  }
}

function isNoise(words: readonly string[], at: number): boolean {
  const word = words[at]?.toLowerCase() ?? ''
  if (word === '' || isPlace(word) || isHash(word) || /^v?\d+[a-z]?$/.test(word) || /^(?:rc|alpha|beta|snapshot|latest|sha)\d*$/.test(word))
    return true
  // The random tail of a pod has no vowels, and stands after a hash.
  return /^[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(word) && (isHash(words[at - 1]?.toLowerCase() ?? '') || /\d/.test(word))
}

function isPlace(word: string): boolean {
  return environments.has(word.toLowerCase()) || regions.has(word.toLowerCase()) || /^[1-9][a-f]?$/.test(word)
}

function isHash(word: string): boolean {
  if (!/\d/.test(word)) return false
  return /^[0-9a-f]{4,64}$/.test(word) || /^[bcdfghjklmnpqrstvwxz2456789]{3,10}$/.test(word)
}
