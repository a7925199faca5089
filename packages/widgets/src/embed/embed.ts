// The script of an embed page: inserts one element for `?entity=…`, which `callboard.js` defines, and posts its height to the embedding page.
const page = document.documentElement
const parameters = new URLSearchParams(location.search)
const name = document.querySelector<HTMLMetaElement>('meta[name="callboard-element"]')?.content ?? ''
const theme = parameters.get('theme')
const main = document.querySelector('main') ?? document.body

if (theme === 'light' || theme === 'dark') page.style.colorScheme = theme
if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(parameters.get('lang') ?? '')) {
  page.lang = parameters.get('lang') ?? 'en'
  import('./turn-page.ts').then(
    ({ turnPage }) => turnPage(page),
    () => {
      // The page and its words stay as they are.
    },
  )
}

const entity = parameters.get('entity')?.trim() ?? ''
if (entity === '') main.append('No entity is named: add ?entity=… to the address of this frame.')
else if (name !== '') {
  const element = document.createElement(name)
  element.setAttribute('entity', entity)
  // The portal is the one that served this script, regardless of the URL of the page.
  element.setAttribute('src', new URL('../', import.meta.url).href)
  // Nothing floats over a frame: opened details make it taller.
  element.setAttribute('inline', '')
  main.append(element)
}

// A link opens in a new tab, never inside the frame. Mail and phone links do not leave the page.
for (const type of ['click', 'auxclick', 'focusin', 'pointerover'] as const) addEventListener(type, turnOut, { capture: true })

function turnOut(event: Event): void {
  const link = event.composedPath().find(target => target instanceof HTMLAnchorElement)
  if (link === undefined) return
  link.target = /^https?:$/.test(link.protocol) ? '_blank' : '_self'
  link.relList.add('noopener')
}

if (parent !== window) {
  const tell = (): void => {
    const { height } = document.body.getBoundingClientRect()
    parent.postMessage({ type: 'callboard-size', height: Math.ceil(height) + 8 }, '*')
  }
  new ResizeObserver(tell).observe(document.body)
}
