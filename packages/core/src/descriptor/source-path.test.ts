import { describe, expect, test } from 'vitest'
import { resolveTarget } from './source-path.ts'

const base = 'x/all.yaml'
const outside = { outside: true }

describe('A target without a location is', () => {
  test.each([
    ['a.yaml', 'x/a.yaml'],
    ['./a.yaml', 'x/a.yaml'],
    ['../a.yaml', 'a.yaml'],
    ['deep//er/./a.yaml', 'x/deep/er/a.yaml'],
    ['', 'x'],
    ['..', ''],
    ['/a.yaml', 'a.yaml'],
    ['/deep/../a.yaml', 'a.yaml'],
    ['c:/a.yaml', 'x/c:/a.yaml'],
    ['./odd:name', 'x/odd:name'],
    ['1st:name', 'x/1st:name'],
    ['..a/b..', 'x/..a/b..'],
  ])('the path %j → %j', (target, path) => {
    expect(resolveTarget(target, base, undefined)).toEqual({ path })
  })

  test.each(['../../a.yaml', 'a/../../../etc/passwd', '/..', '/a/../../b', '../../x/a.yaml'])('outside: %j', target => {
    expect(resolveTarget(target, base, undefined)).toEqual(outside)
  })

  test.each(['https://example.com/a.yaml', 'HTTPS://example.com', 'javascript:alert(1)', 'file:/etc/passwd', 'a+b.c-1:x'])(
    'a URL: %s',
    target => expect(resolveTarget(target, base, undefined)).toEqual({ url: target }),
  )
})

test('A path is relative to the folder of its file, however deep', () => {
  expect(resolveTarget('../a.yaml', 'x/y/z/all.yaml', undefined)).toEqual({ path: 'x/y/a.yaml' })
  expect(resolveTarget('a.yaml', 'all.yaml', undefined)).toEqual({ path: 'a.yaml' })
})

describe('An absolute path', () => {
  const location = 'file:/srv/catalog/x/all.yaml'

  test('below the root of the source is a path of it', () => {
    expect(resolveTarget('/srv/catalog/a.yaml', base, location)).toEqual({ path: 'a.yaml' })
    expect(resolveTarget('/srv/catalog//deep/./a.yaml', base, location)).toEqual({ path: 'deep/a.yaml' })
  })

  test.each(['/srv/other/a.yaml', '/srv/catalogs/a.yaml', '/Srv/catalog/a.yaml'])('elsewhere starts at the root: %s', target => {
    expect(resolveTarget(target, base, location)).toEqual({ path: target.slice(1) })
  })

  test('that climbs is not below the root', () => {
    expect(resolveTarget('/srv/catalog/../a.yaml', base, location)).toEqual({ path: 'srv/a.yaml' })
    expect(resolveTarget('/srv/catalog/x/..', base, location)).toEqual({ path: 'srv/catalog' })
    expect(resolveTarget('/srv/../catalog/a.yaml', base, 'file:/srv/../catalog/x/all.yaml')).toEqual({ path: 'a.yaml' })
  })

  test('does not reveal the root if the location does not end with the path', () => {
    expect(resolveTarget('/srv/catalog/a.yaml', base, 'file:/srv/catalog/y/all.yaml')).toEqual({ path: 'srv/catalog/a.yaml' })
    expect(resolveTarget('/srv/sma.yaml', 'all.yaml', 'file:/srv/small.yaml')).toEqual({ path: 'srv/sma.yaml' })
  })

  test('below the folder of the source on this machine is a path of it, unless a location says otherwise', () => {
    expect(resolveTarget('/home/me/repo/a.yaml', base, undefined, '/home/me/repo')).toEqual({ path: 'a.yaml' })
    expect(resolveTarget('/home/me/repository/a.yaml', base, undefined, '/home/me/repo')).toEqual({ path: 'home/me/repository/a.yaml' })
    expect(resolveTarget('/home/me/repo/a.yaml', base, location, '/home/me/repo')).toEqual({ path: 'home/me/repo/a.yaml' })
  })
})

describe('A URL', () => {
  const root = 'https://github.com/acme/pay'
  const location = `url:${root}/blob/main/x/all.yaml`

  test.each(['blob', 'tree', 'edit', 'raw'])('below the root of the source is a path of it, as %s', view => {
    expect(resolveTarget(`${root}/${view}/main/deep/a.yaml`, base, location)).toEqual({ path: 'deep/a.yaml' })
    expect(resolveTarget(`${root}/blob/main/a.yaml`, base, `url:${root}/${view}/main/x/all.yaml`)).toEqual({ path: 'a.yaml' })
  })

  test.each([
    `${root}/blob/other/a.yaml`,
    `${root}/commits/main/a.yaml`,
    `${root}main/a.yaml`,
    `${root}/blobs/blob/main/a.yaml`,
    'https://github.com/acme/other/blob/main/a.yaml',
  ])('elsewhere stays a URL: %s', target => expect(resolveTarget(target, base, location)).toEqual({ url: target }))

  test.each(['../a.yaml', 'x/../../a.yaml', 'x/..'])('that climbs stays a URL: %s', rest => {
    const target = `${root}/blob/main/${rest}`
    expect(resolveTarget(target, base, location)).toEqual({ url: target })
  })

  test('may have names that begin or end with two dots', () => {
    expect(resolveTarget(`${root}/blob/main/..a/b../c`, base, location)).toEqual({ path: '..a/b../c' })
  })
})
