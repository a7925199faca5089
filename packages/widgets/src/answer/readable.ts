import type { OwnerAnswer, OwnerEvidence } from '@callboard/core/client'
import type { LateWords } from '../strings/late-words.ts'

/** How to display a reference in an answer: its title if the answer has it, else its name. */
export function titlesOf(answer: OwnerAnswer): (ref: string) => string {
  const { entity, owner, coOwners, escalation } = answer
  const titles = new Map<string, string>()
  for (const known of [entity, owner, ...coOwners, ...escalation]) if (known !== undefined) titles.set(known.ref, known.title)
  return ref => titles.get(ref) ?? ref.slice(ref.lastIndexOf('/') + 1)
}

/** A sentence with titles instead of references. */
export function readable(text: string, titleOf: (ref: string) => string): string {
  const named = text.replace(/\b[a-z][a-z0-9]*:[\w.-]+\/[\w.-]*\w/gi, ref => titleOf(ref.toLowerCase()))
  return /[.!?]$/.test(named) ? named : `${named}.`
}

/** One step of the search for an owner, as a sentence, in the reader's language if a translation exists. */
export function sayEvidence(
  { step, outcome, message, entity, ref }: OwnerEvidence,
  titleOf: (ref: string) => string,
  words: LateWords,
): string {
  if (entity !== undefined && entity !== ref && (step === 'spec.owner' || step === 'system' || step === 'domain')) {
    const subject = step === 'spec.owner' ? titleOf(entity) : words.term('around', step, titleOf(entity))
    if (outcome === 'not-set') return words.term('namesNobody', subject)
    if (outcome === 'owner' && ref !== undefined) return words.term('names', subject, titleOf(ref))
    if (
      outcome === 'unknown-entity' &&
      ref !== undefined &&
      message.endsWith('which no source defines') &&
      message.startsWith('spec.owner')
    )
      return words.term('namesUnknown', subject, titleOf(ref))
  }
  return readable(message, titleOf)
}
