import { describe, expect, test } from 'vitest'
import { isApiVersion, isKey, isKindName, isLabelValue, isName, isNamespace, isTag } from './format-rules.ts'

const yes = true
const no = false

// The vectors were run against @backstage/catalog-model.
const vectors: readonly [value: string, name: boolean, namespace: boolean, tag: boolean, label: boolean, kind: boolean][] = [
  ['a', yes, yes, yes, yes, yes],
  ['1', yes, yes, yes, yes, no],
  ['A', yes, no, no, yes, yes],
  ['a_b', yes, no, no, yes, no],
  ['a..b', yes, no, no, yes, no],
  ['a--b', yes, yes, no, yes, no],
  ['a-', no, no, no, no, no],
  ['-a', no, no, no, no, no],
  ['_a', no, no, no, no, no],
  ['a/b', no, no, no, no, no],
  ['ä', no, no, no, no, no],
  ['a b', no, no, no, no, no],
  ['a'.repeat(63), yes, yes, yes, yes, yes],
  ['a'.repeat(64), no, no, no, no, no],
  ['', no, no, no, yes, no],
  ['a\n', no, no, no, no, no],
]

describe('The format rules', () => {
  test.each(vectors)('judge %j', (value, name, namespace, tag, label, kind) => {
    expect({
      name: isName(value),
      namespace: isNamespace(value),
      tag: isTag(value),
      label: isLabelValue(value),
      kind: isKindName(value),
    }).toEqual({ name, namespace, tag, label, kind })
  })

  test.each(['java', 'c++', 'c#', 'node:18', '#', 'a+-b', 'node-18'])('accept the tag %j', tag => expect(isTag(tag)).toBe(true))
  test.each(['Java', 'a--b', 'a-', '-a', 'a_b', 'a.b'])('refuse the tag %j', tag => expect(isTag(tag)).toBe(false))
  test.each(['backstage.io/v1alpha1', 'v1', 'my-company.net/v1', 'V1'])('accept the version %j', version =>
    expect(isApiVersion(version)).toBe(true),
  )
  test.each(['1.0', 'a/b/c', 'A.io/v1', 'backstage.io/v1-alpha', 'backstage.io/', '/v1', `v${'1'.repeat(63)}`])(
    'refuse the version %j',
    version => expect(isApiVersion(version)).toBe(false),
  )
  test.each(['backstage.io/techdocs-ref', 'foo', 'Foo.Bar', 'graph.microsoft.com/tenant-id'])('accept the key %j', key =>
    expect(isKey(key)).toBe(true),
  )
  test.each(['a.b/c/d', 'Foo.io/x', 'x/', 'a_b/c', '', '__proto__', `${'a.'.repeat(127)}a/x`])('refuse the key %j', key =>
    expect(isKey(key)).toBe(false),
  )
})
