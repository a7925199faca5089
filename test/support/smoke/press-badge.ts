import type { DrivenPage } from './driven-page.ts'
import type { Look } from './page-probe.ts'

export const waysToPress = ['mouse', 'Enter', 'Space'] as const
export type WayToPress = (typeof waysToPress)[number]

/** How long a press may take to show an effect. A correct page never waits this long. */
const patience = 3000

/** The expected state of a badge after each press. */
export const openShut: readonly Look[] = ['open', 'shut', 'open', 'shut', 'open', 'shut']

/** Presses the badge of a ready page once for each item of `openShut`; resolves to its state after each press. */
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

/** Moves the focus to the badge with the Tab key. */
export async function focusBadge(page: DrivenPage): Promise<void> {
  await page.ask('focusStart')
  await page.type('Tab')
  if (!(await page.ask('focusIn', '[part~="badge"]', patience))) throw new Error(`Tab moved the focus to ${await page.ask('focused')}`)
}
