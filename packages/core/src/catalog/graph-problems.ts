import { isKindName, isName, isNamespace } from '../descriptor/check/format-rules.ts'
import type { Descriptor, DescriptorEdge } from '../descriptor/types.ts'
import type { Diagnostic, DiagnosticCode } from '../diagnostics.ts'
import type { Kind } from '../kinds/types.ts'
import { parseRef, stringifyRef, tryParseRef } from '../ref.ts'
import { aliasAnnotation } from '../descriptor/alias-text.ts'
import { positionOf, type GraphParts } from './graph/graph-parts.ts'
import { findCycles } from './graph/find-cycles.ts'
import { suggestRefs, type SuggestRef } from './suggest-ref.ts'

/**
 * The problems between the entities of a graph, which no single file shows. Positions need a second parse of the files with a problem.
 */
export function graphProblems(parts: GraphParts): readonly Diagnostic[] {
  const expected = expectedKinds(parts.kinds)
  let made: SuggestRef | undefined
  const suggest: SuggestRef = (...asked) => (made ??= suggestRefs(parts.sorted))(...asked)
  return [
    ...duplicates(parts),
    ...danglingRefs(parts, expected, suggest),
    ...edgeProblems(parts, expected, suggest),
    ...aliasProblems(parts),
    ...hierarchyCycles(parts),
  ]
}

function duplicates(parts: GraphParts): readonly Diagnostic[] {
  return [...parts.losers].flatMap(([ref, losers]) => {
    const winner = parts.winners.get(ref)
    if (winner === undefined) return []
    const { source, path, line } = positionOf(parts, winner, nameField)
    return losers.map(loser =>
      problem(parts, loser, nameField, {
        code: 'catalog/duplicate-entity',
        message: `${ref} is already defined at ${source}: ${path}:${String(line ?? winner.line)}; that one is kept, this one is ignored`,
        hint: 'Rename one of them, move it to another namespace, or remove it.',
      }),
    )
  })
}

/** Visits only the dangling edges, so that a valid catalog costs nothing. */
function danglingRefs(parts: GraphParts, expected: ExpectedKinds, suggest: SuggestRef): readonly Diagnostic[] {
  if (parts.dangling.size === 0) return []
  const kinds = new Set(parts.sorted.map(node => node.ref.slice(0, node.ref.indexOf(':'))))
  return [...parts.dangling].flatMap(([target, incoming]) => {
    const kind = target.slice(0, target.indexOf(':'))
    return incoming.flatMap(({ ref: from }) => {
      const descriptor = parts.winners.get(from)
      const edges = descriptor?.edges.filter(edge => (parts.aliases.get(edge.target) ?? edge.target) === target) ?? []
      return descriptor === undefined
        ? []
        : edges.flatMap(edge => {
            if (unexpectedKind(expected, descriptor, edge, target)) return []
            const owner = edge.type === 'ownedBy'
            const departed = owner && kind === 'user' && kinds.has('user')
            const text = edgeText(descriptor, edge)
            const similar = suggest(target, text, ref => unexpectedKind(expected, descriptor, edge, ref) === undefined)
            const missing = departed ? 'who is not in the catalog' : 'which no source defines'
            return edgeProblem(parts, descriptor, edge, {
              code: departed ? 'catalog/departed-owner' : owner ? 'catalog/missing-owner' : 'catalog/dangling-relation',
              message: `${statement(from, edge, target)}, ${missing}`,
              hint:
                similar !== undefined
                  ? `Did you mean \`${similar}\`?`
                  : departed
                    ? 'Replace the owner with the group that takes over.'
                    : isPossible(target)
                      ? `Add ${target} to the catalog, or remove it from ${fieldName(edge)}.`
                      : `Use the name of an entity in ${fieldName(edge)}: ${nameRule}.`,
            })
          })
    })
  })
}

/** True for a reference that some entity could have. */
function isPossible(ref: string): boolean {
  const { kind, namespace, name } = parseRef(ref)
  return isKindName(kind) && isNamespace(namespace) && isName(name)
}

