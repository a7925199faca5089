import { describe, expect, test } from 'vitest'
import { compressor } from './compress.ts'

const of = (more: Record<string, string> = {}): Headers =>
  new Headers({ 'content-type': 'text/plain', 'content-length': '5000', 'accept-ranges': 'bytes', ...more })

describe('a compressed response', () => {
  test('has no content-length and no accept-ranges header', () => {
    const headers = of()
    compressor('gzip', 200, headers)?.destroy()
    expect(Object.fromEntries(headers)).toEqual({ 'content-type': 'text/plain', 'content-encoding': 'gzip', 'vary': 'accept-encoding' })
  })
})

describe('an uncompressed response', () => {
  test.each([
    ['a range', 206],
    ['an error', 404],
    ['a redirect', 301],
  ])('%s keeps its headers', (_, status) => {
    const headers = of()
    expect(compressor('gzip', status, headers)).toBe(undefined)
    expect(Object.fromEntries(headers)).toEqual(Object.fromEntries(of()))
  })

  test('a 304 has the same vary header as the response it replaces', () => {
    const headers = of()
    expect(compressor('gzip', 304, headers)).toBe(undefined)
    expect(headers.get('vary')).toBe('accept-encoding')
  })
})
