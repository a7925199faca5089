import { expect } from 'chai'
import { render } from 'lit'
import type { OwnerSummary } from '@callboard/core/client'
import { avatar } from './avatar.ts'

/** The URL of the picture that is shown. */
function shown(picture: string | undefined, exists = true): string | undefined {
  const root = document.createElement('div')
  const owner: OwnerSummary = { ref: 'user:default/ada', kind: 'User', name: 'ada', title: 'Ada Example', exists, picture }
  render(avatar(owner, 'M0 0'), root)
  return root.querySelector('img')?.src
}

describe('a picture', () => {
  it('is shown from https: and from the page’s own origin', () => {
    expect(shown('https://people.example.com/ada.png')).to.equal('https://people.example.com/ada.png')
    expect(shown('/people/ada.png')).to.equal(`${location.origin}/people/ada.png`)
    expect(shown(`${location.origin}/ada.png`)).to.equal(`${location.origin}/ada.png`)
  })

  for (const picture of [
    'http://people.example.com/ada.png',
    'javascript:alert(1)',
    'data:image/png;base64,AA==',
    'blob:null/a',
    '//[',
    undefined,
  ])
    it(`is not shown from ${String(picture)}`, () => {
      expect(shown(picture)).to.equal(undefined)
    })

  it('is not shown for an owner that no source defines', () => {
    expect(shown('https://people.example.com/ada.png', false)).to.equal(undefined)
  })
})
