import { beforeAll, describe, expect, test } from 'vitest'
import { createPortal } from '../../portal.ts'
import { memory } from '../../source/memory.ts'
import { createHandler } from '../index.ts'
import type { Assets, HandlerOptions } from '../types.ts'

const hostile = `</text><script>alert("1")</script>&'é漢🎉`
const component = (name: string, owner: string, metadata: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...metadata },
  spec: { type: 'service', lifecycle: 'production', owner },
})
const group = (name: string, title?: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, ...(title === undefined ? {} : { title }) },
  spec: { type: 'team', children: [] },
})
const system = (name: string): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name },
  spec: { owner: 'payments' },
})
const ownerless = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'ownerless' },
  spec: { type: 'service', steps: [{ action: 'debug:log' }] },
}

const entities = [
  component('pay', 'payments', { title: 'Pay', description: 'Takes money' }),
  component('evil', 'wicked', { title: hostile, description: hostile }),
  component('lost', 'nobody-knows'),
  component('long', 'long-winded'),
  {
    ...(component('adrift', 'nobody-knows') as object),
    spec: { type: 'service', lifecycle: 'production', owner: 'nobody-knows', system: 'checkout' },
  },
  system('checkout'),
  ownerless,
  group('payments', 'Payments'),
  group('wicked', hostile),
  group('long-winded', 'w'.repeat(300)),
  component('cart', 'arabic', { title: 'السلة' }),
  component('turned', 'turning'),
  component('families', 'of-families'),
  group('arabic', 'فريق الدفع'),
  group('turning', '\u202eStnemyap\u2069'),
  group('of-families', '👩‍👩‍👧‍👦'.repeat(80)),
]

const elements = ['owner-badge', 'acme-chart']
const assetFiles: Readonly<Record<string, string>> = { 'callboard.js': '// widgets', 'callboard/elements.json': JSON.stringify(elements) }
const assets: Assets = {
  list: async () => Object.keys(assetFiles),
  read: async path => {
    const body = Object.hasOwn(assetFiles, path) ? assetFiles[path] : undefined
    return body === undefined ? undefined : { body, type: 'text/javascript' }
  },
}

async function site(options: HandlerOptions = {}, title = 'Acme'): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const portal = await createPortal({ title, sources: [memory({ entities })] })
  const handler = createHandler(portal, options)
  return (path, init) => handler(new Request(`https://portal.acme.test${path}`, init))
}

let ask: (path: string) => Promise<Response>

beforeAll(async () => {
  ask = await site({ assets })
})

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

/** The elements of a text, in order. Throws unless it is well-formed XML of elements, attributes and text, as a badge must be. */
function parseXml(text: string): { readonly tags: readonly Tag[]; readonly words: string } {
  const tags: Tag[] = []
  const openTags: string[] = []
  let words = ''
  const token = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z:-]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)\s*(\/?)>|([^<&]|&#\d+;)/uy
  const whole = text.trim()
  while (token.lastIndex < whole.length) {
    const from = token.lastIndex
    const [, closes, name = '', attributes = '', ends, letter] = token.exec(whole) ?? []
    if (closes === undefined && letter === undefined) throw new Error(`no XML at ${whole.slice(from, from + 60)}`)
    if (letter !== undefined) words += unescape(letter)
    else if (closes === '/') {
      if (openTags.pop() !== name) throw new Error(`</${name}> closes nothing`)
    } else {
      tags.push({
        name,
        attributes: Object.fromEntries(
          Array.from(attributes.matchAll(/([a-zA-Z:-]+)="([^"]*)"/g), ([, key = '', value = '']) => [key, unescape(value)]),
        ),
      })
      if (ends !== '/') openTags.push(name)
    }
  }
  if (openTags.length > 0) throw new Error(`<${openTags.join('> <')}> stays open`)
  return { tags, words }
}

