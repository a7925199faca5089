import { CallboardError, type ErrorCode } from '@callboard/core'
import { describe, expect, test } from 'vitest'
import { failedItem } from './failed-item.ts'
import { isDenied, isMissing, reasonOf } from './reason-of.ts'

const systemError = (code: string): Error => Object.assign(new Error(`${code}: no, open '/srv/secret/a.yaml'`), { code })

describe('a path that could not be read', () => {
  test.each<[ErrorCode, string]>([
    ['refused', 'outside-root'],
    ['limit-exceeded', 'too-large'],
    ['unexpected-answer', 'unreadable'],
    ['unreachable', 'unreadable'],
  ])('because of %s is %s, with the message of the error', (code, reason) => {
    expect(failedItem('a.yaml', new CallboardError(code, 'a.yaml is odd'))).toEqual({
      type: 'failed',
      path: 'a.yaml',
      reason,
      message: 'a.yaml is odd',
    })
  })

  test.each([
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['ELOOP', 'its symbolic links lead in a circle'],
    ['EMFILE', 'too many files are open'],
    ['ENFILE', 'too many files are open'],
    ['ENOTDIR', 'a file is where a folder belongs'],
    ['EEXIST', 'a file is where a folder belongs'],
    ['EIO', 'EIO'],
  ])('because of %s says "%s" and no absolute path', (code, reason) => {
    expect(failedItem('a.yaml', systemError(code))).toEqual({
      type: 'failed',
      path: 'a.yaml',
      reason: 'unreadable',
      message: `a.yaml cannot be read: ${reason}`,
    })
  })

  test.each([undefined, 'text', new Error('/srv/secret')])('because of %s has an unknown reason', thrown => {
    expect(reasonOf(thrown)).toBe('unknown reason')
  })

  test('is missing or denied only for the system errors that mean it', () => {
    const codes = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EIO']
    expect(codes.filter(code => isMissing(systemError(code)))).toEqual(['ENOENT', 'ENOTDIR'])
    expect(codes.filter(code => isDenied(systemError(code)))).toEqual(['EACCES', 'EPERM'])
    expect([isMissing({ code: 'ENOENT' }), isDenied({ code: 'EACCES' })]).toEqual([false, false])
  })
})
