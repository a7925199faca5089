import type { Client, Entity } from '@callboard/core/client'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { askBeside, type Beside } from './related.ts'

/** Which client to ask about which entity. */
export interface Question {
  readonly client: Client
  readonly refs: readonly string[]
}

/** The other entities in a card. The card shows their names until they arrive, and keeps the names if they cannot be loaded. */
export class Neighbours<T extends object> implements ReactiveController {
  #known: Beside = new Map<string, Entity>()
  #shown: T | undefined
  readonly #host: ReactiveControllerHost
  readonly #shownNow: () => T | undefined
  readonly #questionOf: (shown: T) => Question | undefined

  constructor(host: ReactiveControllerHost, shownNow: () => T | undefined, questionOf: (shown: T) => Question | undefined) {
    this.#host = host
    this.#shownNow = shownNow
    this.#questionOf = questionOf
    host.addController(this)
  }

  get known(): Beside {
    return this.#known
  }

  /** Loads the neighbours of each new answer. Known neighbours stay until newer ones arrive. */
  hostUpdate(): void {
    const shown = this.#shownNow()
    if (shown === this.#shown) return
    this.#shown = shown
    const question = shown === undefined ? undefined : this.#questionOf(shown)
    if (question === undefined || question.refs.length === 0) return
    const { client, refs } = question
    const kept = refs.flatMap(ref => {
      const entity = client.peekEntity(ref)
      return entity === undefined ? [] : [[ref, entity] as const]
    })
    this.#known = new Map([...this.#known, ...kept])
    if (kept.length < refs.length) void this.#ask(question, shown)
  }

  async #ask({ client, refs }: Question, shown: T | undefined): Promise<void> {
    try {
      const found = await askBeside(client, refs)
      if (this.#shown !== shown) return
      this.#known = new Map([...this.#known, ...found])
      this.#host.requestUpdate()
    } catch {
      // The card keeps the names.
    }
  }
}