function unescape(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

async function badge(
  name: string,
  from = ask,
): Promise<{
  readonly status: number
  readonly label: string
  readonly tags: readonly Tag[]
  readonly text: string
  readonly words: string
}> {
  const response = await from(`/badge/${name}.svg`)
  const text = await response.text()
  const { tags, words } = parseXml(text)
  return { status: response.status, label: tags[0]?.attributes['aria-label'] ?? '', tags, text, words }
}

describe('a badge', () => {
  test('is an image of the owner, for every page on the web', async () => {
    const response = await ask('/badge/component/default/pay.svg')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    const { tags, label, words } = await badge('component/default/pay')
    expect(tags[0]).toMatchObject({ name: 'svg', attributes: { xmlns: 'http://www.w3.org/2000/svg', role: 'img', height: '20' } })
    expect(label).toBe('Pay: owned by Payments')
    expect(words).toContain('Payments')
  })

  test('accepts any letter case and any name', async () => {
    expect((await badge('Component/DEFAULT/Pay')).label).toBe('Pay: owned by Payments')
    expect((await badge('component/default/p%61y')).label).toBe('Pay: owned by Payments')
  })

  test('with a hostile title is well formed and has no injected element', async () => {
    const { tags, label, status } = await badge('component/default/evil')
    expect(status).toBe(200)
    expect(label).toBe(`${hostile}: owned by ${hostile}`)
    expect([...new Set(tags.map(({ name }) => name))].sort()).toEqual(['clipPath', 'g', 'rect', 'svg', 'text', 'title'])
    expect(tags.flatMap(({ attributes }) => Object.keys(attributes)).filter(name => /^on|href|style/i.test(name))).toEqual([])
  })

  test('with a hostile URL is well formed too', async () => {
    for (const name of [hostile, '\u0000\u0007\ufffe', '"onload="alert(1)', '<!--', ']]>', '../../x', '%2e%2e', '\ud800']) {
      const part = encodeURIComponent(name.toWellFormed())
      const { status, label } = await badge(`component/default/${part}`)
      expect([status, label.endsWith('not in the catalog')]).toEqual([404, true])
    }
  })

  test('shows the owner, no owner, an unknown owner, or that there is no such entity', async () => {
    expect(await badge('component/default/lost')).toMatchObject({
      label: 'lost: owned by nobody-knows (uncertain)',
      words: expect.stringContaining('? nobody-knows'),
    })
    expect((await badge('component/default/adrift')).label).toBe('adrift: owned by Payments (uncertain)')
    expect(await badge('template/default/ownerless')).toMatchObject({ status: 200, label: 'ownerless: nobody' })
    expect(await badge('component/default/none')).toMatchObject({ status: 404, label: 'component:default/none: not in the catalog' })
    const colors = await Promise.all(
      ['component/default/pay', 'component/default/lost', 'template/default/ownerless', 'component/default/none'].map(
        async name => (await badge(name)).tags.filter(({ name: tag }) => tag === 'rect').at(-1)?.attributes['fill'],
      ),
    )
    expect(new Set(colors).size).toBe(3)
  })

  test('does not say that something is missing while a source that may have it cannot be read', async () => {
    const { read } = memory({ name: 'repositories', entities })
    let isAway = false
    const portal = await createPortal({
      sources: [
        {
          name: 'repositories',
          async *read(context) {
            if (isAway) throw new Error('The repository is away')
            yield* read(context)
          },
        },
      ],
    })
    isAway = true
    await portal.catalog.refresh()
    const handler = createHandler(portal, {})
    const found = await badge('component/default/none', path => handler(new Request(`https://portal.acme.test${path}`)))
    expect(found).toMatchObject({
      status: 404,
      label: 'component:default/none: not found: a source cannot be read',
      words: expect.stringContaining('not found: a source cannot be read'),
    })
    expect(found.text).not.toContain('not in the catalog')
  })

  test('shortens a title that is too long', async () => {
    const { words, tags } = await badge('component/default/long')
    expect(words).not.toContain('w'.repeat(100))
    expect(Number(tags[0]?.attributes['width'])).toBeLessThan(800)
  })

  test('sets no length for a text: a browser would separate or stretch joined letters', async () => {
    for (const name of ['pay', 'cart', 'families']) {
      const texts = (await badge(`component/default/${name}`)).tags.filter(({ name: tag }) => tag === 'text')
      expect(texts).toHaveLength(2)
      expect(texts.flatMap(({ attributes }) => Object.keys(attributes)).sort()).toEqual(['x', 'x', 'y', 'y'])
    }
  })

  test('isolates a right-to-left name from the words around it', async () => {
    expect(await badge('component/default/cart')).toMatchObject({
      label: '\u2068السلة\u2069: owned by \u2068فريق الدفع\u2069',
      words: expect.stringContaining('\u2068فريق الدفع\u2069'),
    })
  })

  test('removes characters from a name that would reverse the words after it', async () => {
    expect((await badge('component/default/turned')).label).toBe('turned: owned by Stnemyap')
  })

  test('does not split letters or emoji', async () => {
    const { words } = await badge('component/default/families')
    expect(words).toContain(`${'👩‍👩‍👧‍👦'.repeat(59)}…`)
    expect(words).not.toContain('👩‍👩‍👧‍👦'.repeat(60))
  })

  test('for an old name shows the current entity', async () => {
    const portal = await createPortal({
      sources: [memory({ entities })],
      aliases: { 'component:default/old-pay': 'component:default/pay' },
    })
    const handler = createHandler(portal)
    expect((await badge('component/default/old-pay', path => handler(new Request(`https://portal.acme.test${path}`)))).label).toBe(
      'Pay: owned by Payments',
    )
  })
})

/** Inline scripts and styles, which a strict content security policy would block. */
function expectNothingInline(html: string): void {
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/i)
  expect(html).toMatch(/^<!doctype html>/)
  expect(html).not.toMatch(/<style/i)
  expect(html).not.toMatch(/\s(?:style|on[a-z]+)\s*=/i)
  expect(html).not.toMatch(/javascript:/i)
  for (const [, body] of html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/gi)) expect(body).toBe('')
}

