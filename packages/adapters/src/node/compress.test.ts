import { describe, expect, test } from 'vitest'
import { compressor } from './compress.ts'

const of = (more: Record<string, string> = {}): Headers =>
  new Headers({ 'content-type': 'text/plain', 'content-length': '5000', 'accept-ranges': 'bytes', ...more })

describe('an answer that is compressed', () => {
  test('says neither the length of what was not sent nor that ranges of it can be asked for', () => {
    const headers = of()
    compressor('gzip', 200, headers)?.destroy()
    expect(Object.fromEntries(headers)).toEqual({ 'content-type': 'text/plain', 'content-encoding': 'gzip', 'vary': 'accept-encoding' })
  })
})

describe('an answer that is sent as it is', () => {
  test.each([
    ['a range', 206],
    ['an error', 404],
    ['a redirect', 301],
  ])('%s keeps its headers', (_, status) => {
    const headers = of()
    expect(compressor('gzip', status, headers)).toBe(undefined)
    expect(Object.fromEntries(headers)).toEqual(Object.fromEntries(of()))
  })

  test('304 depends on the same as the answer it stands for', () => {
    const headers = of()
    expect(compressor('gzip', 304, headers)).toBe(undefined)
    expect(headers.get('vary')).toBe('accept-encoding')
  })
})
