import { expect } from 'vitest'
import type { OwnerAnswer } from '../catalog/ownership/types.ts'

/** Any sentence for people. */
const words: unknown = expect.any(String)

const email = {
  kind: 'email',
  label: words,
  value: 'payments@acme.test',
  href: 'mailto:payments@acme.test',
  from: { ref: 'group:default/payments', field: 'spec.profile.email' },
}
const chat = {
  kind: 'chat',
  label: 'Chat',
  value: 'https://chat.acme.test/payments',
  href: 'https://chat.acme.test/payments',
  from: { ref: 'component:default/payments-api', field: 'metadata.links[0]' },
}
const payments = { ref: 'group:default/payments', kind: 'Group', name: 'payments', title: 'Payments Team', exists: true, type: 'team' }
const ada = { ref: 'user:default/ada', kind: 'User', name: 'ada', title: 'ada', exists: true }
const engineering = {
  ref: 'group:default/engineering',
  kind: 'Group',
  name: 'engineering',
  title: 'engineering',
  exists: true,
  type: 'department',
  reach: [],
}
const at = (document: number): object => ({ source: 'memory', path: `entity-${String(document)}`, line: 1 })
const nobody = { coOwners: [], reach: [], because: [], escalation: [] }

const paymentsApi = {
  entity: {
    ref: 'component:default/payments-api',
    kind: 'Component',
    name: 'payments-api',
    title: 'Payments API',
    type: 'service',
    lifecycle: 'production',
    description: 'Takes the money',
  },
  state: 'owned',
  owner: payments,
  coOwners: [],
  reach: [chat, email],
  missing: ['on-call', 'runbook'],
  because: [
    {
      step: 'spec.owner',
      outcome: 'owner',
      message: words,
      entity: 'component:default/payments-api',
      ref: 'group:default/payments',
      at: at(9),
    },
  ],
  escalation: [engineering],
}

/** An answer without the question and the revision. */
type Expected = { readonly [Field in keyof Omit<OwnerAnswer, 'query' | 'revision'>]?: unknown }

