// The script of an embed page: puts in one element for `?entity=…`, which `callboard.js` defines, and tells the page around the frame how large it is.
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
      // The page stays as it is, as its words do.
    },
  )
}

const entity = parameters.get('entity')?.trim() ?? ''
if (entity === '') main.append('No entity is named: add ?entity=… to the address of this frame.')
else if (name !== '') {
  const element = document.createElement(name)
  element.setAttribute('entity', entity)
  // The portal is the one this script came from, whatever the address of the page says.
  element.setAttribute('src', new URL('../', import.meta.url).href)
  // Nothing floats over a frame: what opens makes it taller.
  element.setAttribute('inline', '')
  main.append(element)
}

// A link opens beside the page around the frame, never inside it. Mail and telephone leave no page.
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
