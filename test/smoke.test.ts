import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { de } from '../packages/widgets/src/strings/de.ts'
import { en } from '../packages/widgets/src/strings/en.ts'
import { whyNotPacked } from './support/packed.ts'
import { bundleNames, type BundleName } from './support/smoke/bundles.ts'
import type { DrivenPage } from './support/smoke/driven-page.ts'
import { engines, type RunningEngine } from './support/smoke/engines.ts'
import { focusBadge, openShut, pressBadge, waysToPress } from './support/smoke/press-badge.ts'
import { openSmokeSite, type PageOptions, type SmokeSite } from './support/smoke/smoke-site.ts'

const notBuilt = whyNotPacked()
const isRequired = process.env['CALLBOARD_BROWSERS'] === 'required'
const badge = '[part~="badge"]'
const contact = '[part~="contact"]'
const patience = 3000

let site: SmokeSite
beforeAll(async () => {
  if (notBuilt === undefined) site = await openSmokeSite()
}, 120_000)
afterAll(() => site?.close())

for (const { name, missing, start } of engines()) {
  const reason = notBuilt ?? missing
  if (reason !== undefined) {
    // One line for everything that is not tested.
    if (!isRequired) test.skip(`the elements in ${name} (skipped: ${reason})`)
    else
      test(`the elements in ${name}`, () => {
        throw new Error(`CALLBOARD_BROWSERS requires every browser: ${reason}`)
      })
    continue
  }
  describe(`the elements in ${name}`, () => {
    let engine: RunningEngine
    beforeAll(async () => {
      engine = await start()
    }, 60_000)
    afterAll(() => engine?.close())

    const open = async (bundle: BundleName, options?: PageOptions): Promise<DrivenPage> => {
      const { page } = engine
      await page.open(site.urlOf(bundle, options))
      expect(await page.ask('ready', 10_000)).toEqual([])
      return page
    }
    const expectQuiet = async (page: DrivenPage): Promise<void> => {
      expect([...(await page.ask('complaints')), ...page.noise]).toEqual([])
    }

    describe.each(bundleNames)('from %s', bundle => {
      test.each(waysToPress)('six presses by %s open and close the details', async way => {
        const page = await open(bundle)
        expect(await pressBadge(page, way)).toEqual(openShut)
        expect(await page.ask('toggles')).toEqual([true, false, true, false, true, false])
        await expectQuiet(page)
      })

      test.each([{ dark: false }, { dark: true }])('show what the catalog says, with dark $dark', async ({ dark }) => {
        const page = await open(bundle, { dark })
        expect(await page.ask('text', 'owner-badge')).toContain('Payments Team')
        expect(await page.ask('text', 'entity-link')).toBe('Ledger database')
        expect(await page.ask('text', 'entity-card')).toMatch(/Payments API.*Takes the money\..*Payments Team/)
        const parts = [
          ['owner-badge', badge],
          ['entity-link', 'a'],
          ['entity-card', '[part~="card"]'],
        ] as const
        for (const [host, part] of parts) {
          const [text, surface] = await page.ask('lightness', host, part)
          expect(dark ? text - surface : surface - text, host).toBeGreaterThan(0.3)
        }
        await expectQuiet(page)
      })

      test('use the language of the page', async () => {
        const page = await open(bundle, { lang: 'de' })
        const text = await page.ask('text', 'entity-card')
        expect(text).toContain(de.owner)
        expect(text).not.toContain(en.owner)
        await expectQuiet(page)
      })

      test('get the focus by Tab in the order of the page', async () => {
        const page = await open(bundle)
        await page.ask('focusStart')
        const reached: string[] = []
        for (let i = 0; i < 20 && reached.at(-1) !== 'end'; i++) {
          await page.type('Tab')
          const [element = ''] = (await page.ask('focused')).split(' ')
          if (element !== reached.at(-1)) reached.push(element)
        }
        expect(reached).toEqual(['owner-badge', 'entity-link', 'entity-card', 'end'])
        await expectQuiet(page)
      })

      test.each(['mouse', 'Enter'] as const)('close the details on Escape, opened by %s', async way => {
        const page = await open(bundle)
        if (way === 'mouse') await page.press(await page.ask('middle', 'owner-badge', badge))
        else {
          await focusBadge(page)
          await page.type('Enter')
        }
        expect(await page.ask('settle', 'open', patience)).toBe('open')
        await page.type('Escape')
        expect(await page.ask('settle', 'shut', patience)).toBe('shut')
        expect(await page.ask('focused')).toContain('owner-badge')
        await expectQuiet(page)
      })

      test('follow a link that is pressed', async () => {
        const page = await open(bundle)
        await page.press(await page.ask('middle', 'owner-badge', badge))
        expect(await page.ask('settle', 'open', patience)).toBe('open')
        await page.press(await page.ask('middle', 'owner-badge', `[part~="details"] ${contact}`))
        expect(await page.ask('contacts', 1, patience)).toHaveLength(1)
        await page.type('Escape')
        expect(await page.ask('settle', 'shut', patience)).toBe('shut')
        await page.press(await page.ask('middle', 'entity-card', contact))
        expect(await page.ask('contacts', 2, patience)).toHaveLength(2)
        const toLedger = '/entity/resource/default/ledger'
        await page.press(await page.ask('middle', 'entity-link', 'a'))
        expect(await page.ask('followed', 1, patience)).toEqual([toLedger])
        await page.type('Enter')
        expect(await page.ask('followed', 2, patience)).toEqual([toLedger, toLedger])
        await page.press(await page.ask('middle', 'entity-card', '[part~="title"] a'))
        expect(await page.ask('followed', 3, patience)).toEqual([toLedger, toLedger, '/entity/component/default/payments-api'])
        await expectQuiet(page)
      })

      test('work under a strict policy with Trusted Types', async () => {
        const page = await open(bundle, { strict: true })
        await page.press(await page.ask('middle', 'owner-badge', badge))
        expect(await page.ask('settle', 'open', patience)).toBe('open')
        await expectQuiet(page)
      })
    })

    describe.each(['script tag', 'esbuild, one file'] as const)('from %s', bundle => {
      test('open and close in a page inside a frame', async () => {
        const page = await open(bundle, { framed: true })
        expect(await pressBadge(page, 'mouse')).toEqual(openShut)
        await page.type('Enter')
        expect(await page.ask('settle', 'open', patience)).toBe('open')
        await page.type('Escape')
        expect(await page.ask('settle', 'shut', patience)).toBe('shut')
        await expectQuiet(page)
      })

      test('keep every text at 12 px or more if the root font size is small', async () => {
        const page = await open(bundle, { smallRoot: true })
        await page.press(await page.ask('middle', 'owner-badge', badge))
        expect(await page.ask('settle', 'open', patience)).toBe('open')
        for (const host of ['owner-badge', 'entity-link', 'entity-card'])
          expect(await page.ask('smallestText', host), host).toBeGreaterThanOrEqual(12)
        await expectQuiet(page)
      })

      test.each(waysToPress)('open and close by %s in a browser without popovers', async way => {
        const page = await open(bundle, { noPopover: true })
        expect(await pressBadge(page, way)).toEqual(openShut)
        await expectQuiet(page)
      })
    })
  })
}
