import { expect, test } from 'vitest'
import { scmUrls } from './scm-urls.ts'

const sha = '0123456789abcdef0123456789abcdef01234567'

test.each([
  ['https://github.com/o/r/blob/main/d/a.yaml', 'https://github.com/o/r/edit/main/d/a.yaml', 'https://github.com/o/r/tree/main/d/'],
  ['https://github.com/o/r/tree/main/a.yaml', 'https://github.com/o/r/edit/main/a.yaml', 'https://github.com/o/r/tree/main/'],
  ['https://github.com/o/r/edit/main/a.yaml', 'https://github.com/o/r/edit/main/a.yaml', 'https://github.com/o/r/tree/main/'],
  ['http://git.example.com/o/r/blob/main/a', 'http://git.example.com/o/r/edit/main/a', 'http://git.example.com/o/r/tree/main/'],
  ['https://gitlab.com/g/s/p/-/blob/main/a', 'https://gitlab.com/g/s/p/-/edit/main/a', 'https://gitlab.com/g/s/p/-/blob/main/'],
  ['https://gitlab.com/g/p/-/tree/main/a', 'https://gitlab.com/g/p/-/edit/main/a', 'https://gitlab.com/g/p/-/tree/main/'],
  ['https://gitlab.com/g/p/-/edit/main/a', 'https://gitlab.com/g/p/-/edit/main/a', 'https://gitlab.com/g/p/-/edit/main/'],
  ['https://code.example.com/g/p/-/blob/main/a', 'https://code.example.com/g/p/-/edit/main/a', 'https://code.example.com/g/p/-/blob/main/'],
  // A known host is not matched by the shape of the other.
  ['https://gitlab.com/g/p/blob/main/a', 'https://gitlab.com/g/p/blob/main/a', 'https://gitlab.com/g/p/blob/main/'],
  ['https://github.com/o/r/-/blob/main/a', 'https://github.com/o/r/-/blob/main/a', 'https://github.com/o/r/-/blob/main/'],
  ['https://github.com/o/r/blob/main/blob/a', 'https://github.com/o/r/edit/main/blob/a', 'https://github.com/o/r/tree/main/blob/'],
  ['https://github.com/o/r/blob/main/a?b=c', 'https://github.com/o/r/edit/main/a?b=c', 'https://github.com/o/r/tree/main/?b=c'],
  ['https://github.com/o/r/blob/main/a#L1', 'https://github.com/o/r/edit/main/a#L1', 'https://github.com/o/r/tree/main/'],
  [
    `https://github.com/o/r/blob/${sha.slice(1)}/a`,
    `https://github.com/o/r/edit/${sha.slice(1)}/a`,
    `https://github.com/o/r/tree/${sha.slice(1)}/`,
  ],
])('%s has an edit URL and a folder', (target, editUrl, folder) => {
  expect(scmUrls(target)).toEqual({ viewUrl: target, editUrl, sourceLocation: `url:${folder}` })
})

test.each([sha, `${sha}89abcdef`])('a file of the commit %s cannot be edited', commit => {
  const target = `https://github.com/o/r/blob/${commit}/a`
  expect(scmUrls(target)).toEqual({ viewUrl: target, sourceLocation: `url:https://github.com/o/r/tree/${commit}/` })
})

test.each([
  'https://example.com/a.yaml',
  'https://example.com/o/blob/main/a',
  'https://example.com/g/o/r/blob/main/a',
  'https://example.com/o/r/blobs/main/a',
  'https://example.com/g/p/-/raw/main/a',
  'x-https://example.com/o/r/blob/main/a',
  '/srv/o/r/-/blob/main/a.yaml',
  '',
])('%j has no other URLs', target => {
  expect(scmUrls(target)).toEqual({ viewUrl: target })
})
