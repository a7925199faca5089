/** A name that a noisy text may contain, and what was removed to get it. */
export interface CleanedName {
  readonly name: string
  /** In plain words, for the note of an answer. */
  readonly removed: readonly string[]
  /** A word removed from the end that may be the version of a name: `v2`, `2`. */
  readonly version?: string | undefined
  /** The other labels of a host. */
  readonly labels?: readonly string[] | undefined
}

/**
 * The names that a text from a log, an alert or a cluster may mean, the longest first: without address parts, image tags, and the prefixes
 * and suffixes that machines add. Only noise is removed (hashes, numbers, versions, environments, regions), so `payments-api-gateway` never
 * becomes `payments-api`.
 */
export function cleanedNames(text: string): readonly CleanedName[] {
  const seen = new Set<string>()
  const found: CleanedName[] = []
  const add = (cleaned: CleanedName): void => {
    if (cleaned.name.length < 2 || cleaned.name.length > longest || seen.has(cleaned.name)) return
    seen.add(cleaned.name)
    found.push(cleaned)
  }
  for (const core of cores(text)) {
    add(core)
    for (const form of withoutEnds(core)) add(form)
  }
  return found
}

/** The words of a log line, or of its fields, that may be names. */
export function wordsIn(text: string): readonly string[] {
  return text.split(/[\s=,|"'`{}]+/).filter(word => /[-_.\d]/.test(word) || word.length > 3)
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
const continents = new Set(['eu', 'us', 'ap', 'sa', 'ca', 'me', 'af', 'uk', 'europe', 'asia', 'america'])
/** The most words to remove from one end of a name: machines add fewer. */
const mostTaken = 10
/** Names of entities have at most 63 characters. */
const longest = 100
/** Part of a region when next to a continent; alone, the start of many names. */
const directions = new Set(['east', 'west', 'north', 'south', 'central', 'northeast', 'northwest', 'southeast', 'southwest'])

/** The part of a text that may be a name: the first label of a host, the last segment of an image, the end of an ARN. */
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
    const [name = '', ...labels] = plainHost.split('.')
    // In a cluster, the label after a service is its namespace.
    list.push({ name, removed: ['the host'], ...(labels.includes('svc') ? {} : { labels }) })
  } else if (plainHost !== undefined && plainHost !== digest) list.push({ name: plainHost, removed: ['the port'] })
  const last = url === null ? digest.split('/').at(-1) : undefined
  if (last !== undefined && (last !== digest || digest !== bare || /[:@]v?\d/.test(last)))
    list.push({ name: last.replace(/[:@]\w[\w.-]*$/, ''), removed: ['the image address'] })
  if (/^arn:/i.test(bare)) list.push({ name: nameInArn(bare), removed: ['the ARN'] })
  return list.filter(({ name }) => name !== '')
}

/** The name in an ARN: without the version or alias of a function, or the number of a load balancer. */
function nameInArn(arn: string): string {
  const [qualified] = /(?<=:function:)[^:]+/i.exec(arn) ?? []
  const [balancer] = /(?<=:loadbalancer\/(?:app|net)\/)[^/]+/i.exec(arn) ?? []
  return qualified ?? balancer ?? arn.split(/[:/]/).at(-1) ?? ''
}

/** Removes noise from the end, then from the start, one word at a time. */
function* withoutEnds({ name, removed, labels }: CleanedName): Generator<CleanedName> {
  const parts = name.split(/([-_.:]+)/)
  const words = parts.filter((_, i) => i % 2 === 0)
  const starting: number[] = []
  for (let i = 0, at = 0; i < parts.length; i++) {
    if (i % 2 === 0) starting.push(at)
    at += parts[i]?.length ?? 0
  }
  const join = (from: number, to: number): string => name.slice(starting[from], (starting[to - 1] ?? 0) + (words[to - 1]?.length ?? 0))
  let end = words.length
  const ends = [end]
  while (end > 1 && ends.length <= mostTaken && isNoise(words, end - 1)) ends.push(--end)
  let start = 0
  const starts = [0]
  while (start < words.length - 1 && starts.length <= mostTaken && isPlace(words, start)) starts.push(++start)
  for (const to of ends) {
    // A region is removed as a whole: `geo-eu-west-1` is not `geo-eu` in `west-1`.
    if (isDirection(wordAt(words, to)) && continents.has(wordAt(words, to - 1))) continue
    const version = words.find((word, i) => i >= to && /^v?\d{1,3}$/i.test(word) && /^[-_]+$/.test(parts[i * 2 - 1] ?? ''))?.toLowerCase()
    for (const from of starts) {
      if (from >= to || (from === 0 && to === words.length)) continue
      const taken = [...words.slice(0, from), ...words.slice(to)].filter(word => word !== '')
      yield {
        name: join(from, to),
        removed: [...removed, ...taken.map(word => `"${word}"`)],
        ...(version === undefined ? {} : { version }),
        ...(labels === undefined ? {} : { labels }),
      }
    }
  }
}

function isNoise(words: readonly string[], at: number): boolean {
  const word = wordAt(words, at)
  if (word === '' || isPlace(words, at) || isHash(word) || /^v?\d+$/.test(word) || /^(?:rc|alpha|beta|snapshot|latest|sha)\d*$/.test(word))
    return true
  // The random suffix of a pod has no vowels, and comes after a hash.
  return /^[bcdfghjklmnpqrstvwxz2456789]{3,5}$/.test(word) && isHash(wordAt(words, at - 1))
}

function isPlace(words: readonly string[], at: number): boolean {
  const word = wordAt(words, at)
  const plain = word.replace(/\d{1,2}$/, '')
  if (environments.has(plain) || continents.has(word)) return true
  const before = wordAt(words, at - 1)
  // `eu-west-1`, `us-east-1a`, `europe-west4`
  if (isDirection(word)) return continents.has(before) || continents.has(wordAt(words, at + 1))
  return /^[1-9][a-f]?$/.test(word) && directions.has(before)
}

function isDirection(word: string): boolean {
  return directions.has(word.replace(/\d{1,2}$/, ''))
}

/** True for a mix of letters and digits; `http2` and `b2b` are words. */
function isHash(word: string): boolean {
  if (/^[0-9a-f]{7,64}$/.test(word)) return /\d/.test(word)
  if (!/\d[a-z]/.test(word) && !/^\d+$/.test(word)) return false
  return /^[0-9a-f]{4,6}$/.test(word) || /^[bcdfghjklmnpqrstvwxz2456789]{5,10}$/.test(word)
}

function wordAt(words: readonly string[], at: number): string {
  return words[at]?.toLowerCase() ?? ''
}
