import type { CodeownersDialect, CodeownersOwner } from './types.ts'

/** An owner as CODEOWNERS files write it. `undefined` for anything else. */
export function parseOwner(word: string, dialect: CodeownersDialect): CodeownersOwner | undefined {
  if (dialect === 'gitlab' && /^@@(?:developer|maintainer|owner)s?$/i.test(word))
    return { type: 'role', value: word.slice(2).toLowerCase() }
  if (/^@[\w.-]+(?:\/[\w.-]+)+$/.test(word)) return { type: 'team', value: word.slice(1) }
  if (/^@[\w.-]+$/.test(word)) return { type: 'user', value: word.slice(1) }
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word) && !(dialect === 'gitlab' && /[<>(),;]/.test(word))) return { type: 'email', value: word }
  return undefined
}

/** An owner as a file writes it. */
export function writtenOwner({ type, value }: CodeownersOwner): string {
  return type === 'email' ? value : type === 'role' ? `@@${value}` : `@${value}`
}
