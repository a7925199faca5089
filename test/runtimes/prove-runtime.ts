import { beforeEach } from 'vitest'
import { runtimeName } from './runtime-name.ts'

const runtime = runtimeName()

// A pool of workers could run on Node unnoticed, regardless of what started it: every result names the runtime that produced it.
beforeEach(({ task }) => {
  Object.assign(task.meta, { runtime })
})
