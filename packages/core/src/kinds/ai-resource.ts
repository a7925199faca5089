import { z } from 'zod'
import { buildSchemas } from './build-schemas.ts'
import { defineKind } from './define-kind.ts'
import { lifecycleText, ownerRule, ownerText, systemRule, systemText, text, texts } from './fields.ts'
import type { Kind } from './types.ts'

/** The `spec` of an AI resource. `skill`, `rule`, `plugin` and `marketplace` have more fields; see their own interfaces. */
export interface AiResourceSpec {
  /** `skill`, `rule`, `plugin`, `marketplace`, or a word of your own. */
  readonly type: string
  /** How mature it is: `experimental`, `production`, `deprecated`, or a word of your own. */
  readonly lifecycle: string
  /** A reference to the group or user that owns it; the default kind is `Group`. */
  readonly owner: string
  /** A reference to the system it is a part of. */
  readonly system?: string | undefined
}

/** The `spec` of an AI resource whose type is `skill`. */
export interface AiSkillSpec extends AiResourceSpec {
  readonly type: 'skill'
  /** The professions it is for. */
  readonly disciplines?: readonly string[] | undefined
  /** The subjects it is about. */
  readonly categories?: readonly string[] | undefined
  /** The agents it works with. */
  readonly agents?: readonly string[] | undefined
  /** References to the AI resources it needs. */
  readonly dependsOn?: readonly string[] | undefined
  /** The tools it may use. */
  readonly allowedTools?: string | undefined
  /** The name of its licence. */
  readonly license?: string | undefined
  /** At most 500 characters. */
  readonly compatibility?: string | undefined
}

/** The `spec` of an AI resource whose type is `rule`. */
export interface AiRuleSpec extends AiResourceSpec {
  readonly type: 'rule'
  /** The professions it is for. */
  readonly disciplines?: readonly string[] | undefined
  /** The subject it is about. */
  readonly category: string
  /** Why the rule exists. */
  readonly rationale: string
}

/** The `spec` of an AI resource whose type is `plugin`. */
export interface AiPluginSpec extends AiResourceSpec {
  readonly type: 'plugin'
  /** The skills in it. */
  readonly skills: readonly string[]
  /** The version of the plugin. */
  readonly version?: string | undefined
}

/** The `spec` of an AI resource whose type is `marketplace`. */
export interface AiMarketplaceSpec extends AiResourceSpec {
  readonly type: 'marketplace'
  /** The plugins it offers. */
  readonly plugins: readonly string[]
  /** The version of the marketplace. */
  readonly version?: string | undefined
}

const shared = buildSchemas(() => ({ lifecycle: lifecycleText, owner: ownerText, system: systemText.optional() }))
const version = buildSchemas(() => text.optional().describe('Its version'))
const disciplines = buildSchemas(() => texts.optional().describe('The professions it is for'))

const skill: z.ZodType<AiSkillSpec> = buildSchemas(() =>
  z.object({
    type: z.literal('skill'),
    ...shared,
    disciplines,
    categories: texts.optional().describe('What it is about'),
    agents: texts.optional().describe('The agents it works with'),
    dependsOn: texts.optional().describe('The AI resources it needs'),
    allowedTools: text.optional().describe('The tools it may use'),
    license: text.optional().describe('Its licence'),
    compatibility: text.max(500).optional().describe('What it needs to run'),
  }),
)

const rule: z.ZodType<AiRuleSpec> = buildSchemas(() =>
  z.object({
    type: z.literal('rule'),
    ...shared,
    disciplines,
    category: text.describe('What it is about'),
    rationale: text.describe('Why the rule exists'),
  }),
)

const plugin: z.ZodType<AiPluginSpec> = buildSchemas(() =>
  z.object({
    type: z.literal('plugin'),
    ...shared,
    skills: texts.describe('The skills in it'),
    version,
  }),
)

const marketplace: z.ZodType<AiMarketplaceSpec> = buildSchemas(() =>
  z.object({
    type: z.literal('marketplace'),
    ...shared,
    plugins: texts.describe('The plugins it offers'),
    version,
  }),
)

const hasPart = { type: 'hasPart', inverse: 'partOf', defaultKind: 'AiResource', targetKinds: ['AiResource'] } as const

/** Instructions for coding tools: skills, rules, and packages of them. */
export const aiResource: Kind<'AiResource', z.ZodType<AiResourceSpec>> = defineKind({
  kind: 'AiResource',
  apiVersions: ['backstage.io/v1alpha1'],
  title: 'AI resource',
  description: 'Instructions for coding tools: skills, rules, and packages of them.',
  schema: buildSchemas(() => z.object({ type: text.describe('What it is: `skill`, `rule`, `plugin`, `marketplace`'), ...shared })),
  variants: [
    { specType: 'skill', schema: skill },
    { specType: 'rule', schema: rule },
    { specType: 'plugin', schema: plugin },
    { specType: 'marketplace', schema: marketplace },
  ],
  relations: [
    ownerRule,
    systemRule,
    {
      field: 'dependsOn',
      type: 'dependsOn',
      inverse: 'dependencyOf',
      defaultKind: 'AiResource',
      targetKinds: ['AiResource'],
      specTypes: ['skill'],
    },
    { field: 'skills', ...hasPart, specTypes: ['plugin'] },
    { field: 'plugins', ...hasPart, specTypes: ['marketplace'] },
  ],
})
