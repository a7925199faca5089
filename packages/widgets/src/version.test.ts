import { expect } from 'chai'
import { version } from './version.ts'

it('the version of the elements is that of the package', async () => {
  const manifest = (await (await fetch(new URL('../package.json', import.meta.url))).json()) as { readonly version: string }
  expect(version).to.equal(manifest.version)
})
