/** How long a candidate waits for one with precedence. Milliseconds. */
const claimMs = 200
/** How often a leader announces itself. */
const beatMs = 1000
/** A leader that has been silent for this long is gone. */
const goneMs = 3000

export interface Election {
  /** The channel to the other pages. Closed at the end. */
  readonly channel: BroadcastChannel
  /** Leaves the election when aborted. */
  readonly signal: AbortSignal
  /** Starts to lead; `leading` aborts when that ends. `tell` calls `heed` of the others. */
  readonly lead: (leading: AbortSignal, tell: () => void) => void
  /** Called when the leader has notified the others. */
  readonly heed: () => void
}

/** `claim`: is a candidate. `lead`: leads. `change`: notifies. `bye`: no longer leads. */
interface Message {
  readonly type: 'claim' | 'lead' | 'change' | 'bye'
  readonly id: string
}

/**
 * Elects one leader among pages: the first one; of two that start at the same time, the one with the smaller id. A leader that leaves says so, and one that
 * dies is noticed by its silence; then another one leads.
 */
export function electLeader({ channel, signal, lead, heed }: Election): void {
  const id = crypto.getRandomValues(new Uint32Array(3)).join('-')
  let leading: AbortController | undefined
  let isClaiming = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let beat: ReturnType<typeof setInterval> | undefined

  const say = (type: Message['type']): void => channel.postMessage({ type, id } satisfies Message)
  const after = (ms: number, next: () => void): void => {
    clearTimeout(timer)
    timer = setTimeout(next, ms)
  }
  const claim = (): void => {
    isClaiming = true
    say('claim')
    after(claimMs, take)
  }
  const take = (): void => {
    isClaiming = false
    leading = new AbortController()
    say('lead')
    beat = setInterval(() => say('lead'), beatMs)
    lead(leading.signal, () => say('change'))
  }
  const resign = (): void => {
    isClaiming = false
    leading?.abort()
    leading = undefined
    clearInterval(beat)
    clearTimeout(timer)
  }
  const listen = (): void => {
    resign()
    after(goneMs, claim)
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    const isFirst = id < data.id
    if (data.type === 'change') heed()
    else if (data.type === 'bye') {
      if (leading === undefined) claim()
    } else if (data.type === 'claim') {
      if (leading !== undefined) say('lead')
      else if (isClaiming && isFirst) say('claim')
      else if (isClaiming) listen()
    } else if (leading !== undefined && isFirst) say('lead')
    else listen()
  }
  signal.addEventListener(
    'abort',
    () => {
      if (leading !== undefined) say('bye')
      resign()
      channel.close()
    },
    { once: true },
  )
  claim()
}
