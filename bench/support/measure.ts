/** One line of a benchmark: a figure next to its bar. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly bar: number
}

/** The median duration of `rounds` runs, in milliseconds. `prepare` runs before each and is not timed. */
export async function medianMs<T>(
  rounds: number,
  run: (prepared: T) => unknown,
  prepare: () => T | Promise<T> = () => undefined as T,
): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const prepared = await prepare()
    const start = performance.now()
    await run(prepared)
    times.push(performance.now() - start)
  }
  return median(times)
}

/** The median duration of single calls, in microseconds: each sample times a batch, so that the cost of the clock does not count. */
export function medianUs(samples: number, batch: number, run: (i: number) => unknown): number {
  const times: number[] = []
  let i = 0
  for (let sample = 0; sample < samples; sample++) {
    const start = performance.now()
    for (let n = 0; n < batch; n++) run(i++)
    times.push(((performance.now() - start) * 1000) / batch)
  }
  return median(times)
}

/** The median. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** Prints figures next to their bars; the process exits 1 when a figure exceeds its bar. */
export function report(title: string, figures: readonly Figure[], notes: readonly string[] = []): void {
  console.log(`\n${title}`)
  for (const note of notes) console.log(`  ${note}`)
  for (const { name, value, unit, bar } of figures) {
    const verdict = value <= bar ? 'ok' : 'OVER'
    console.log(`  ${verdict.padEnd(5)}${name.padEnd(52)}${shorten(value).padStart(10)} ${unit}   bar ≤ ${String(bar)} ${unit}`)
    if (value > bar) process.exitCode = 1
  }
}

function shorten(value: number): string {
  return value.toPrecision(3).includes('e') ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}
