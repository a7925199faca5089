// `<script type="module" src="…/callboard/embed-host.js">` on the embedding page: gives embed frames of the same portal the height they request.
const portal = new URL('../', import.meta.url)
const most = 4000

addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
  // A frame with `sandbox` and without `allow-same-origin` has no origin: only its window identifies it.
  if ((origin !== portal.origin && origin !== 'null') || typeof data !== 'object' || data === null) return
  const { type, height } = data as { readonly type?: unknown; readonly height?: unknown }
  if (type !== 'callboard-size' || typeof height !== 'number' || !(height > 0 && height <= most)) return
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source && frame.src.startsWith(`${portal.href}embed/`)) frame.height = String(Math.ceil(height))
  }
})
