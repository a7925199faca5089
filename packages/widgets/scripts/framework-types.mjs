// Types of the elements for frameworks that check markup, derived from custom-elements.json: attributes, and a property for each event.

/** One file of types for each framework: `{ 'react.d.ts': '…' }`. */
export function frameworkTypes(manifest) {
  const elements = manifest.modules.flatMap(module => module.declarations).filter(({ tagName }) => tagName !== undefined)
  return {
    'react.d.ts': file(elements, {
      head: "import type { DetailedHTMLProps, HTMLAttributes } from 'react'",
      event: name => `'on${name}'`,
      // React 18 sets `className` as an attribute on custom elements.
      common: [
        '/** Attributes of every element. */',
        'export interface ElementAttributes extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> {',
        '  class?: string | undefined',
        '}',
      ],
      body: rows =>
        `declare module 'react' {\n  namespace JSX {\n    interface IntrinsicElements {\n${rows(name => `ElementAttributes & ${name}`)}\n    }\n  }\n}`,
    }),
    'solid.d.ts': file(elements, {
      head: "import type { JSX } from 'solid-js'",
      event: name => `'on:${name}'`,
      body: rows =>
        `declare module 'solid-js' {\n  namespace JSX {\n    interface IntrinsicElements {\n${rows(name => `JSX.HTMLAttributes<HTMLElement> & ${name}`)}\n    }\n  }\n}`,
    }),
    'svelte.d.ts': file(elements, {
      head: "import type { HTMLAttributes } from 'svelte/elements'",
      event: name => `'on${name}'`,
      body: rows =>
        `declare module 'svelte/elements' {\n  interface SvelteHTMLElements {\n${rows(name => `HTMLAttributes<HTMLElement> & ${name}`)}\n  }\n}`,
    }),
    'vue.d.ts': file(elements, {
      head: "import type { HTMLAttributes, ReservedProps } from 'vue'",
      attribute: name => camel(name),
      event: name => `'on${pascal(name)}'`,
      // The compiler converts `data-a` to `dataA`, and does not know `slot`.
      common: [
        '/** Attributes of every element. */',
        'export interface ElementAttributes extends HTMLAttributes, ReservedProps {',
        '  [name: `data${string}`]: unknown',
        '  slot?: string | undefined',
        '}',
      ],
      body: rows =>
        `declare module 'vue' {\n  interface GlobalComponents {\n${rows(name => `new () => { readonly $props: ElementAttributes & ${name} }`)}\n  }\n\n  interface HTMLAttributes {\n    /** The slot of an element around it. */\n    slot?: string | undefined\n  }\n}`,
    }),
    'angular.d.ts': `// Angular takes the types of elements and events in templates from the tables of the DOM, which importing this fills.\nexport type { ${eventTypes(elements)} } from '../dist/index.js'\n`,
  }
}

function file(elements, { head, attribute: nameOf = name => name, event, common = [], body }) {
  const interfaces = elements.map(({ tagName, description, attributes = [], events = [] }) =>
    [
      `/** ${description.split('\n')[0]} */`,
      `export interface ${pascal(tagName)}Attributes {`,
      ...unique(attributes, 'name').flatMap(attribute =>
        property(`'${nameOf(attribute.name)}'`, written(attribute.type?.text ?? 'string'), attribute.description),
      ),
      ...unique(events, 'name').flatMap(({ name, type, description: about }) =>
        property(event(name), `((event: ${isOurs(type) ? type.text : 'Event'}) => void)`, about),
      ),
      '}',
    ].join('\n'),
  )
  const rows = typeOf => elements.map(({ tagName }) => `      '${tagName}': ${typeOf(`${pascal(tagName)}Attributes`)}`).join('\n')
  const parts = [...(common.length === 0 ? [] : [common.join('\n')]), ...interfaces, body(rows)]
  return `${head}\nimport type { ${eventTypes(elements)} } from '../dist/index.js'\n\n${parts.join('\n\n')}\n`
}

function isOurs(type) {
  return /^Callboard\w+Event$/.test(type?.text ?? '')
}

function eventTypes(elements) {
  const types = elements.flatMap(({ events = [] }) => events.flatMap(({ type }) => (isOurs(type) ? [type.text] : [])))
  return [...new Set(types)].sort().join(', ')
}

/** The type of a value in markup. */
function written(type) {
  return type === 'number' ? 'number | `${number}`' : type
}

function property(name, type, description) {
  return [...(description === undefined ? [] : [`  /** ${description} */`]), `  ${name}?: ${type} | undefined`]
}

function unique(items, key) {
  return [...new Map(items.filter(item => item[key] !== undefined).map(item => [item[key], item])).values()]
}

function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
}

function pascal(name) {
  return name
    .split('-')
    .map(word => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')
}
