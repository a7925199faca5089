import { before } from './edit-text.mjs'
import { free, kebab, pascal } from './names.mjs'
import { Refusal } from './refusal.mjs'

const table = 'packages/widgets/src/loader/element-table.ts'
const page = 'docs/widgets.md'

/** Names with a dash that HTML reserves. */
const taken = /^(?:annotation-xml|color-profile|font-face(?:-format|-name|-src|-uri)?|missing-glyph)$/

/** What the skeleton imports or takes from the browser. */
const used = [
  'LitElement',
  'CSSResultGroup',
  'PropertyDeclarations',
  'TemplateResult',
  'LookupController',
  'LookupOptions',
  'LookupStatus',
  'ParentNode',
  'CustomEvent',
]
const index = 'packages/widgets/src/index.ts'

/** An element: its class, its definition, its row, its section in the docs. `npm run public-api` writes the other lists. */
export const widget = {
  name: 'entity-status',
  about: 'an element that shows something about an entity',
  plan(name, read) {
    kebab('widget', name)
    if (!name.includes('-') || taken.test(name))
      throw new Refusal(
        `The name of a widget is its tag: it has a dash and is not one of HTML's own, such as "entity-status"; "${name}" does not fit.`,
      )
    if (read(table).includes(`'${name}':`)) throw new Refusal(`There is a widget "${name}" already; choose another name.`)
    const folder = `packages/widgets/src/${name}`
    const type = free('widget', name, pascal(name), used)
    if (new RegExp(`\\b${type}\\b`).test(read(index)))
      throw new Refusal(`The package already exports "${type}"; choose another name than "${name}".`)
    return {
      create: {
        [`${folder}/${name}.ts`]: code(name, type),
        [`${folder}/define.ts`]: definition(name, type),
        [`${folder}/${name}.test.ts`]: test(name, type),
      },
      edit: {
        [table]: text =>
          before(
            text,
            /^ {2}'callboard-provider':/,
            `  '${name}': { load: async () => (await import('../${name}/${name}.ts')).${type}, asks: ['entity'] },\n`,
          ),
        [page]: text =>
          before(
            before(text, /^## `callboard-provider`$/, section(name)),
            /(?<=^`isCustomElement: tag => .*)\|callboard-provider\)\$/,
            `|${name}`,
          ),
      },
      next: [
        `${folder}/${name}.ts: what it shows; attributes, slots, parts and events are in its docstring too.`,
        `${folder}/${name}.test.ts: every state, keyboard, events, right to left, dark.`,
        `${table}: what it asks about its entity. ${page}: its section.`,
        `npm run public-api, which writes the exports and the README of the package; npm run changeset.`,
        `npm run build`,
        `npm run test:unit -- test/filled-in.test.ts test/readme.test.ts test/widget-docs.test.ts test/widget-lists.test.ts`,
        `npm run test:widgets -- --files 'packages/widgets/src/{${name},page}/*.test.ts'`,
      ],
    }
  },
}

const definition = (name, type) => `import { defineElement } from '../define-element.ts'
import { ${type} } from './${name}.ts'

defineElement('${name}', ${type})
`

const code = (name, type) => `import type { Client, Entity } from '@callboard/core/client'
import { html, LitElement, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit'
import { titleOf } from '../page/entity-words.ts'
import { isUnread } from '../page/is-unread.ts'
import { LookupController, type LookupOptions, type LookupStatus } from '../page/lookup-controller.ts'
import { Localize } from '../strings/localize.ts'
import { common } from '../style/tokens.ts'
import { version } from '../version.ts'

interface Found {
  /** \`undefined\` when no entity was found. */
  readonly entity: Entity | undefined
  /** A source that may contain it cannot be read. */
  readonly isUnread: boolean
}

const lookup: LookupOptions<Found> = {
  ask,
  peek: (client, ref) => {
    const entity = client.peekEntity(ref)
    return entity === undefined ? undefined : { entity, isUnread: false }
  },
  isEmpty: ({ entity }) => entity === undefined,
  detail: found => ({ entity: found?.entity }),
}

/**
 * FILL IN: An entity by its title.
 *
 * @summary An entity by its title.
 * @attr {string} entity - A reference; kind and namespace are optional, and old names resolve.
 * @attr {string} src - The URL of a portal, instead of the provider's.
 * @slot - Shown until the answer arrives.
 * @slot loading - Shown instead until the answer arrives.
 * @slot empty - Shown when the catalog has no such entity.
 * @slot error - Shown when there is no answer, or when a source that may contain the entity cannot be read.
 * @fires {CallboardLoadEvent} callboard-load - An answer, or a newer one, has arrived; detail \`{ entity }\`. Does not bubble.
 * @fires {CallboardErrorEvent} callboard-error - There is no answer; detail \`{ error }\`. Does not bubble.
 * @csspart title - The title.
 */
export class ${type} extends LitElement {
  /** The version of the package. */
  static readonly version: string = version
  /** The URL of the module. */
  static readonly from: string = import.meta.url
  static override readonly styles: CSSResultGroup = common
  static override readonly properties: PropertyDeclarations = {
    entity: { reflect: true, useDefault: true },
    src: { useDefault: true },
  }

  declare entity: string
  declare src: string
  readonly #words: Localize = new Localize(this)
  readonly #lookup: LookupController<Found>

  constructor() {
    super()
    this.entity = ''
    this.src = ''
    this.#lookup = new LookupController(this, lookup)
  }

  /** The state of the look-up. */
  get status(): LookupStatus {
    return this.#lookup.status
  }

  protected override render(): TemplateResult {
    const { status, value, error } = this.#lookup
    const name = this.entity.trim()
    if (status === 'loading') return html\`<slot name="loading"><slot>\${this.entity}</slot></slot>\`
    if (status === 'error') return html\`<slot name="error">\${this.#without(error?.message ?? '')}</slot>\`
    if (name === '' || value === undefined) return html\`<slot name="empty"></slot>\`
    if (value.entity !== undefined) return html\`<bdi part="title">\${titleOf(value.entity)}</bdi>\`
    return value.isUnread
      ? html\`<slot name="error">\${this.#without(this.#words.term('notLookedUp'))}</slot>\`
      : html\`<slot name="empty">\${this.#without(this.#words.term('notFound'))}</slot>\`
  }

  /** The content that the author of the page wrote, or else the name, with the reason why there is no more. */
  #without(because: string): TemplateResult {
    return html\`<slot><bdi>\${this.entity}</bdi></slot> <span class="muted">(\${because})</span>\`
  }
}

async function ask(client: Client, ref: string): Promise<Found> {
  const entity = await client.get(ref)
  return { entity, isUnread: entity === undefined && isUnread(await client.owner(ref)) }
}

declare global {
  interface HTMLElementTagNameMap {
    '${name}': ${type}
  }
}
`

const test = (name, type) => `import { expect } from 'chai'
import { html } from 'lit'
import { settled, show, textOf, violations } from '../../test/page.ts'
import type { ${type} } from './${name}.ts'

const shown = (stage: ParentNode): Promise<${type}> => settled<${type}>(stage, '${name}')

describe('${name}', () => {
  it('shows the title of its entity', async () => {
    const element = await shown(show(html\`<${name} src="/portal/" entity="payments-api"></${name}>\`))
    expect(textOf(element)).to.equal('Payments API')
    expect(element.status).to.equal('ready')
  })

  for (const [src, entity, says, status] of [
    ['/portal/', 'nothing-there', /^Payments \\(not in the catalog\\)$/, 'empty'],
    ['/stale/', 'nothing-there', /^Payments \\(could not be looked up\\)$/, 'empty'],
    ['/html/', 'payments-api', /^Payments \\(.*web page.*\\)$/, 'error'],
  ] as const) {
    it(\`keeps its content, with the reason, when there is nothing to show: \${src}\`, async () => {
      const element = await shown(show(html\`<${name} src=\${src} entity=\${entity}>Payments</${name}>\`))
      expect(textOf(element)).to.match(says)
      expect(element.status).to.equal(status)
    })
  }

  it('fires one event for an answer', async () => {
    const stage = document.createElement('div')
    const fired: unknown[] = []
    for (const type of ['callboard-load', 'callboard-error'])
      stage.addEventListener(type, event => fired.push([type, (event as CustomEvent<{ entity?: { metadata: { name: string } } }>).detail.entity?.metadata.name]), true)
    show(html\`\${stage}\`)
    stage.innerHTML = '<${name} src="/portal/" entity="payments-api"></${name}>'
    await shown(stage)
    expect(fired).to.deep.equal([['callboard-load', 'payments-api']])
  })

  for (const scheme of ['light', 'dark']) {
    it(\`axe finds nothing in any state, \${scheme}\`, async () => {
      document.documentElement.style.colorScheme = scheme
      const stage = show(html\`<p dir="rtl">
        <${name} src="/portal/" entity="payments-api"></${name}>, <${name} src="/portal/" entity="nothing-there"></${name}>,
        <${name} src="/html/" entity="payments-api">own</${name}>, <${name} src="/silent/" entity="payments-api">own</${name}>
      </p>\`)
      await shown(stage)
      await settled(stage, '${name}[src="/html/"]')
      expect(await violations(stage)).to.deep.equal([])
      document.documentElement.style.colorScheme = ''
    })
  }
})
`

const section = name => `## \`${name}\`

FILL IN: An entity by its title. If there is nothing to show, the content between the tags stays, with the reason.

| attribute | |
| --- | --- |
| \`entity\`, \`src\` | as above; \`entity\` is a reference, current or old |

Slots: default, \`loading\`, \`empty\`, \`error\`. Events: \`callboard-load\` (\`{ entity }\`), \`callboard-error\`. Parts: \`title\`.

`