function policyOf(response: Response): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (response.headers.get('content-security-policy') ?? '')
      .split('; ')
      .map(rule => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]),
  )
}

describe('an embed page', () => {
  test.each(elements)('of %s has nothing inline, and its policy allows only its own files', async element => {
    for (const path of [`/embed/${element}`, `/embed/${element}/`]) {
      const response = await ask(`${path}?entity=${encodeURIComponent(hostile)}`)
      expect(response.status).toBe(200)
      const html = await response.text()
      expectNothingInline(html)
      expect(html).not.toContain('alert')
      expect(html).toContain(`<meta name="callboard-element" content="${element}">`)
      expect(policyOf(response)).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': '*',
        'require-trusted-types-for': "'script'",
      })
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('links to its files with relative paths', async () => {
    const sources = async (path: string): Promise<readonly string[]> =>
      Array.from(
        (await (await ask(path)).text()).matchAll(/(?:src|href)="([^"]+)"/g),
        ([, address = '']) => new URL(address, `https://portal.acme.test${path}`).pathname,
      )
    const wanted = ['/callboard/embed.css', '/callboard/embed.js', '/callboard.js']
    expect(await sources('/embed/owner-badge')).toEqual(wanted)
    expect(await sources('/embed/owner-badge/')).toEqual(wanted)
  })

  test('may be framed by the sites that the portal allows', async () => {
    expect(
      policyOf(await (await site({ assets, frameAncestors: ['https://wiki.acme.test', "'self'"] }))('/embed/owner-badge'))[
        'frame-ancestors'
      ],
    ).toBe("https://wiki.acme.test 'self'")
    expect(policyOf(await (await site({ assets, frameAncestors: [] }))('/embed/owner-badge'))['frame-ancestors']).toBe("'none'")
  })

  test('exists for the elements in the list of the widgets, and only with the widgets', async () => {
    expect((await ask('/embed/acme-chart')).status).toBe(200)
    expect((await ask('/embed/entity-link')).status).toBe(404)
    expect((await ask('/embed/script')).status).toBe(404)
    expect((await ask('/embed/')).status).toBe(404)
    expect((await (await site())('/embed/owner-badge')).status).toBe(404)
    const listing = async (body: string | Uint8Array | undefined): Promise<number> => {
      const read: Assets['read'] = async () => (body === undefined ? undefined : { body, type: 'application/json' })
      return (await (await site({ assets: { list: async () => [], read } }))('/embed/owner-badge')).status
    }
    expect(await listing(undefined)).toBe(404)
    expect(await listing('{"owner-badge": 1}')).toBe(404)
    expect(await listing('[["owner-badge"]]')).toBe(404)
    expect(await listing(new TextEncoder().encode('["owner-badge"]'))).toBe(200)
  })

  test('suggests the badge if no script may run', async () => {
    expect(await (await ask('/embed/owner-badge')).text()).toMatch(/<noscript>[^<]*JavaScript[^<]*badge[^<]*<\/noscript>/)
  })

  test('escapes the title of the portal', async () => {
    const html = await (await (await site({ assets }, hostile))('/embed/owner-badge')).text()
    expectNothingInline(html)
    expect(html).not.toContain('alert("')
  })
})

