// Six real presses on a badge, by mouse, Enter and Space, in every bundle and every installed browser: how many had the right effect. Bar: all.
import { bundleNames } from '../test/support/smoke/bundles.ts'
import { engines } from '../test/support/smoke/engines.ts'
import { openShut, pressBadge, waysToPress } from '../test/support/smoke/press-badge.ts'
import { openSmokeSite } from '../test/support/smoke/smoke-site.ts'

const site = await openSmokeSite()
try {
  const columns = engines().flatMap(({ name }) => waysToPress.map(way => `${name} ${way}`))
  const rows = new Map<string, string[]>(bundleNames.map(bundle => [bundle, []]))
  for (const { name, missing, start } of engines()) {
    if (missing !== undefined) {
      console.log(`${name} is not installed: ${missing}`)
      for (const cells of rows.values()) cells.push(...waysToPress.map(() => '–'))
      continue
    }
    const { page, close } = await start()
    try {
      for (const bundle of bundleNames) {
        for (const way of waysToPress) {
          await page.open(site.urlOf(bundle))
          await page.ask('ready', 10_000)
          const looks = await pressBadge(page, way)
          const right = looks.filter((look, i) => look === openShut[i]).length
          rows.get(bundle)?.push(`${String(right)}/${String(openShut.length)}`)
          if (right < openShut.length) process.exitCode = 1
        }
      }
    } finally {
      await close()
    }
  }
  const cell = (text: string, i: number): string => text.padStart((columns[i] ?? '').length)
  console.log(`${'presses that worked'.padEnd(22)}  ${columns.join('  ')}`)
  for (const [bundle, cells] of rows) console.log(`${bundle.padEnd(22)}  ${cells.map(cell).join('  ')}`)
} finally {
  await site.close()
}
