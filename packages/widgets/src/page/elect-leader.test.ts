import { expect } from 'chai'
import { electLeader } from './elect-leader.ts'

interface Voter {
  readonly channel: BroadcastChannel
  isLeading: boolean
  /** How often it started to lead. */
  led: number
  heeded: number
  tell: () => void
  leave(): void
}

let rooms = 0

/** Creates voters that receive each other's messages. */
function room(): () => Voter {
  const name = `elect-leader ${String(rooms++)}`
  return () => {
    const stop = new AbortController()
    const channel = new BroadcastChannel(name)
    const voter: Voter = { channel, isLeading: false, led: 0, heeded: 0, tell: () => {}, leave: () => stop.abort() }
    electLeader({
      channel,
      signal: stop.signal,
      heed: () => voter.heeded++,
      lead: (leading, tell) => {
        Object.assign(voter, { isLeading: true, led: voter.led + 1, tell })
        leading.addEventListener('abort', () => (voter.isLeading = false))
      },
    })
    return voter
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(resolve => requestAnimationFrame(resolve))
}

const leadersOf = (voters: readonly Voter[]): readonly Voter[] => voters.filter(voter => voter.isLeading)

describe('the leader', () => {
  it('is one of those that start together, and stays when others join', async () => {
    const enter = room()
    const voters = [enter(), enter(), enter(), enter()]
    await until(() => leadersOf(voters).length > 0)
    const [leader] = leadersOf(voters)
    const late = enter()
    // A new voter asks first, and gets the answer before it would lead.
    let answers = 0
    const ear = new BroadcastChannel(late.channel.name)
    ear.addEventListener('message', ({ data }: MessageEvent<{ readonly type: string }>) => {
      if (data.type === 'lead') answers++
    })
    await until(() => answers > 1)
    expect(leadersOf([...voters, late])).to.deep.equal([leader])
    expect([...voters, late].reduce((sum, { led }) => sum + led, 0)).to.equal(1)
    for (const voter of [...voters, late]) voter.leave()
    ear.close()
  })

  it('notifies the others, not itself', async () => {
    const enter = room()
    const voters = [enter(), enter(), enter()]
    await until(() => leadersOf(voters).length > 0)
    const [leader] = leadersOf(voters)
    leader?.tell()
    await until(() => voters.every(voter => voter === leader || voter.heeded === 1))
    expect(leader?.heeded).to.equal(0)
    for (const voter of voters) voter.leave()
  })

  it('that leaves is replaced before its silence would be noticed', async () => {
    const own = window.setTimeout
    // No voter waits for the silence.
    window.setTimeout = ((work: () => void, ms = 0) => (ms < 1000 ? own(work, ms) : 0)) as typeof window.setTimeout
    try {
      const enter = room()
      const voters = [enter(), enter()]
      await until(() => leadersOf(voters).length > 0)
      const [first] = leadersOf(voters)
      first?.leave()
      const last = voters.find(voter => voter !== first)
      await until(() => last?.isLeading === true)
      last?.leave()
    } finally {
      window.setTimeout = own
    }
  })

  it('that leaves or falls silent is replaced by one of the others', async () => {
    const enter = room()
    const voters = [enter(), enter(), enter()]
    await until(() => leadersOf(voters).length > 0)
    const [first] = leadersOf(voters)
    first?.leave()
    const left = voters.filter(voter => voter !== first)
    await until(() => leadersOf(left).length > 0)
    expect(leadersOf(voters)).to.have.length(1)
    const [second] = leadersOf(left)
    if (second !== undefined) second.channel.postMessage = () => {}
    const last = left.find(voter => voter !== second)
    await until(() => last?.isLeading === true)
    second?.leave()
    last?.leave()
  }).timeout(10_000)

  it('steps down if two lead, and the one with the smaller id stays', async () => {
    const enter = room()
    const voter = enter()
    await until(() => voter.isLeading)
    const other = new BroadcastChannel(voter.channel.name)
    const heard: string[] = []
    other.addEventListener('message', ({ data }: MessageEvent<{ readonly type: string }>) => heard.push(data.type))
    // Larger than every id: letters come after digits.
    other.postMessage({ type: 'lead', id: 'z' })
    await until(() => heard.includes('lead'))
    expect(voter.isLeading).to.equal(true)
    other.postMessage({ type: 'lead', id: '' })
    await until(() => !voter.isLeading)
    other.close()
    voter.leave()
  })
})
