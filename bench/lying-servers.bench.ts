// A client in Node against misbehaving servers, with the default limits, while garbage is collected constantly.
import { askLyingServers } from '../test/support/ask-lying-servers.ts'
import { report } from './support/measure.ts'

const timeoutMs = 5000
const outcomes = await askLyingServers({ timeoutMs, atOnce: 8 })
const count = (test: (outcome: (typeof outcomes)[number]) => boolean): number => outcomes.filter(test).length
const slowest = Math.max(...outcomes.map(({ slowest }) => slowest))

report(
  'Lying servers',
  [
    { name: 'questions that hang', value: count(({ ends }) => ends.includes('hung')), unit: '', bar: 0 },
    { name: 'errors that are no CallboardError', value: count(({ ends }) => ends.some(end => !/^[a-z-]+$/.test(end))), unit: '', bar: 0 },
    { name: 'written by the server for one request', value: Math.max(...outcomes.map(one => one.mostWritten)) / 1e6, unit: 'MB', bar: 64 },
    { name: 'clients that do not answer afterwards', value: count(({ after }) => after.some(end => end !== 'answer')), unit: '', bar: 0 },
  ],
  [
    `${String(outcomes.length)} kinds of misbehaviour, 4 requests each, timeoutMs ${String(timeoutMs)}`,
    `the slowest call took ${(slowest / 1000).toFixed(1)} s; a call may make several requests`,
  ],
)
