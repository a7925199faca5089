import { describe, expect, test } from 'vitest'
import { isCallboardError } from './errors.ts'
import { humanizeRef, parseRef, stringifyRef, tryParseRef, type RefContext } from './ref.ts'

const readable: readonly [text: string, context: RefContext, parsed: string, canonical: string][] = [
  ['petstore', { defaultKind: 'Component' }, 'Component/default/petstore', 'component:default/petstore'],
  ['ns/petstore', { defaultKind: 'Component', defaultNamespace: 'x' }, 'Component/ns/petstore', 'component:ns/petstore'],
  ['User:Default/John.Doe', {}, 'User/Default/John.Doe', 'user:default/john.doe'],
  ['a:b/c/d', {}, 'a/b/c/d', 'a:b/c/d'],
  ['a:b:c', {}, 'a/default/b:c', 'a:default/b:c'],
  ['github.com/foo:bar', { defaultKind: 'Group' }, 'Group/github.com/foo:bar', 'group:github.com/foo:bar'],
  ['x', { defaultKind: 'Group', defaultNamespace: 'q' }, 'Group/q/x', 'group:q/x'],
  ['x', { defaultKind: 'Group', defaultNamespace: '' }, 'Group/default/x', 'group:default/x'],
  ['Σ:a', {}, 'Σ/default/a', 'σ:default/a'],
]

describe('A reference', () => {
  test.each(readable)('%j in %j reads as %s and prints as %s', (text, context, parsed, canonical) => {
    const ref = parseRef(text, context)
    expect(`${ref.kind}/${ref.namespace}/${ref.name}`).toBe(parsed)
    expect(stringifyRef(ref)).toBe(canonical)
  })

  test.each([':x', 'k:/n', 'k:ns/', '', 'k:', '/', ':', 'a:/'])('%j is invalid', text => {
    expect(tryParseRef(text, { defaultKind: 'Component' })).toBeTypeOf('string')
    let thrown: unknown
    try {
      parseRef(text, { defaultKind: 'Component' })
    } catch (error) {
      thrown = error
    }
    expect(isCallboardError(thrown, 'invalid-ref')).toBe(true)
  })

  test('without a kind and without a default kind is invalid, and the message quotes it', () => {
    expect(tryParseRef('a/b')).toContain('"a/b" had missing or empty kind')
    expect(tryParseRef('a\n"b"')).toContain('"a\\n\\"b\\"" had missing or empty kind')
  })

  test.each([
    ['', 'must not be empty'],
    [':x', '":x" was not on the form [<kind>:][<namespace>/]<name>'],
    ['k:/n', '"k:/n" was not on the form'],
    ['k:', '"k:" was not on the form'],
  ])('%j is refused because it %s', (text, complaint) => {
    expect(tryParseRef(text)).toContain(complaint)
  })

  test('ignores an empty default kind', () => {
    expect(tryParseRef('pay', { defaultKind: '' })).toContain('had missing or empty kind')
  })

  test('is compared in lowercase, independent of the locale', () => {
    expect(stringifyRef({ kind: 'Group', namespace: 'Default', name: 'İstanbul' })).toBe(`group:default/${'İstanbul'.toLowerCase()}`)
    expect(stringifyRef({ kind: 'API', name: 'I' })).toBe('api:default/i')
  })

  test('is shown as short as its context allows, and reads back as itself', () => {
    const context = { defaultKind: 'Component', defaultNamespace: 'default' }
    for (const [canonical, shown] of [
      ['component:default/pay', 'pay'],
      ['component:eu/pay', 'eu/pay'],
      ['api:default/pay', 'api:pay'],
      ['component:default/a:b', 'component:a:b'],
      ['component:eu/a:b', 'eu/a:b'],
      ['component:default/a/b', 'default/a/b'],
    ] as const) {
      expect(humanizeRef(canonical, context)).toBe(shown)
      expect(stringifyRef(parseRef(shown, context))).toBe(canonical)
    }
  })

  test.each([
    [{ kind: 'Component', namespace: 'EU', name: 'Pay' }, { defaultKind: 'COMPONENT', defaultNamespace: 'Eu' }, 'Pay'],
    ['component:default/pay', { defaultKind: 'Component', defaultNamespace: 'eu' }, 'default/pay'],
    ['component:default/pay', { defaultKind: 'Component' }, 'pay'],
    ['component:eu/pay', { defaultKind: 'Component' }, 'eu/pay'],
    ['component:default/pay', {}, 'component:pay'],
    ['Component:default/long:name', { defaultKind: 'Component' }, 'component:long:name'],
  ] as const)('%j is shown in %j as %s', (ref, context, shown) => {
    expect(humanizeRef(ref, context)).toBe(shown)
  })
})