/** Who owns what in the catalog of the suite: the question, what is special about it, and the whole answer. */
export const ownerAnswers: readonly { readonly question: string; readonly says: string; readonly answer: Expected }[] = [
  {
    question: 'component:default/payments-api',
    says: 'a reference, with evidence, contacts and what is missing',
    answer: { ...paymentsApi, match: { ref: 'component:default/payments-api', how: 'ref', confidence: 'exact', candidates: [] } },
  },
  {
    question: 'payments-api',
    says: 'a name',
    answer: { ...paymentsApi, match: { ref: 'component:default/payments-api', how: 'name', confidence: 'exact', candidates: [] } },
  },
  {
    question: 'payments',
    says: 'a name that several entities have, the others as candidates',
    answer: {
      match: {
        ref: 'api:default/payments',
        how: 'name',
        confidence: 'exact',
        note: words,
        candidates: ['group:default/payments'],
      },
      entity: {
        ref: 'api:default/payments',
        kind: 'API',
        name: 'payments',
        title: 'payments',
        type: 'openapi',
        lifecycle: 'production',
      },
      state: 'owned',
      owner: payments,
      coOwners: [],
      reach: [email],
      missing: ['chat', 'on-call', 'runbook'],
      because: [
        {
          step: 'spec.owner',
          outcome: 'owner',
          message: words,
          entity: 'api:default/payments',
          ref: 'group:default/payments',
          at: at(8),
        },
      ],
      escalation: [engineering],
    },
  },
  {
    question: 'payments-api-7f9c4d-x2x',
    says: 'a name with a pod suffix, with a note',
    answer: {
      ...paymentsApi,
      match: { ref: 'component:default/payments-api', how: 'noisy-name', confidence: 'high', note: words, candidates: [] },
    },
  },
  {
    question: 'old-payments',
    says: 'an old name, with a note',
    answer: {
      ...paymentsApi,
      match: { ref: 'component:default/payments-api', how: 'alias', confidence: 'exact', note: words, candidates: [] },
    },
  },
  {
    question: 'Money Movers',
    says: 'the display name of a group, as its own owner',
    answer: {
      match: { ref: 'group:default/payments', how: 'title', confidence: 'exact', candidates: [] },
      entity: { ref: 'group:default/payments', kind: 'Group', name: 'payments', title: 'Payments Team', type: 'team' },
      state: 'owned',
      owner: payments,
      coOwners: [],
      reach: [email],
      missing: ['chat', 'on-call'],
      because: [{ step: 'spec.owner', outcome: 'owner', message: words, entity: 'group:default/payments', ref: 'group:default/payments' }],
      escalation: [engineering],
    },
  },
  {
    question: 'storefront',
    says: 'an entity that a person owns, with the groups above',
    answer: {
      match: { ref: 'component:default/storefront', how: 'name', confidence: 'exact', candidates: [] },
      entity: {
        ref: 'component:default/storefront',
        kind: 'Component',
        name: 'storefront',
        title: 'storefront',
        type: 'website',
        lifecycle: 'experimental',
      },
      state: 'owned',
      owner: ada,
      coOwners: [],
      reach: [],
      missing: ['chat', 'on-call', 'email', 'runbook'],
      because: [
        {
          step: 'spec.owner',
          outcome: 'owner',
          message: words,
          entity: 'component:default/storefront',
          ref: 'user:default/ada',
          at: at(11),
        },
      ],
      escalation: [{ ...payments, reach: [email] }, engineering],
    },
  },
  {
    question: 'component:default/orphan',
    says: 'an entity whose owner is unknown, from its system',
    answer: {
      match: { ref: 'component:default/orphan', how: 'ref', confidence: 'exact', candidates: [] },
      entity: {
        ref: 'component:default/orphan',
        kind: 'Component',
        name: 'orphan',
        title: 'orphan',
        type: 'service',
        lifecycle: 'production',
        description: 'Unicode: naïve 日本語 \u202e',
      },
      state: 'owned',
      owner: payments,
      coOwners: [],
      reach: [email],
      missing: ['chat', 'on-call', 'runbook'],
      because: [
        {
          step: 'spec.owner',
          outcome: 'unknown-entity',
          message: words,
          entity: 'component:default/orphan',
          ref: 'group:default/gone',
          at: at(12),
        },
        {
          step: 'system',
          outcome: 'owner',
          message: words,
          entity: 'system:default/checkout',
          ref: 'group:default/payments',
          at: at(6),
        },
      ],
      escalation: [engineering],
    },
  },
  {
    question: 'fraud',
    says: 'an entity that only an unknown group owns',
    answer: {
      match: { ref: 'component:default/fraud', how: 'name', confidence: 'exact', candidates: [] },
      entity: {
        ref: 'component:default/fraud',
        kind: 'Component',
        name: 'fraud',
        title: 'fraud',
        type: 'service',
        lifecycle: 'production',
      },
      state: 'owned',
      owner: { ref: 'group:default/no-such-team', kind: 'group', name: 'no-such-team', title: 'no-such-team', exists: false },
      coOwners: [],
      reach: [],
      missing: ['owner', 'chat', 'on-call', 'email', 'runbook'],
      because: [
        {
          step: 'spec.owner',
          outcome: 'unknown-entity',
          message: words,
          entity: 'component:default/fraud',
          ref: 'group:default/no-such-team',
          at: at(10),
        },
      ],
      escalation: [],
    },
  },
  {
    question: 'payment-api',
    says: 'a name that is only similar, with candidates and no owner',
    answer: {
      ...nobody,
      match: { how: 'similar', confidence: 'low', note: words, candidates: ['component:default/payments-api'] },
      state: 'not-found',
      missing: ['owner'],
    },
  },
  {
    question: 'nothing at all',
    says: 'an unknown name, with no owner',
    answer: { ...nobody, match: { how: 'none', confidence: 'none', note: words, candidates: [] }, state: 'not-found', missing: ['owner'] },
  },
  {
    question: '',
    says: 'an empty question, with no owner',
    answer: { ...nobody, match: { how: 'none', confidence: 'none', note: words, candidates: [] }, state: 'not-found', missing: ['owner'] },
  },
]
