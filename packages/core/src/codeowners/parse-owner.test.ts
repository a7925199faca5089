import { expect, test } from 'vitest'
import { parseOwner, writtenOwner } from './parse-owner.ts'

test.each([
  ['@acme/pay', 'team', 'acme/pay'],
  ['@acme/pay/sub.team', 'team', 'acme/pay/sub.team'],
  ['@John.Doe-2_x', 'user', 'John.Doe-2_x'],
  ['jo+x@mail.acme.test', 'email', 'jo+x@mail.acme.test'],
])('%s is an owner in both dialects, and is written so', (word, type, value) => {
  expect(parseOwner(word, 'github')).toEqual({ type, value })
  expect(parseOwner(word, 'gitlab')).toEqual({ type, value })
  expect(writtenOwner({ type, value } as Parameters<typeof writtenOwner>[0])).toBe(word)
})

test.each(['@@developer', '@@Developers', '@@maintainer', '@@maintainers', '@@owner', '@@OWNERS'])('%s is a role of GitLab only', word => {
  expect(parseOwner(word, 'gitlab')).toEqual({ type: 'role', value: word.slice(2).toLowerCase() })
  expect(parseOwner(word, 'github')).toBeUndefined()
  expect(writtenOwner({ type: 'role', value: 'owner' })).toBe('@@owner')
})

test.each([
  '', 'acme', '@', '@a b', '@acme/', '@/pay', '@acme//pay', 'x@acme/pay', '@acme/p!', '@jo!', 'x@jo', '@jo@', '@@guest', 'x@@owner', '@@ownership',
  'a@b', 'a@b.', '@b.c@', 'a@@b.c', 'a b@c.d', 'a@b c.d', 'a@b.c d', 'a@b.c@d',
])('%j is not an owner', word => {
  expect(parseOwner(word, 'github')).toBeUndefined()
  expect(parseOwner(word, 'gitlab')).toBeUndefined()
}) // prettier-ignore

test.each(['<a@b.test>', '(a@b.test)', 'a@b.test,', ';a@b.test'])('%s is an owner on GitHub; GitLab takes the address out of it', word => {
  expect(parseOwner(word, 'github')).toEqual({ type: 'email', value: word })
  expect(parseOwner(word, 'gitlab')).toBeUndefined()
})