const nameRule = 'up to 63 letters, digits, `-`, `_` or `.`'

function edgeProblems(parts: GraphParts, expected: ExpectedKinds, suggest: SuggestRef): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  for (const { ref, descriptor } of parts.sorted) {
    for (const edge of descriptor.edges) {
      const target = parts.aliases.get(edge.target) ?? edge.target
      const wanted = unexpectedKind(expected, descriptor, edge, target)
      if (wanted !== undefined) {
        // A title with a colon parses as a reference with another kind.
        const fits = (other: string): boolean => unexpectedKind(expected, descriptor, edge, other) === undefined
        const titled = parts.nodes.has(target) ? undefined : suggest(target, edgeText(descriptor, edge), fits)
        found.push(
          edgeProblem(parts, descriptor, edge, {
            code: 'catalog/unexpected-kind',
            message: `${statement(ref, edge, target)}, but ${fieldName(edge)} expects ${wanted.join(' or ')}`,
            hint:
              titled !== undefined && fits(titled)
                ? `Did you mean \`${titled}\`?`
                : `Use ${wanted.map(kind => `a \`${kind.toLowerCase()}:…\``).join(' or ')} instead.`,
          }),
        )
      }
      if (target !== edge.target) {
        found.push(
          edgeProblem(parts, descriptor, edge, {
            code: 'catalog/renamed-ref',
            message: `${statement(ref, edge, edge.target)}, an old name of ${target}`,
            hint: `Write \`${target}\`.`,
          }),
        )
      }
    }
  }
  return found
}

/** The kinds that make sense as a target, by lowercase kind, then `field type`. */
type ExpectedKinds = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

function expectedKinds(kinds: readonly Kind[]): ExpectedKinds {
  const expected = new Map<string, Map<string, readonly string[]>>()
  for (const { kind, relations } of kinds) {
    const fields = new Map<string, readonly string[]>()
    for (const { field, type, targetKinds } of relations) {
      if (targetKinds !== undefined) fields.set(`${field} ${type}`, targetKinds)
    }
    if (fields.size > 0) expected.set(kind.toLowerCase(), fields)
  }
  return expected
}

/** The kinds that the field expects, if the target has another kind. */
function unexpectedKind(
  expected: ExpectedKinds,
  descriptor: Descriptor,
  edge: DescriptorEdge,
  target: string,
): readonly string[] | undefined {
  const kinds = expected.get(descriptor.ref.slice(0, descriptor.ref.indexOf(':')))?.get(`${String(edge.field[1])} ${edge.type}`)
  const kind = target.slice(0, target.indexOf(':'))
  return kinds === undefined || kinds.some(wanted => wanted.toLowerCase() === kind) ? undefined : kinds
}

function aliasProblems(parts: GraphParts): readonly Diagnostic[] {
  return parts.aliasConflicts.map(({ old, present, by, reason, stays }) => {
    const claim = by === undefined ? `The option \`aliases\` maps ${old} to ${present}` : `${by} lists ${old} as an old name`
    const why = {
      'is-an-entity': `but an entity has that name now, and the name refers to that entity`,
      'claimed-twice': `but ${String(stays)} claims it too, and the name refers to ${String(stays)}`,
      'unknown-target': `which no source defines`,
      'unreadable': `but that is not a valid reference`,
    }[reason]
    const descriptor = by === undefined ? undefined : parts.winners.get(by)
    const words = {
      code: 'catalog/alias-conflict' as const,
      message: `${claim}, ${why}`,
      hint: 'Remove the alias, or give it to one entity only.',
    }
    return descriptor === undefined
      ? { severity: 'warning' as const, at: { source: 'options', path: 'aliases' }, text: old, ...words }
      : problem(parts, descriptor, ['metadata', 'annotations', aliasAnnotation], words)
  })
}

