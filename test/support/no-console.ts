import { afterEach, beforeEach, expect } from 'vitest'

const methods = ['log', 'info', 'warn', 'error', 'debug'] as const
const originals = new Map(methods.map(method => [method, console[method]] as const))
let printed: string[] = []

// A library that writes to the console writes to the console of its host: any message fails the test.
beforeEach(() => {
  printed = []
  for (const method of methods) {
    console[method] = (...args: unknown[]) => {
      printed.push(`console.${method}: ${args.map(String).join(' ')}`)
    }
  }
})

afterEach(() => {
  for (const [method, original] of originals) console[method] = original
  expect(printed).toEqual([])
})
