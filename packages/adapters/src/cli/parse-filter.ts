import { filterExists, type EntityFilter } from '@callboard/core'
import { UsageError } from './usage-error.ts'

/**
 * Reads filters as Backstage's API writes them: `kind=component,spec.type=service`. Commas mean and, several filters mean or, a repeated key means any of its values, a key alone
 * means that the field exists.
 */
export function parseFilter(texts: readonly string[]): EntityFilter {
  return texts.map(text => {
    const fields = new Map<string, string[]>()
    for (const statement of text
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== '')) {
      const equals = statement.indexOf('=')
      const key = (equals === -1 ? statement : statement.slice(0, equals)).trim()
      if (key === '')
        throw new UsageError(
          `The filter "${text}" cannot be read.`,
          'Write FIELD=VALUE, FIELD= or FIELD, such as kind=component,spec.lifecycle=production.',
        )
      const values = fields.get(key) ?? []
      if (equals !== -1) values.push(statement.slice(equals + 1).trim())
      fields.set(key, values)
    }
    return Object.fromEntries([...fields].map(([key, values]) => [key, values.length === 0 ? filterExists : values]))
  })
}
