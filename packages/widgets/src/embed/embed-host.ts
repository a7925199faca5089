// `<script type="module" src="…/callboard/embed-host.js">` on the page around: gives embed frames of the same portal the height they ask for.
const portal = new URL('../', import.meta.url)
const most = 4000

addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
  // A frame with `sandbox` and without `allow-same-origin` has no origin: then it is known by its window alone.
  if ((origin !== portal.origin && origin !== 'null') || typeof data !== 'object' || data === null) return
  const { type, height } = data as { readonly type?: unknown; readonly height?: unknown }
  if (type !== 'callboard-size' || typeof height !== 'number' || !(height > 0 && height <= most)) return
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source && frame.src.startsWith(`${portal.href}embed/`)) frame.height = String(Math.ceil(height))
  }
})
