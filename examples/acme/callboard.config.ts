import { files } from '@callboard/adapters/files'
import { createPortal, type Portal } from '@callboard/core'

/** Acme's portal: this folder, followed while it is served. `callboard owner … --config examples/acme/callboard.config.ts` reads it too. */
export const portal: Promise<Portal> = createPortal({
  title: 'Acme',
  sources: [files(import.meta.dirname, { name: 'acme' })],
  // An old name that no descriptor remembers; the others stand in `callboard.dev/aliases` annotations.
  aliases: { 'component:default/basket': 'component:default/cart' },
  // Who answers for what nobody owns.
  fallbackOwner: 'group:default/platform',
  watch: true,
})
