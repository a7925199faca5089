import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@callboard/source'] },
  ssr: { resolve: { conditions: ['@callboard/source'] } },
  test: {
    include: ['packages/{core,adapters}/src/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['test/support/no-console.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
  },
})
