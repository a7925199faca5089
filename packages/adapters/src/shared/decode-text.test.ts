import { describe, expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'

describe('bytes', () => {
  test.each([
    ['UTF-8', [0xc3, 0xa4], 'ä'],
    ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf, 0x61], 'a'],
    ['little-endian UTF-16', [0xff, 0xfe, 0xe4, 0x00], 'ä'],
    ['big-endian UTF-16', [0xfe, 0xff, 0x00, 0xe4], 'ä'],
    ['nothing', [], ''],
  ])('in %s are text', (_, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes), 'a.txt')).toBe(text)
  })

  test.each([[[0xff, 0x00]], [[0xe4]], [[0xfe, 0x41]], [[0xff, 0x41]], [[0x41, 0xfe]], [[0xff, 0xfe, 0x61]], [[0xfe, 0xff, 0xd8, 0x00]]])(
    '%j are not text',
    bytes => {
      expect(() => decodeText(Uint8Array.from(bytes), 'a.txt')).toThrow(expect.objectContaining({ code: 'unexpected-answer' }))
    },
  )
})
