import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

/** A program that ends with its parent process, however that ends. */
export interface KeptProcess {
  /** Its output on file descriptor 3. */
  readonly report: Readable
  stop(): Promise<void>
}

// The pipe to the shell closes when this process ends, even if killed. Then the whole group ends: the program has five seconds to clean up, its children none.
const keeper = `"$@" </dev/null & child=$!
cat >/dev/null
kill $child 2>/dev/null
(sleep 5; kill -9 $child 2>/dev/null) &
wait $child
kill -9 0`

/** Starts a program in a new process group on Linux. */
export function keepProcess(program: string, args: readonly string[], env: NodeJS.ProcessEnv): KeptProcess {
  const shell: ChildProcess = spawn('sh', ['-c', keeper, 'sh', program, ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    env,
  })
  const ended = once(shell, 'exit')
  return {
    report: shell.stdio[3] as Readable,
    stop: async () => {
      shell.stdin?.end()
      await ended
    },
  }
}
