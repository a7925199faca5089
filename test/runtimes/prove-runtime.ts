import { beforeEach } from 'vitest'
import { runtimeName } from './runtime-name.ts'

const runtime = runtimeName()

// A pool of workers could run on Node unnoticed, whatever started it: every result carries the runtime that gave it.
beforeEach(({ task }) => {
  Object.assign(task.meta, { runtime })
})
