import { describe, expect, test } from 'vitest'
import type { Problem } from '../problem.ts'
import { checkUrls } from './check-urls.ts'

function reportedOf(data: Readonly<Record<string, unknown>>): readonly Problem[] {
  const reported: Problem[] = []
  checkUrls(data, problem => void reported.push(problem))
  return reported
}
const fieldsOf = (data: Readonly<Record<string, unknown>>): readonly string[] => reportedOf(data).map(({ field }) => field?.join('.') ?? '')

const evil = 'javascript:alert(1)'
const link = (url: unknown) => ({ metadata: { links: [{ url }] } })
const annotation = (value: unknown) => ({ metadata: { annotations: { 'example.com/x': value } } })

describe('A script is reported', () => {
  test.each([
    ['metadata.links.0.url', { metadata: { links: [{ url: evil }] } }],
    ['metadata.links.1.icon', { metadata: { links: [{}, { icon: evil }] } }],
    ['metadata.links.0.type', { metadata: { links: [{ type: evil }] } }],
    ['metadata.annotations.backstage.io/view-url', { metadata: { annotations: { 'backstage.io/view-url': evil } } }],
    ['metadata.annotations.backstage.io/edit-url', { metadata: { annotations: { 'backstage.io/edit-url': evil } } }],
    ['metadata.annotations.example.com/x', { metadata: { annotations: { 'example.com/x': evil } } }],
    ['spec.profile.picture', { spec: { profile: { picture: evil } } }],
    ['spec.profile.email', { spec: { profile: { email: evil } } }],
    ['spec.target', { spec: { target: evil } }],
    ['spec.targets.1', { spec: { targets: ['a.yaml', evil] } }],
    ['spec.remotes.1.url', { spec: { remotes: [{}, { url: evil }] } }],
  ])('in %s, with its text', (field, data) => {
    expect(reportedOf(data)).toEqual([
      {
        code: 'descriptor/unsafe-url',
        severity: 'warning',
        message: expect.stringContaining('"javascript:"'),
        hint: expect.stringContaining('https:'),
        text: evil,
        field: expect.any(Array),
      },
    ])
    expect(fieldsOf(data)).toEqual([field])
    expect(reportedOf(data)[0]?.message).toContain(evil)
  })

  test('only in fields of the right type', () => {
    for (const data of [
      {},
      { metadata: evil, spec: evil },
      { metadata: null, spec: null },
      { metadata: { links: evil, annotations: [evil] }, spec: { profile: evil, targets: evil, remotes: { url: evil } } },
      { metadata: { links: [evil, null] }, spec: { remotes: [evil, null] } },
      { metadata: { links: [{ url: 1, title: evil }] }, spec: { target: 1, targets: [null], profile: { picture: {}, displayName: evil } } },
    ])
      expect(reportedOf(data)).toEqual([])
  })
})

describe('In a field that is shown as a link', () => {
  test.each([
    'https://a.example',
    'http://a.example',
    'HTTPS://a.example',
    'http:a.example',
    'https:a.example',
    'mailto:a@b.example',
    'tel:+1',
    'no address',
    'a/b',
    '',
    1,
  ])('%j is accepted', url => expect(reportedOf(link(url))).toEqual([]))

  test.each(['ftp://a.example', 'slack://x', 'file:/etc/passwd', 'data:text/html,x', 'https-x://a.example', 'xhttps://a.example'])(
    '%s is reported',
    url => expect(reportedOf(link(url))).toHaveLength(1),
  )

  test('a dangerous text that is not a URL is reported too', () => expect(reportedOf(link('file://%zz:x'))).toHaveLength(1))

  test('a value of the same form is accepted in another annotation', () => {
    expect(
      fieldsOf({
        metadata: { annotations: { 'backstage.io/view-url': 'slack://x', 'backstage.io/edit-url': 'slack://x', 'x/y': 'slack://x' } },
      }),
    ).toEqual(['metadata.annotations.backstage.io/view-url', 'metadata.annotations.backstage.io/edit-url'])
  })
})

describe('In any other text', () => {
  test.each([
    'javascript:x',
    'JavaScript:x',
    'java\nscript:x',
    'j\ta\rv\nascript:x',
    ' \u0000\u001fjavascript:x',
    'vbscript:x',
    'data:x',
    'blob:x',
    'filesystem:x',
    'file://x',
    'url:javascript:x',
    'dir: javascript:x',
    'URL:javascript:x',
  ])('%j is reported', text => expect(reportedOf(annotation(text))).toHaveLength(1))

  test.each([
    'file:/path',
    'xjavascript:x',
    'see javascript:x',
    'javascript',
    'java\u0001script:x',
    'java script:x',
    'javaurl:script:x',
    'url:https://a.example',
    'xurl:javascript:x',
    'dir:./docs',
    'metadata:x',
    { a: 'javascript:x' },
  ])('%j is accepted', text => expect(reportedOf(annotation(text))).toEqual([]))

  test('only the start is checked', () => {
    expect(reportedOf(annotation(`${' '.repeat(180)}javascript:x`))).toHaveLength(1)
    expect(reportedOf(annotation(`${' '.repeat(200)}javascript:x`))).toEqual([])
  })
})
