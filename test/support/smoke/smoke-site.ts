import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { installPacked } from '../packed.ts'
import { makeBundles, slugOf, type BundleName } from './bundles.ts'
import { installProbe } from './page-probe.ts'
import { smokeCatalog } from './smoke-catalog.ts'

/** Options of a page with the elements. */
export interface PageOptions {
  /** @default en */
  readonly lang?: string | undefined
  /** With a strict policy and Trusted Types. @default false */
  readonly strict?: boolean | undefined
  /** With a dark style of its own. @default false */
  readonly dark?: boolean | undefined
  /** `html { font-size: 62.5% }`. @default false */
  readonly smallRoot?: boolean | undefined
  /** The browser lacks the popover API. @default false */
  readonly noPopover?: boolean | undefined
  /** The page is in a frame of another page. @default false */
  readonly framed?: boolean | undefined
}

/** A site of the packed `callboard serve`, with one page for each way to load the elements. */
export interface SmokeSite {
  urlOf(bundle: BundleName, options?: PageOptions): string
  close(): Promise<void>
}

const strictPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html callboard"

const styles: Readonly<Record<string, string>> = {
  'smoke/dark.css': ':root { color-scheme: dark }',
  'smoke/small-root.css': 'html { font-size: 62.5% }',
  'smoke/frame.css': 'body { margin: 40px } iframe { width: 900px; height: 600px; border: 3px solid }',
}

const scripts: Readonly<Record<string, string>> = {
  'smoke/probe.js': `(${installProbe.toString()})()`,
  'smoke/no-popover.js': `for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover']) delete HTMLElement.prototype[name]
for (const name of ['popoverTargetElement', 'popoverTargetAction']) delete HTMLButtonElement.prototype[name]`,
}

/** Packs, installs, bundles and serves. */
export async function openSmokeSite(): Promise<SmokeSite> {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'callboard-smoke-')))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  const remove = (): void => rmSync(project, { recursive: true, force: true })
  try {
    write('package.json', '{ "type": "module", "private": true }')
    write('catalog/catalog-info.yaml', smokeCatalog.map(entity => JSON.stringify(entity)).join('\n---\n'))
    for (const [path, text] of Object.entries({ ...styles, ...scripts, 'favicon.ico': '' })) write(`site/${path}`, text)
    await installPacked(project)
    await makeBundles(project)
    const { url, stop } = await serve(project)
    return {
      urlOf: (bundle, options = {}) => {
        const name = `${Object.entries(options).flat().join('-') || 'plain'}.html`
        write(`site/${slugOf(bundle)}/${name}`, options.framed === true ? framePage(`framed-${name}`) : elementsPage(bundle, options))
        if (options.framed === true) write(`site/${slugOf(bundle)}/framed-${name}`, elementsPage(bundle, options))
        return `${url}/${slugOf(bundle)}/${name}`
      },
      close: async () => {
        await stop()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** Runs `callboard serve` from the tarball. It ends when the pipe to it closes, also when this process ends. */
async function serve(project: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const endWithPipe = 'data:text/javascript,process.stdin.on("end",()=>process.exit()).resume()'
  const bin = join(project, 'node_modules', '.bin', 'callboard')
  const child = spawn(process.execPath, ['--import', endWithPipe, bin, 'serve', 'catalog', '--site', 'site', '--port', '0'], {
    cwd: project,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const ended = once(child, 'exit')
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (data: Buffer): void => {
      said += data.toString()
      const [found] = /http:\/\/[\w.:[\]-]+/.exec(said) ?? []
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`callboard serve ended: ${said}`)))
  })
  return {
    url,
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}

function framePage(src: string): string {
  return page({ body: `<iframe title="Owners" src="${src}"></iframe>`, sheets: ['smoke/frame.css'] })
}

function elementsPage(
  bundle: BundleName,
  { lang, strict = false, dark = false, smallRoot = false, noPopover = false }: PageOptions,
): string {
  const policy = bundle === 'webpack' ? `${strictPolicy} webpack` : strictPolicy
  const isScriptTag = bundle === 'script tag'
  return page({
    lang,
    meta: [
      ...(strict ? [`http-equiv="content-security-policy" content="${policy}"`] : []),
      ...(isScriptTag ? [] : ['name="callboard-src" content="/"']),
    ],
    early: noPopover ? ['smoke/no-popover.js'] : [],
    sheets: [...(dark ? ['smoke/dark.css'] : []), ...(smallRoot ? ['smoke/small-root.css'] : [])],
    body: `<script type="module" src="${isScriptTag ? '/callboard.js' : 'main.js'}"></script>
<p><button id="start" type="button">Start</button> Owner: <owner-badge entity="payments-api">by hand</owner-badge></p>
<callboard-provider src="/" entity-url="/entity/{kind}/{namespace}/{name}">
  <p>Runs on <entity-link entity="resource:ledger">by hand</entity-link></p>
  <entity-card entity="component:default/payments-api"></entity-card>
</callboard-provider>
<p><button id="end" type="button">End</button></p>`,
  })
}

interface PageParts {
  readonly lang?: string | undefined
  readonly meta?: readonly string[] | undefined
  readonly early?: readonly string[] | undefined
  readonly sheets?: readonly string[] | undefined
  readonly body: string
}

function page({ lang = 'en', meta = [], early = [], sheets = [], body }: PageParts): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">${meta.map(text => `<meta ${text}>`).join('')}<title>Owners</title>
${['smoke/probe.js', ...early].map(src => `<script src="/${src}"></script>`).join('')}
${sheets.map(href => `<link rel="stylesheet" href="/${href}">`).join('')}
</head><body>${body}</body></html>`
}
