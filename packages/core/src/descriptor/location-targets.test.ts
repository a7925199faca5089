import { describe, expect, test } from 'vitest'
import { folderProblem, locationTargets } from './location-targets.ts'
import type { Problem } from './problem.ts'
import { readText, reportedCodes, type ReadTextOptions } from './read-text.fixture.ts'

async function targetsOf(spec: string, options: ReadTextOptions = {}) {
  const file = await readText(`apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: ${spec}\n`, options)
  return { paths: file.locationTargets?.map(({ path }) => path), reported: reportedCodes(file), file }
}

describe('A Location', () => {
  test('refers to files relative to its own, from the root of the source, and by pattern', async () => {
    const { paths, reported } = await targetsOf('{target: ./a.yaml, targets: [b.yaml, ../c.yaml, /d.yaml, "./teams/**/*.yaml"]}', {
      path: 'x/all.yaml',
    })
    expect(paths).toEqual(['x/a.yaml', 'x/b.yaml', 'c.yaml', 'd.yaml', 'x/teams/**/*.yaml'])
    expect(reported).toEqual([])
  })

  test('knows the position of each target and whether it is optional', async () => {
    const { file } = await targetsOf('{targets: [a.yaml], presence: optional}')
    expect(file.locationTargets).toEqual([{ path: 'a.yaml', optional: true, index: 0, field: ['spec', 'targets', 0] }])
    expect(file.locate(0, ['spec', 'targets', 0])).toEqual({ line: 4, column: 18 })
  })

  test('with absolute paths and URLs below its own root refers to files of the source', async () => {
    expect(
      (await targetsOf('{target: /srv/catalog/a.yaml}', { path: 'x/all.yaml', location: 'file:/srv/catalog/x/all.yaml' })).paths,
    ).toEqual(['a.yaml'])
    const url = 'https://github.com/acme/pay/blob/main'
    expect(
      (await targetsOf(`{type: url, target: ${url}/a.yaml}`, { path: 'x/all.yaml', location: `url:${url}/x/all.yaml` })).paths,
    ).toEqual(['a.yaml'])
  })

  test.each([
    ['{target: https://example.com/a.yaml}', 'info descriptor/location 4:16'],
    ['{target: ../../a.yaml}', 'warning descriptor/location 4:16'],
    ['{target: x/../../../etc/passwd}', 'warning descriptor/location 4:16'],
    ['{target: ./}', 'warning descriptor/location 4:16'],
    ['{target: ./folder/}', 'warning descriptor/location 4:16'],
  ])('%s includes nothing and is reported', async (spec, expected) => {
    const { paths, reported } = await targetsOf(spec, { path: 'x/all.yaml' })
    expect(paths).toBeUndefined()
    expect(reported).toEqual([expected])
  })

  test('with a script as target is reported and includes nothing', async () => {
    const { paths, reported } = await targetsOf('{target: "javascript:alert(1)"}')
    expect(paths).toBeUndefined()
    expect(reported).toContain('warning descriptor/unsafe-url 4:16')
  })

  test('with more targets than the limit is cut off', async () => {
    const { reported } = await targetsOf(`\n  targets:\n${'    - ./a.yaml\n'.repeat(20_001)}`)
    expect(reported).toEqual(['error descriptor/limit 20006:7'])
  })
})

describe('The targets of a Location', () => {
  const find = (spec: unknown, { path = 'x/all.yaml', root }: { readonly path?: string; readonly root?: string } = {}) => {
    const reported: Problem[] = []
    const targets = locationTargets({ spec }, 3, { origin: { path }, root }, problem => void reported.push(problem))
    return { targets, reported }
  }

  test('that are not files of the source are each reported once, with place, text and severity', () => {
    const { targets, reported } = find({ target: 'https://a.example/a', targets: ['../../a', 'b.yaml', './c//'] })
    expect(targets).toEqual([{ path: 'x/b.yaml', written: 'b.yaml', optional: false, index: 3, field: ['spec', 'targets', 1] }])
    const code = 'descriptor/location'
    expect(reported).toEqual([
      {
        code,
        severity: 'info',
        text: 'https://a.example/a',
        field: ['spec', 'target'],
        message: expect.stringContaining('https://a.example/a'),
      },
      { code, severity: 'warning', text: '../../a', field: ['spec', 'targets', 0], message: expect.stringContaining('outside') },
      {
        code,
        severity: 'warning',
        text: './c//',
        field: ['spec', 'targets', 2],
        message: expect.stringContaining('folder'),
        hint: expect.stringContaining('"./c/*.yaml"'),
      },
    ])
  })

  test('that lead to the root itself are a folder, however they are written', () => {
    expect(find({ target: '..' }).reported).toMatchObject([{ severity: 'warning', text: '..' }])
    expect(folderProblem('a/b')).toMatchObject({ message: expect.stringContaining('"a/b"'), hint: expect.stringContaining('"a/b/*.yaml"') })
  })

  test('are absolute paths below the folder of the source too', () => {
    expect(find({ target: '/srv/repo/a.yaml' }, { root: '/srv/repo' }).targets).toMatchObject([
      { path: 'a.yaml', written: '/srv/repo/a.yaml' },
    ])
  })

  test('have what is written only where it is another text than the path', () => {
    expect(find({ target: 'a.yaml' }, { path: 'all.yaml' }).targets).toStrictEqual([
      { path: 'a.yaml', optional: false, index: 3, field: ['spec', 'target'] },
    ])
  })

  test.each([
    ['optional', true],
    ['required', false],
    [undefined, false],
    [true, false],
  ])('may be missing where presence is %j: %j', (presence, optional) => {
    expect(find({ target: 'a.yaml', presence }).targets).toMatchObject([{ optional }])
  })

  test.each([undefined, null, 'a.yaml', ['a.yaml'], {}, { target: 1, targets: 'a.yaml' }, { targets: [null, 1, {}] }])(
    'are none where the spec is %j',
    spec => expect(find(spec)).toEqual({ targets: [], reported: [] }),
  )
})
