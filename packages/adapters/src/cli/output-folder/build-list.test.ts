import { describe, expect, test } from 'vitest'
import { emptyList, isBuildPath, listPath, parseList, pathsIn, printList, temporaryPath } from './build-list.ts'

describe('A path of a build', () => {
  test.each([
    'callboard.json',
    'callboard.files.json',
    'callboard',
    'callboard.a-b_c.js',
    'index.html',
    'data/a.json',
    'badge/c/d/e.svg',
    'embed/x',
    'data',
    'data/..a',
    listPath,
    temporaryPath,
  ])('may be %s', path => expect(isBuildPath(path)).toBe(true))

  test.each([
    '', '.', '..', '/', '/data/a', 'other', 'other/data', 'data2', 'xdata', 'xcallboard', 'callboard.', 'callboard/../x', 'callboardx', 'index.html5',
    'data/', 'data//a', 'data/.', 'data/./a', 'data/..', 'data/../../etc/passwd', 'data\\..\\x', 'data/a\0', 'data/a:b', 'C:/data', 'callboard.a b',
    7, null, undefined, [['data']], { path: 'data' },
  ])('is not %j', path => expect(isBuildPath(path)).toBe(false)) // prettier-ignore
})

describe('The list of a build', () => {
  const list = {
    callboard: 1,
    files: ['data/b', 'data/a', 'data/b'],
    kept: ['data/d', 'data/c'],
    writing: ['index.html', 'embed/x'],
  } as const

  test('is printed in order, each path once, and reads back', () => {
    const text = printList(list)
    const sorted = { callboard: 1, files: ['data/a', 'data/b'], kept: ['data/c', 'data/d'], writing: ['embed/x', 'index.html'] }
    expect(text.endsWith('}\n')).toBe(true)
    expect(JSON.parse(text)).toEqual(sorted)
    expect(parseList(text)).toEqual(sorted)
    expect(Object.keys(JSON.parse(printList({ ...list, writing: undefined })) as object)).toEqual(['callboard', 'files', 'kept'])
    expect(parseList(printList(emptyList))).toEqual({ callboard: 1, files: [], kept: [] })
  })

  test('has the paths of all its parts', () => {
    expect([...pathsIn(list)]).toEqual(['data/b', 'data/a', 'data/d', 'data/c', 'index.html', 'embed/x'])
    expect([...pathsIn({ callboard: 1, files: ['a'], kept: ['b'] })]).toEqual(['a', 'b'])
  })

  test.each([
    '', '{', 'null', '1', '"x"', '[]', '{}', '{"callboard":2,"files":[],"kept":[]}', '{"callboard":1}', '{"callboard":1,"files":[]}', '{"callboard":1,"kept":[]}',
    '{"callboard":1,"files":{},"kept":[]}', '{"callboard":1,"files":[],"kept":"x"}', '{"callboard":1,"files":[],"kept":[],"writing":{}}',
  ])('is not %s', text => expect(parseList(text)).toBeUndefined()) // prettier-ignore

  test.each([
    ['files', '../x', '../x'],
    ['kept', '/etc/passwd', '/etc/passwd'],
    ['writing', 'other', 'other'],
    ['files', 7, '7'],
    ['files', null, 'null'],
  ])('with a wrong path in %s names it: %j', (part, path, wrongPath) => {
    const text = JSON.stringify({ callboard: 1, files: [], kept: [], writing: [], [part]: ['data/a', path] })
    expect(parseList(text)).toEqual({ wrongPath })
  })
})
