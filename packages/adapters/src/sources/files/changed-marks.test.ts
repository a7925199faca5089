import { describe, expect, test } from 'vitest'
import { tempFolder } from '../../temp-folder.fixture.ts'
import { changedMarks } from './changed-marks.ts'

const world = { 'shop/.git/HEAD': '', 'shop/src/a.ts': '', 'pay/CODEOWNERS': '', 'pay/a.ts': '' }

describe('a file that marks the root of a repository', () => {
  test.each([
    ['appeared with the files of a clone', ['shop/src/a.ts'], [], ['shop/.git']],
    ['appeared by itself', ['pay/CODEOWNERS'], [], ['pay/CODEOWNERS']],
    ['has gone', ['gone/a.ts', 'old/CODEOWNERS'], ['gone/.git', 'old/CODEOWNERS'], ['gone/.git', 'old/CODEOWNERS']],
    ['is unchanged', ['shop/src/a.ts', 'pay/CODEOWNERS', 'pay/a.ts'], ['shop/.git', 'pay/CODEOWNERS'], []],
    ['is not at the root of the source', ['a.ts'], [], []],
  ])('%s', async (_, changed, marks, turned) => {
    expect([...(await changedMarks(tempFolder(world), changed, marks))].sort()).toEqual(turned)
  })
})
