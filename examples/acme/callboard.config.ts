import { files } from '@callboard/adapters/files'
import { createPortal, type Portal } from '@callboard/core'

/** Acme's portal: this folder, watched while it is served. `callboard owner … --config examples/acme/callboard.config.ts` reads it too. */
export const portal: Promise<Portal> = createPortal({
  title: 'Acme',
  sources: [files(import.meta.dirname, { name: 'acme' })],
  // An old name that is in no descriptor; other old names are in `callboard.dev/aliases` annotations.
  aliases: { 'component:default/basket': 'component:default/cart' },
  // The owner of everything without one.
  fallbackOwner: 'group:default/platform',
  watch: true,
})
