import { gzipSync } from 'node:zlib'
import type { Browser } from 'puppeteer-core'

/** A script file of the script-tag build, as a page downloads it. */
export interface Script {
  readonly name: string
  readonly bytes: number
  readonly gzip: number
}

/** What a page downloads for an element. */
export interface Downloads {
  /** Every script that is loaded when the element has its answer, except the lazy part. */
  readonly first: readonly Script[]
  /** The scripts of the element's lazy part that are not in `first`. */
  readonly lazy: readonly Script[]
}

/** Loads a page with one element from the script tag, and presses its button, if any. Counts the fetched scripts at the best gzip level. */
export async function measureDownloads(browser: Browser, url: string, element: string): Promise<Downloads> {
  const page = await browser.newPage()
  const texts = new Map<string, Promise<string>>()
  page.on('response', response => {
    const { pathname } = new URL(response.url())
    if (pathname.endsWith('.js')) texts.set(pathname, response.text())
  })
  await page.goto(url)
  await page.waitForFunction(
    (name: string) => (document.querySelector(name) as (Element & { readonly status?: string }) | null)?.status === 'ready',
    {},
    element,
  )
  const early = new Set(texts.keys())
  const button = await page.$(`${element} >>> [aria-expanded]`)
  if (button !== null) {
    await button.click()
    await page.waitForSelector(`${element} >>> [part~="details"]`)
  }
  const files = new Map(await Promise.all([...texts].map(async ([name, text]) => [name, await text] as const)))
  await page.close()

  const own = [...files.keys()].find(name => name.includes(`/${element}-`))
  const wanted = own === undefined ? [] : imports(own, files, /\bimport\(["'`](\.[^"'`]+)["'`]\)/g)
  const lazy = closure(wanted, files)
  // What the element needs itself is not lazy, even if its lazy part needs it too.
  const rest = closure(
    [...early].filter(name => !lazy.has(name) || name === own),
    files,
  )
  const measured = (names: Iterable<string>): readonly Script[] =>
    [...names].map(name => {
      const text = files.get(name) ?? ''
      return { name, bytes: Buffer.byteLength(text), gzip: gzipSync(text, { level: 9 }).length }
    })
  return { first: measured(rest), lazy: measured([...lazy].filter(name => !rest.has(name))) }
}

/** The total size of scripts after gzip. */
export function gzipOf(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { gzip }) => sum + gzip, 0)
}

function closure(names: readonly string[], files: ReadonlyMap<string, string>): Set<string> {
  const all = new Set<string>()
  const visit = (name: string): void => {
    if (all.has(name) || !files.has(name)) return
    all.add(name)
    for (const next of imports(name, files, /(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)) visit(next)
  }
  for (const name of names) visit(name)
  return all
}

function imports(name: string, files: ReadonlyMap<string, string>, pattern: RegExp): readonly string[] {
  return [...(files.get(name) ?? '').matchAll(pattern)].map(([, to = '']) => new URL(to, `http://page${name}`).pathname)
}
