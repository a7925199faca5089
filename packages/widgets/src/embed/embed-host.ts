// `<script type="module" src="…/callboard/embed-host.js">` on the page around: gives embed frames of the same portal the height they ask for.
const portal = new URL('../', import.meta.url)
const most = 4000

addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
  if (origin !== portal.origin || typeof data !== 'object' || data === null) return
  const { type, height } = data as { readonly type?: unknown; readonly height?: unknown }
  if (type !== 'callboard-size' || typeof height !== 'number' || !(height > 0 && height <= most)) return
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source && frame.src.startsWith(`${portal.href}embed/`)) frame.height = String(Math.ceil(height))
  }
})
