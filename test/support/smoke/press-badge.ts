import type { DrivenPage } from './driven-page.ts'
import type { Look } from './page-probe.ts'

export const waysToPress = ['mouse', 'Enter', 'Space'] as const
export type WayToPress = (typeof waysToPress)[number]

/** How long a press may take to show. A page that is right never waits for it. */
const patience = 3000

/** What presses must do to a badge. */
export const openShut: readonly Look[] = ['open', 'shut', 'open', 'shut', 'open', 'shut']

/** Presses the badge of a page that is ready, as often as `openShut` is long; resolves to how it looked after each press. */
export async function pressBadge(page: DrivenPage, way: WayToPress): Promise<readonly Look[]> {
  if (way !== 'mouse') await focusBadge(page)
  const looks: Look[] = []
  for (const wanted of openShut) {
    if (way === 'mouse') await page.press(await page.ask('middle', 'owner-badge', '[part~="badge"]'))
    else await page.type(way)
    looks.push(await page.ask('settle', wanted, patience))
  }
  return looks
}

/** Goes to the badge by the Tab key. */
export async function focusBadge(page: DrivenPage): Promise<void> {
  await page.ask('focusStart')
  await page.type('Tab')
  if (!(await page.ask('focusIn', '[part~="badge"]', patience))) throw new Error(`Tab went to ${await page.ask('focused')}`)
}
