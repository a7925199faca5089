import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Without the condition `@callboard/source`, the published suite imports the built package, as users do.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['packages/core/src/**/*.test.ts', 'test/runtimes/*.runtime-test.ts'],
    setupFiles: ['test/support/no-console.ts', 'test/runtimes/prove-runtime.ts'],
    server: { deps: { external: [/\/packages\/core\/dist\//] } },
    // The core has no module state, so files can share a worker, which halves the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
  },
})
