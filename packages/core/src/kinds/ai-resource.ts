import { defineKind } from './define-kind.ts'
import { refs, text } from './fields.ts'
import type { Kind } from './types.ts'
import { z } from './zod.ts'

/** `spec` of a AI resource. */
export interface AiResourceSpec {
  /** `skill`, `rule`, `plugin`, `marketplace`, or any other word. */
  readonly type: string
  readonly lifecycle: string
  readonly owner: string
  readonly system?: string | undefined
  /** Of a skill: references with their kind. */
  readonly dependsOn?: readonly string[] | undefined
  /** Of a plugin. */
  readonly skills?: readonly string[] | undefined
  /** Of a marketplace. */
  readonly plugins?: readonly string[] | undefined
  readonly disciplines?: readonly string[] | undefined
  readonly categories?: readonly string[] | undefined
  readonly agents?: readonly string[] | undefined
  readonly allowedTools?: string | undefined
  readonly license?: string | undefined
  readonly compatibility?: string | undefined
  readonly category?: string | undefined
  readonly rationale?: string | undefined
  readonly version?: string | undefined
}

const base = { type: text, lifecycle: text, owner: text, system: text.optional() }

/** A skill, rule, plugin or marketplace for coding agents. */
export const aiResource: Kind<'AiResource', z.ZodType<AiResourceSpec>> = defineKind({
  kind: 'AiResource',
  apiVersions: ['backstage.io/v1alpha1'],
  title: 'AI resource',
  description: 'A skill, rule, plugin or marketplace for coding agents.',
  schema: z.looseObject({
    ...base,
  }),
  variants: [
    {
      specType: 'skill',
      schema: z.looseObject({
        ...base,
        disciplines: refs.optional(),
        categories: refs.optional(),
        agents: refs.optional(),
        dependsOn: refs.optional(),
        allowedTools: text.optional(),
        license: text.optional(),
        compatibility: text.max(500).optional(),
      }),
    },
    { specType: 'rule', schema: z.looseObject({ ...base, disciplines: refs.optional(), category: text, rationale: text }) },
    { specType: 'plugin', schema: z.looseObject({ ...base, skills: refs, version: text.optional() }) },
    { specType: 'marketplace', schema: z.looseObject({ ...base, plugins: refs, version: text.optional() }) },
  ],
  relations: [
    { field: 'owner', type: 'ownedBy', inverse: 'ownerOf', defaultKind: 'Group', targetKinds: ['Group', 'User'] },
    { field: 'system', type: 'partOf', inverse: 'hasPart', defaultKind: 'System', targetKinds: ['System'] },
    { field: 'dependsOn', type: 'dependsOn', inverse: 'dependencyOf', defaultKind: 'AiResource' },
    { field: 'skills', type: 'hasPart', inverse: 'partOf', defaultKind: 'AiResource', targetKinds: ['AiResource'] },
    { field: 'plugins', type: 'hasPart', inverse: 'partOf', defaultKind: 'AiResource', targetKinds: ['AiResource'] },
  ],
})
