import { CallboardError } from '../errors.ts'
import { plainHost } from './allowed-host.ts'
import type { CorsOptions, HandlerOptions } from './types.ts'
import { parseUrl } from '../safe-url.ts'

/** The options of a handler that are compared with requests, in the form in which requests have them. */
export interface ReadOptions {
  /** The path of the handler, encoded as in URLs: `/callboard`, or empty. */
  readonly base: string
  readonly cors: CorsOptions | undefined
  readonly allowedHosts: readonly string[] | undefined
}

/** Checks every option of a handler: JavaScript passes them unchecked. Throws `invalid-options`, and names the option. */
export function readOptions<Principal>(options: HandlerOptions<Principal>): ReadOptions {
  if (!isObject(options)) refuse('its options must be an object')
  for (const [name, { is, words }] of Object.entries(shapes)) {
    const value: unknown = options[name as keyof HandlerOptions]
    if (value !== undefined && !is(value)) refuse(`\`${name}\` must be ${words}`)
  }
  const { basePath = '', cors, allowedHosts } = options
  return {
    base: baseOf(basePath),
    cors: cors && { origins: cors.origins.map(originOf), credentials: cors.credentials },
    allowedHosts: allowedHosts?.map(hostOf),
  }
}

interface Shape {
  readonly is: (value: unknown) => boolean
  readonly words: string
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isCallable = (value: unknown): boolean => typeof value === 'function'
const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean'
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(one => typeof one === 'string')

const flag: Shape = { is: isFlag, words: '`true` or `false`' }
const callable: Shape = { is: isCallable, words: 'a function' }
const amount: Shape = { is: value => typeof value === 'number' && value >= 0, words: 'a number, 0 or more' }
const texts: Shape = { is: isTexts, words: 'a list of strings' }

/** The shape of each option: one row for each. */
const shapes: Readonly<Record<keyof HandlerOptions, Shape>> = {
  basePath: { is: value => typeof value === 'string', words: 'a string' },
  assets: {
    is: value => isObject(value) && 'list' in value && isCallable(value.list) && 'read' in value && isCallable(value.read),
    words: 'an object with the functions `list` and `read`',
  },
  cors: {
    is: value =>
      isObject(value) && 'origins' in value && isTexts(value.origins) && isFlag('credentials' in value ? value.credentials : undefined),
    words: '`{ origins, credentials? }`: a list of strings, and `true` or `false`',
  },
  authenticate: callable,
  authorize: callable,
  publicBadges: flag,
  allowedHosts: texts,
  frameAncestors: texts,
  maxBodyBytes: amount,
  maxFollowers: amount,
  heartbeatMs: amount,
  onError: callable,
}

function baseOf(basePath: string): string {
  const url = new URL('http://localhost')
  url.pathname = basePath
  const path = url.pathname.replace(/^\/+|\/+$/g, '')
  return path === '' ? '' : `/${path}`
}

/** An origin as browsers send it: `https://Wiki.test:443/` is `https://wiki.test`. */
function originOf(text: string): string {
  if (text === '*' || text === 'null') return text
  const url = parseUrl(text)
  // A user, a path or a query makes a longer URL.
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !url.host.includes('*')) return url.origin
  // Apps and extensions have schemes of their own, whose origins `URL` does not know.
  if (/^(?!https?:)[a-z][a-z0-9+.-]*:\/\/[^\s/?#@*]+$/.test(text)) return text
  return refuse(`\`cors.origins\` contains ${JSON.stringify(text)}; each must be an origin such as https://wiki.example.com, or *`)
}

function hostOf(text: string): string {
  const name = plainHost(text)
  if (name !== undefined) return name
  return refuse(
    `\`allowedHosts\` contains ${JSON.stringify(text)}; each must be a host name without scheme, port and path, such as wiki.example.com or .example.com`,
  )
}

function refuse(reason: string): never {
  throw new CallboardError('invalid-options', `createHandler(): ${reason}`)
}