/** Groups above themselves, systems and domains inside themselves. */
function hierarchyCycles(parts: GraphParts): readonly Diagnostic[] {
  return [
    ['childOf', 'parentOf'],
    ['partOf', 'hasPart'],
  ].flatMap(([up = '', down = '']) => {
    const above = new Map<string, { readonly to: string; readonly descriptor: Descriptor; readonly edge: DescriptorEdge }[]>()
    for (const { ref, descriptor } of parts.sorted) {
      for (const edge of descriptor.edges) {
        if (edge.type !== up && edge.type !== down) continue
        const target = parts.aliases.get(edge.target) ?? edge.target
        const [from, to] = edge.type === up ? [ref, target] : [target, ref]
        const list = above.get(from)
        if (list === undefined) above.set(from, [{ to, descriptor, edge }])
        else list.push({ to, descriptor, edge })
      }
    }
    return findCycles(above.keys(), ref => above.get(ref)?.map(step => step.to) ?? []).flatMap(cycle => {
      const [first = '', second = first] = cycle
      const step = above.get(first)?.find(candidate => candidate.to === second)
      return step === undefined
        ? []
        : edgeProblem(parts, step.descriptor, step.edge, {
            code: 'catalog/cycle',
            message: `${up === 'childOf' ? 'Its own ancestor' : 'Part of itself'}: ${[...cycle, first].join(' → ')}`,
            hint: 'Remove one of these relations.',
          })
    })
  })
}

const nameField = ['metadata', 'name']

interface Words {
  readonly code: DiagnosticCode
  readonly message: string
  readonly hint: string
}

function edgeProblem(parts: GraphParts, descriptor: Descriptor, edge: DescriptorEdge, words: Words): Diagnostic {
  return problem(parts, descriptor, edge.field, words, edgeText(descriptor, edge))
}

/** The reference as written. The entity's lists of references are sorted, so the index in the text does not find it. */
function edgeText(descriptor: Descriptor, { field, target }: DescriptorEdge): unknown {
  if (typeof field.at(-1) !== 'number') return valueAt(descriptor.entity, field)
  const { kind, namespace } = parseRef(target)
  const items = valueAt(descriptor.entity, field.slice(0, -1))
  return Array.isArray(items)
    ? items.find(item => {
        const ref = typeof item === 'string' ? tryParseRef(item, { defaultKind: kind, defaultNamespace: namespace }) : ''
        return typeof ref !== 'string' && stringifyRef(ref) === target
      })
    : undefined
}

function problem(
  parts: GraphParts,
  descriptor: Descriptor,
  field: readonly (string | number)[],
  words: Words,
  text: unknown = valueAt(descriptor.entity, field),
): Diagnostic {
  return {
    severity: 'warning',
    ...words,
    at: positionOf(parts, descriptor, field),
    entityRef: descriptor.ref,
    ...(typeof text === 'string' ? { text: text.slice(0, 200) } : {}),
  }
}

function valueAt(value: unknown, field: readonly (string | number)[]): unknown {
  return field.reduce(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string | number, unknown>)[key] : undefined,
    value,
  )
}

function fieldName(edge: DescriptorEdge): string {
  return edge.field.filter(part => typeof part === 'string').join('.')
}

const verbs: ReadonlyMap<string, string> = new Map([
  ['ownedBy', 'is owned by'],
  ['providesApi', 'provides'],
  ['consumesApi', 'consumes'],
  ['dependsOn', 'depends on'],
  ['dependencyOf', 'is a dependency of'],
  ['partOf', 'is part of'],
  ['hasPart', 'has the part'],
  ['childOf', 'is a child of'],
  ['parentOf', 'is the parent of'],
  ['memberOf', 'is a member of'],
  ['hasMember', 'has the member'],
])

function statement(from: string, edge: DescriptorEdge, target: string): string {
  const verb = verbs.get(edge.type)
  return verb === undefined ? `${from}: ${fieldName(edge)} refers to ${target}` : `${from} ${verb} ${target}`
}