describe('the index page', () => {
  test('lists everything with its owner, readable without script', async () => {
    const response = await ask('/')
    expect(response.status).toBe(200)
    expect(policyOf(response)['script-src']).toBe("'self'")
    const html = await response.text()
    expect(html).toContain('<h2>Component (8)</h2>')
    expect(html).toContain('<entity-link entity="component:default/pay">Pay</entity-link>')
    expect(html).toContain('<owner-badge entity="component:default/pay">Payments</owner-badge>')
    expect(html).toContain('<owner-badge entity="template:default/ownerless">nobody</owner-badge>')
    expect(html.indexOf('System (')).toBeLessThan(html.indexOf('Component ('))
    expect(html.indexOf('Component (')).toBeLessThan(html.indexOf('Group ('))
    expect(await (await ask('/index.html')).text()).toBe(html)
  })

  test('has one main landmark', async () => {
    const html = await (await ask('/')).text()
    expect(html).toMatch(/<body[^>]*>\s*<main>[^]*<h1>[^]*<\/main>\s*<\/body>/)
  })

  test('has nothing inline, whatever the names of entities and portal', async () => {
    const html = await (await (await site({ assets }, hostile))('/')).text()
    expectNothingInline(html)
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('alert("')
    expect(html).toContain('&#60;/text&#62;&#60;script&#62;')
  })

  test('leaves out what no page may hold', async () => {
    const html = await (await (await site({}, 'A\u0000\u0007\ufffe & <B> "\'\ud800'))('/')).text()
    expect(html).toContain('<title>A &#38; &#60;B&#62; &#34;&#39;\ufffd</title>')
  })

  test('loads the widgets only if there are any', async () => {
    expect(await (await ask('/')).text()).toContain('<script type="module" src="callboard.js"></script>')
    expect(await (await (await site())('/')).text()).not.toContain('<script')
  })

  test.each([
    ['1 entity', ['one']],
    ['2 entities', ['one', 'two']],
    ['0 entities', []],
  ])('says how many entities there are: %s', async (words, names) => {
    const portal = await createPortal({ sources: [memory({ entities: names.map(name => group(name)) })] })
    expect(await (await createHandler(portal)(new Request('https://portal.acme.test/'))).text()).toContain(`<p>${words}. Data: `)
  })

  test('of a large catalog is truncated, and says so', async () => {
    const portal = await createPortal({ sources: [memory({ entities: Array.from({ length: 2500 }, (_, i) => group(`g${String(i)}`)) })] })
    const html = await (await createHandler(portal)(new Request('https://portal.acme.test/'))).text()
    expect(html.match(/<tr><th scope="row">/g)).toHaveLength(2000)
    expect(html).toContain('<h2>Group (2500)</h2>')
    expect(html).toContain('The first 2000 of 2500 are shown.')
  })
})

describe('the files of the widgets', () => {
  test('are cached forever if their name changes with their content, and revalidated otherwise', async () => {
    const read: Assets['read'] = async path => ({
      body: new TextEncoder().encode(`// ${path}`),
      type: 'text/javascript',
      etag: path.length.toString(36),
    })
    const from = await site({ assets: { list: async () => [], read } })
    const cache = async (path: string): Promise<string | null> => (await from(path)).headers.get('cache-control')
    expect(await cache('/callboard.js')).toBe('public, no-cache')
    expect(await cache('/callboard/owner-badge-a1b2c3d4.js')).toBe('public, max-age=31536000, immutable')
    for (const hash of ['VlQFH-7q', 'BU0-lBLS', 'CQ_LXDa_', 'abcdefgH'])
      expect(await cache(`/callboard/shared-${hash}.js`), hash).toBe('public, max-age=31536000, immutable')
    for (const path of [
      '/callboard/embed.js',
      '/callboard/acme-dashboard.js',
      '/callboard/acme-entities.js',
      '/callboard/card-Dashboards.js',
    ])
      expect(await cache(path), path).toBe('public, no-cache')
    expect(await (await from('/callboard.js')).text()).toBe('// callboard.js')
    expect((await from('/callboard.js', { headers: { 'if-none-match': '"c"' } })).status).toBe(304)
  })
})
