import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedDir, withoutShared } from '../../../../../test/support/shared.ts'
import { memory } from '../../source/memory.ts'
import type { Source } from '../../source/types.ts'
import { createCatalog } from '../create-catalog.ts'
import type { Catalog, CatalogOptions } from '../catalog.ts'
import type { CatalogGraph } from '../graph/graph.ts'
import { answerOwner } from './answer-owner.ts'

interface Made {
  readonly kind: string
  readonly name: string
  readonly spec?: Record<string, unknown>
  readonly metadata?: Record<string, unknown>
}

const made = ({ kind, name, spec = {}, metadata = {} }: Made) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, ...metadata },
  spec,
})
const group = (name: string, spec: Record<string, unknown> = {}, metadata: Record<string, unknown> = {}): Made => ({
  kind: 'Group',
  name,
  spec: { type: 'team', children: [], ...spec },
  metadata,
})
const user = (name: string, memberOf: readonly string[] = []): Made => ({ kind: 'User', name, spec: { memberOf } })
const service = (name: string, spec: Record<string, unknown> = {}, metadata: Record<string, unknown> = {}): Made => ({
  kind: 'Component',
  name,
  spec: { type: 'service', lifecycle: 'production', owner: 'payments', ...spec },
  metadata,
})

const catalogOf = async (
  entities: readonly Made[],
  options: Partial<CatalogOptions> = {},
  neighbours: Record<string, string> = {},
): Promise<Catalog> => await createCatalog({ ...options, sources: [memory({ entities: entities.map(made), neighbours })] })

const steps = (catalog: Catalog, query: string) => catalog.owner(query).because.map(({ step, outcome }) => `${step} ${outcome}`)

describe('the search for an owner', () => {
  const unknownOwner = service('api', { owner: 'ghosts', system: 'checkout' })

  test('ends at a spec.owner that is in the catalog', async () => {
    const catalog = await catalogOf([group('payments'), service('api')])
    expect(catalog.owner('api')).toMatchObject({ state: 'owned', owner: { ref: 'group:default/payments', exists: true } })
    expect(steps(catalog, 'api')).toEqual(['spec.owner owner'])
  })

  test('a person can be an owner', async () => {
    const catalog = await catalogOf([user('jo'), service('api', { owner: 'user:jo' })])
    expect(catalog.owner('api').owner).toMatchObject({ ref: 'user:default/jo', exists: true })
  })

  test('points at the line of spec.owner, of the entity and of its system', async () => {
    const text =
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: api}\nspec:\n  type: service\n  lifecycle: production\n  owner: pay\n'
    const lost = text.replace('name: api', 'name: lost').replace('owner: pay', 'owner: ghosts\n  system: shop')
    const system = 'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: shop}\nspec:\n  owner: pay\n'
    const team = 'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: pay}\nspec: {type: team, children: []}\n'
    const catalog = await createCatalog({ sources: [memory({ files: { 'all.yaml': [text, lost, system, team].join('---\n') } })] })
    expect(catalog.owner('api').because).toMatchObject([{ outcome: 'owner', at: { path: 'all.yaml', line: 7, column: 10 } }])
    const evidence = JSON.parse(JSON.stringify(catalog.owner('lost').because)) as { at: unknown }[]
    expect(evidence.map(({ at }) => at)).toEqual([
      { source: 'memory', path: 'all.yaml', line: 15, column: 10 },
      { source: 'memory', path: 'all.yaml', line: 22, column: 10 },
    ])
  })

  test('looks up a line on first use, once for all answers', async () => {
    const text =
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: api}\nspec:\n  type: service\n  lifecycle: production\n  owner: pay\n'
    const team = 'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: pay}\nspec: {type: team, children: []}\n'
    const { internals } = (await createCatalog({ sources: [memory({ files: { 'all.yaml': [text, team].join('---\n') } })] })).snapshot
    let lookUps = 0
    const graph: CatalogGraph = {
      ...internals,
      locate(ref, field) {
        lookUps++
        return internals.locate(ref, field)
      },
    }
    const lines = (): readonly unknown[] => answerOwner(graph, 'api').because.map(({ at }) => at?.line)
    answerOwner(graph, 'api')
    expect(lookUps).toBe(0)
    expect([lines(), lines()]).toEqual([[7], [7]])
    expect(lookUps).toBe(1)
  })

  test('reports an owner that does not exist, with its position', async () => {
    const text =
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: api}\nspec:\n  type: service\n  lifecycle: production\n  owner: ghosts\n'
    const catalog = await createCatalog({ sources: [memory({ files: { 'api.yaml': text } })] })
    const { owner, because, missing } = catalog.owner('api')
    expect(owner).toMatchObject({ ref: 'group:default/ghosts', exists: false })
    expect(because[0]).toMatchObject({ outcome: 'unknown-entity', at: { path: 'api.yaml', line: 7, column: 10 } })
    expect(missing).toContain('owner')
  })

  test('includes the picture of the owner, if the profile has one', async () => {
    const picture = 'https://faces.acme.test/jo.png'
    const catalog = await catalogOf([
      { kind: 'User', name: 'jo', spec: { memberOf: [], profile: { picture } } },
      group('pay', { profile: {} }),
      service('api', { owner: 'user:jo' }),
    ])
    expect(catalog.owner('api').owner?.picture).toBe(picture)
    expect(catalog.owner('group:pay').owner).not.toHaveProperty('picture')
  })

  test('continues with CODEOWNERS when the owner does not exist', async () => {
    const catalog = await catalogOf(
      [group('payments', {}, { annotations: { 'github.com/team-slug': 'acme/pay' } }), unknownOwner],
      {},
      { CODEOWNERS: '* @acme/pay\n' },
    )
    expect(catalog.owner('api').owner?.ref).toBe('group:default/payments')
    expect(steps(catalog, 'api')).toEqual(['spec.owner unknown-entity', 'codeowners owner'])
  })

  test('keeps an unknown owner although CODEOWNERS leaves the file without one, and continues', async () => {
    const entities = [unknownOwner, group('platform')]
    const codeowners = { CODEOWNERS: '* @acme/platform\n/entity-1\n' }
    const catalog = await catalogOf(entities, {}, codeowners)
    expect(catalog.owner('api')).toMatchObject({ state: 'owned', owner: { ref: 'group:default/ghosts', exists: false }, coOwners: [] })
    expect(steps(catalog, 'api')).toEqual(['spec.owner unknown-entity', 'codeowners explicitly-unowned', 'system unknown-entity'])
    const system = { kind: 'System', name: 'checkout', spec: { owner: 'platform' } }
    const continued = await catalogOf([...entities, system], {}, codeowners)
    expect(continued.owner('api')).toMatchObject({ state: 'owned', owner: { ref: 'group:default/platform', exists: true } })
    expect(steps(continued, 'api')).toEqual(['spec.owner unknown-entity', 'codeowners explicitly-unowned', 'system owner'])
  })

  test('continues with the system, then the domain and the domains above', async () => {
    const parts = [
      group('platform'),
      unknownOwner,
      { kind: 'System', name: 'checkout', spec: { owner: 'ghosts', domain: 'sales' } },
      { kind: 'Domain', name: 'sales', spec: { owner: 'ghosts', subdomainOf: 'business' } },
    ]
    const catalog = await catalogOf([...parts, { kind: 'Domain', name: 'business', spec: { owner: 'platform' } }])
    expect(catalog.owner('api').owner?.ref).toBe('group:default/platform')
    expect(steps(catalog, 'api')).toEqual(['spec.owner unknown-entity', 'system unknown-entity', 'domain unknown-entity', 'domain owner'])
  })

  test('uses the system of a component without a kind of its own only if it exists', async () => {
    const catalog = await catalogOf([unknownOwner])
    expect(steps(catalog, 'api')).toEqual(['spec.owner unknown-entity', 'system unknown-entity'])
  })

  test('ends at the fallback', async () => {
    const catalog = await catalogOf([group('helpdesk'), unknownOwner], { fallbackOwner: 'group:default/helpdesk' })
    expect(catalog.owner('api').owner?.ref).toBe('group:default/helpdesk')
    expect(steps(catalog, 'api').at(-1)).toBe('fallback owner')
  })

  test('a cycle of domains is reported and walked once', async () => {
    const catalog = await catalogOf([
      service('api', { owner: 'ghosts', system: 'checkout' }),
      { kind: 'System', name: 'checkout', spec: { owner: 'ghosts', domain: 'a' } },
      { kind: 'Domain', name: 'a', spec: { owner: 'ghosts', subdomainOf: 'b' } },
      { kind: 'Domain', name: 'b', spec: { owner: 'ghosts', subdomainOf: 'a' } },
    ])
    expect(steps(catalog, 'api').at(-1)).toBe('domain cycle')
  })

  test('a template without an owner has none, and the evidence says so', async () => {
    const template = {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name: 'new' },
      spec: { type: 'service', steps: [] },
    }
    const catalog = await createCatalog({ sources: [memory({ entities: [template] })] })
    expect(catalog.owner('new')).toMatchObject({ state: 'unmatched', missing: expect.arrayContaining(['owner']) as unknown })
    expect(catalog.owner('new').owner).toBeUndefined()
  })

  test('a group is its own owner', async () => {
    const catalog = await catalogOf([group('payments', { profile: { email: 'pay@acme.test' } })])
    expect(catalog.owner('payments')).toMatchObject({
      owner: { ref: 'group:default/payments' },
      reach: [{ kind: 'email', href: 'mailto:pay@acme.test' }],
    })
  })

  test('callers cannot change the answer', async () => {
    const catalog = await catalogOf([
      group('payments', { profile: { email: 'pay@acme.test' }, parent: 'shop' }),
      group('shop'),
      service('api'),
    ])
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen))
    const { match: _, ...answer } = catalog.owner('api')
    expect(Object.entries(answer).filter(([, value]) => !isFrozen(value))).toEqual([])
  })

  test('what is neither a group nor a user owns nothing', async () => {
    const catalog = await catalogOf([service('api', { owner: 'component:web' }), service('web', { owner: 'ghosts' })])
    expect(catalog.owner('api')).toMatchObject({ state: 'unmatched', missing: expect.arrayContaining(['owner']) as unknown })
    expect(catalog.owner('api').because).toMatchObject([{ outcome: 'unknown-entity', ref: 'component:default/web' }])
  })

  test('a role of GitLab has no entity', async () => {
    const catalog = await catalogOf([service('api', { owner: 'component:web' })], {}, { '.gitlab/CODEOWNERS': '* @@maintainer\n' })
    expect(catalog.owner('src/main.go')).toMatchObject({ state: 'unmatched', because: [{ step: 'codeowners', outcome: 'unknown-entity' }] })
    expect(catalog.owner('src/main.go').owner).toBeUndefined()
  })

  test('each owner in a GitLab section has its line: that of the rule or of the heading', async () => {
    const rules = '* @all\n[Docs] @docs @help\n*.md\n[Ruby]\n/lib/ @ruby @all\n'
    const catalog = await catalogOf([group('all'), group('docs'), group('ruby')], {}, { '.gitlab/CODEOWNERS': rules })
    const { because, coOwners } = catalog.owner('lib/guide.md')
    expect(because.map(({ at, ref }) => [at?.line, ref])).toEqual([
      [1, 'group:default/all'],
      [2, 'group:default/docs'],
      [2, 'user:default/help'],
      [5, 'group:default/ruby'],
    ])
    expect(because[1]?.message).toBe(
      'Line 3 of .gitlab/CODEOWNERS, `*.md`, with the owners of its section on line 2, gives lib/guide.md to @docs, which is group:default/docs',
    )
    expect(coOwners.map(({ name }) => name)).toEqual(['docs', 'ruby'])
  })

  test('a team of another organisation is not the group with that name', async () => {
    const teams = [group('pay', {}, { annotations: { 'github.com/team-slug': 'acme/pay' } }), group('web')]
    const catalog = await catalogOf(teams, {}, { CODEOWNERS: '/a @acme/pay\n/b @other/pay\n/c @other/web\n' })
    expect(['a/x.c', 'b/x.c', 'c/x.c'].map(path => catalog.owner(path).owner?.ref)).toEqual([
      'group:default/pay',
      undefined,
      'group:default/web',
    ])
  })

  test('unknown owners from different steps are not co-owners', async () => {
    const parts = [
      service('api', { owner: 'ghosts', system: 'checkout' }),
      { kind: 'System', name: 'checkout', spec: { owner: 'spirits' } },
    ]
    const catalog = await catalogOf(parts, {}, { CODEOWNERS: '* @acme/shades @acme/wraiths\n' })
    expect(catalog.owner('api')).toMatchObject({ owner: { ref: 'group:default/ghosts', exists: false }, coOwners: [] })
    expect(catalog.owner('src/main.c').coOwners).toMatchObject([{ ref: 'group:default/wraiths' }])
  })

  test('files of a repository have the owner of the last matching rule', async () => {
    const catalog = await catalogOf(
      [group('payments'), group('databases')],
      {},
      { '.github/CODEOWNERS': '* @acme/payments\n*.sql @acme/databases\n/legacy/\n' },
    )
    expect(catalog.owner('services/pay/db/migrate.sql')).toMatchObject({
      file: 'services/pay/db/migrate.sql',
      owner: { ref: 'group:default/databases' },
    })
    expect(catalog.owner('services/pay/main.go').owner?.ref).toBe('group:default/payments')
    expect(catalog.owner('legacy/old.c')).toMatchObject({ state: 'unowned' })
    expect(catalog.owner('migrate.sql').owner?.ref).toBe('group:default/databases')
  })

  test('an unknown owner is the only one: unknown owners of later steps are ignored', async () => {
    const catalog = await catalogOf([unknownOwner, { kind: 'System', name: 'checkout', spec: { owner: 'phantoms' } }])
    expect(catalog.owner('api')).toMatchObject({ owner: { ref: 'group:default/ghosts', exists: false }, coOwners: [] })
    expect(catalog.owner('api').because.map(({ ref }) => ref)).toEqual(['group:default/ghosts', 'group:default/phantoms'])
  })

  describe('in a catalog of several repositories', () => {
    const repository = (name: string, codeowners: string, files: Record<string, string> = {}) =>
      memory({ name, files, neighbours: { CODEOWNERS: codeowners }, entities: [made(group(name))] })
    const cart =
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: cart}\nspec: {type: service, lifecycle: production, owner: shop}\n'

    test('a file next to a descriptor has the owner from CODEOWNERS of the same repository', async () => {
      const sources = [repository('freight', '* @freight\n'), repository('shop', '/cart/ @shop\n', { 'cart/catalog-info.yaml': cart })]
      const catalog = await createCatalog({ sources })
      expect(catalog.owner('cart/main.go')).toMatchObject({ owner: { ref: 'group:default/shop' }, match: { confidence: 'exact' } })
      expect(steps(catalog, 'cart/main.go')).toEqual(['codeowners owner'])
    })

    test('a file that several CODEOWNERS match has less confidence, and the note lists them', async () => {
      const catalog = await createCatalog({ sources: [repository('freight', '* @freight\n'), repository('shop', '/docs/ @shop\n')] })
      expect(catalog.owner('docs/index.md')).toMatchObject({
        owner: { ref: 'group:default/freight' },
        match: {
          how: 'file',
          confidence: 'high',
          note: 'CODEOWNERS of freight and shop match docs/index.md; the first one with an owner is used.',
        },
      })
      expect(catalog.owner('src/main.go').match).toEqual({ how: 'file', confidence: 'exact', candidates: [] })
    })
  })
})

describe('how to reach them', () => {
  test('reads links, annotations and the profile, the fastest contact first, and guesses nothing', async () => {
    const catalog = await catalogOf([
      group(
        'payments',
        { profile: { email: 'pay@acme.test' } },
        {
          annotations: { 'pagerduty.com/service-id': 'P1' },
          links: [{ url: 'https://acme.slack.com/archives/C1', title: '#payments' }],
        },
      ),
      service('api', {}, { links: [{ url: 'https://wiki.acme.test/runbooks/api', title: 'Runbook' }] }),
    ])
    const { reach, missing } = catalog.owner('api')
    expect(reach.map(({ kind, href }) => [kind, href])).toEqual([
      ['on-call', undefined],
      ['chat', 'https://acme.slack.com/archives/C1'],
      ['email', 'mailto:pay@acme.test'],
      ['runbook', 'https://wiki.acme.test/runbooks/api'],
    ])
    expect(missing).toEqual([])
  })

  test('recognizes what a link is for by its title', async () => {
    const links = [
      { url: 'https://acme.test/a', title: 'Teams' },
      { url: 'https://acme.test/b', title: 'Teams that use it' },
      { url: 'https://acme.test/c', title: 'Confluence' },
      { url: 'mailto:pay@acme.test' },
    ]
    const catalog = await catalogOf([group('payments', {}, { links })])
    expect(catalog.owner('payments').reach.map(({ kind, label }) => [kind, label])).toEqual([
      ['chat', 'Teams'],
      ['email', 'mailto:pay@acme.test'],
      ['docs', 'Confluence'],
      ['link', 'Teams that use it'],
    ])
  })

  test('uses the first convention that matches the type or icon, before those of title and host', async () => {
    const links = [
      { url: 'https://a.test', type: 'docs', icon: 'Slack' },
      { url: 'https://b.test', type: 'pager', icon: 'wiki' },
      { url: 'https://acme.slack.com', type: 'dashboard', title: 'On call' },
      { url: 'https://deep.acme.slack.com', type: 'other', icon: 'other' },
      { url: 'https://notslack.com' },
      { url: 'https://discord.gg' },
    ]
    const catalog = await catalogOf([group('payments', {}, { links })])
    expect(catalog.owner('payments').reach.map(({ kind, value }) => [kind, value])).toEqual([
      ['on-call', 'https://b.test'],
      ['chat', 'https://a.test'],
      ['chat', 'https://deep.acme.slack.com'],
      ['chat', 'https://discord.gg'],
      ['dashboard', 'https://acme.slack.com'],
      ['link', 'https://notslack.com'],
    ])
  })

  test('lists annotations of one kind in the order of the conventions, and a value once for each kind', async () => {
    const annotations = {
      'slack.com/channel': 'C1',
      'opsgenie.com/team': 'ops',
      'callboard.dev/chat': 'https://chat.acme.test',
      'callboard.dev/runbook': 'https://chat.acme.test',
      'pagerduty.com/service-id': 'P1',
      'callboard.dev/phone': '',
    }
    const links = [{ url: 'https://chat.acme.test', type: 'chat' }]
    const catalog = await catalogOf([group('payments', {}, { annotations, links })])
    expect(catalog.owner('payments').reach.map(({ kind, value }) => [kind, value])).toEqual([
      ['on-call', 'P1'],
      ['on-call', 'ops'],
      ['chat', 'https://chat.acme.test'],
      ['chat', 'C1'],
      ['runbook', 'https://chat.acme.test'],
    ])
  })

  test('lists missing contacts', async () => {
    const catalog = await catalogOf([group('payments'), service('api')])
    expect(catalog.owner('api').missing).toEqual(['chat', 'on-call', 'email', 'runbook'])
  })

  test('a key of another system is never shown', async () => {
    const catalog = await catalogOf([group('payments', {}, { annotations: { 'pagerduty.com/integration-key': 's3cr3t' } }), service('api')])
    expect(JSON.stringify(catalog.owner('api'))).not.toContain('s3cr3t')
  })

  test('only safe URLs become links', async () => {
    const links = ['javascript:alert(1)', 'https://me:pw@acme.test/', 'data:text/html,x', 'tel:+1'].map(url => ({ url }))
    const catalog = await catalogOf([group('payments', {}, { links }), service('api')])
    expect(catalog.owner('api').reach.flatMap(({ href }) => href ?? [])).toEqual(['tel:+1'])
  })

  test('escalates up the tree of groups, each once, even in a cycle', async () => {
    const catalog = await catalogOf([
      group('payments', { parent: 'finance' }),
      group('finance', { parent: 'acme' }),
      group('acme', { parent: 'payments' }),
      service('api'),
    ])
    expect(catalog.owner('api').escalation.map(({ ref }) => ref)).toEqual(['group:default/finance', 'group:default/acme'])
  })
})

describe('everything that a team owns', () => {
  const world = [
    group('acme', { children: ['payments', 'people'] }),
    group('payments', { children: ['ledger'], parent: 'acme' }),
    group('ledger', { parent: 'payments', children: ['acme'] }),
    group('people', { members: ['jo'] }),
    user('jo', ['people']),
    service('a'),
    service('b', { owner: 'ledger' }),
    service('c', { owner: 'user:jo' }),
    service('d', { owner: 'people' }),
  ]

  test('includes what its sub-teams and members own, even in a cycle', async () => {
    const catalog = await catalogOf(world)
    const names = (ref: string, transitive: boolean) => catalog.ownedBy(ref, { transitive }).map(entity => entity.metadata.name)
    expect(names('group:default/people', true)).toEqual(['c', 'd'])
    expect(names('payments', false)).toEqual(['a'])
    expect(names('group:default/acme', true)).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('what a text means', () => {
  const world = [
    group('payments'),
    service('payments-api', {}, { title: 'Payments API', annotations: { 'callboard.dev/aliases': 'pay-service' } }),
    service('payments-api-gateway'),
    service('ledger-2'),
    service('orders', {}, { annotations: { 'callboard.dev/aliases': 'old-orders, shop/orders' } }),
    service('orders-v2'),
    service('orders-eu'),
    service('fraud', {}, { namespace: 'risk' }),
    { kind: 'API', name: 'payments-api', spec: { type: 'openapi', lifecycle: 'production', owner: 'payments', definition: 'x' } },
  ]

  const rows: readonly (readonly [string, string | undefined, string])[] = [
    ['component:default/payments-api', 'component:default/payments-api', 'ref'],
    ['Component:Default/Payments-API', 'component:default/payments-api', 'ref'],
    ['api:payments-api', 'api:default/payments-api', 'ref'],
    ['payments-api', 'component:default/payments-api', 'name'],
    ['Payments API', 'component:default/payments-api', 'title'],
    ['pay-service', 'component:default/payments-api', 'alias'],
    ['component:pay-service', 'component:default/payments-api', 'alias'],
    ['payments-api-7f9c4d-x2x', 'component:default/payments-api', 'noisy-name'],
    ['payments-api-7d4b9c6f5d-xkjwz', 'component:default/payments-api', 'noisy-name'],
    ['payments-api-0', 'component:default/payments-api', 'noisy-name'],
    ['payments-api.prod.svc.cluster.local:8443', 'component:default/payments-api', 'noisy-name'],
    ['https://payments-api.eu-west-1.acme.test/health', 'component:default/payments-api', 'noisy-name'],
    ['registry.acme.test:5000/shop/payments-api:1.4.2@sha256:0123abcd', 'component:default/payments-api', 'noisy-name'],
    ['prod-eu-west-1-payments-api', 'component:default/payments-api', 'noisy-name'],
    ['payments_api', 'component:default/payments-api', 'noisy-name'],
    ['PaymentsApi', 'component:default/payments-api', 'noisy-name'],
    ['[payments-api]', 'component:default/payments-api', 'noisy-name'],
    ['payments-api[123]: connection refused', 'component:default/payments-api', 'noisy-name'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:payments-api', 'component:default/payments-api', 'noisy-name'],
    ['pay-service-7f9c4d-x2x', 'component:default/payments-api', 'alias'],
    ['PayService', 'component:default/payments-api', 'alias'],
    ['pay_service:8080', 'component:default/payments-api', 'alias'],
    ['FATAL pay-service cannot connect', 'component:default/payments-api', 'alias'],
    ['payments-api-gateway', 'component:default/payments-api-gateway', 'name'],
    ['payments-api-gateway-5c8f9', 'component:default/payments-api-gateway', 'noisy-name'],
    ['ledger-2', 'component:default/ledger-2', 'name'],
    ['ledger', undefined, 'similar'],
    ['payments-api-worker', undefined, 'similar'],
    ['paymnets-api', undefined, 'similar'],
    ['nothing-like-it', undefined, 'none'],
    // Images, hosts and ARNs.
    ['payments-api@1.2.3', 'component:default/payments-api', 'noisy-name'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:payments-api:prod', 'component:default/payments-api', 'noisy-name'],
    [
      'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/payments-api/50dc6c495c0c9188',
      'component:default/payments-api',
      'noisy-name',
    ],
    ['payments-api.ledger-2.svc.cluster.local', 'component:default/payments-api', 'noisy-name'],
    ['payments-api.ledger-2.acme.test', undefined, 'none'],
    // Fields of a log line, and names with spaces.
    ['app=payments-api,pod-template-hash=7f9c4d5b6c', 'component:default/payments-api', 'noisy-name'],
    ['{"service":"payments-api","level":"error"}', 'component:default/payments-api', 'noisy-name'],
    ['payments api gateway', 'component:default/payments-api-gateway', 'noisy-name'],
    // Regions and environments with a number.
    ['payments-api-europe-west4', 'component:default/payments-api', 'noisy-name'],
    ['payments-api-us-east-1a', 'component:default/payments-api', 'noisy-name'],
    ['payments-api-dev2', 'component:default/payments-api', 'noisy-name'],
    ['north-payments-api', undefined, 'similar'],
    ['orders-eu-west-1', 'component:default/orders', 'noisy-name'],
    ['orders-eu-prod', 'component:default/orders-eu', 'noisy-name'],
    // Words with a digit are not hashes.
    ['payments-api-b2b', undefined, 'similar'],
    ['payments-api-k8s', undefined, 'similar'],
    ['payments-api-http2', undefined, 'similar'],
    ['payments-api-h264', undefined, 'similar'],
    ['payments-api-3d', undefined, 'similar'],
    ['payments-api-4xx', undefined, 'similar'],
    // A version that may belong to a sibling.
    ['orders-v2-7f9c4d-x2x', 'component:default/orders-v2', 'noisy-name'],
    ['orders-0', 'component:default/orders', 'noisy-name'],
    ['orders-v3', undefined, 'none'],
    ['orders-prod-v2', undefined, 'none'],
    // An explicit kind or namespace is respected.
    ['group:default/payments-api', undefined, 'similar'],
    ['component:default/fraud', undefined, 'similar'],
    ['default/fraud', undefined, 'similar'],
    ['risk/payments-api', undefined, 'similar'],
    ['production/payments-api-7f9c4d-x2x', 'component:default/payments-api', 'noisy-name'],
    ['component:default/payments-api-7f9c4d-x2x', 'component:default/payments-api', 'noisy-name'],
    // Old names that end like the current one, or are in another namespace.
    ['old-orders', 'component:default/orders', 'alias'],
    ['component:default/old-orders', 'component:default/orders', 'alias'],
    ['OldOrders', 'component:default/orders', 'alias'],
    ['shop/orders', 'component:default/orders', 'alias'],
    ['', undefined, 'none'],
  ]
  for (const [text, ref, how] of rows) {
    test(`"${text}" is ${ref ?? 'nothing for sure'} (${how})`, async () => {
      const catalog = await catalogOf(world)
      expect(catalog.resolve(text)).toMatchObject({ how, ...(ref === undefined ? {} : { ref }) })
      if (ref === undefined) expect(catalog.resolve(text).ref).toBeUndefined()
    })
  }

  test('nothing is reported as certainly missing while a source cannot be read', async () => {
    const broken: Source = {
      name: 'github',
      read: () => {
        throw new Error('the token has expired')
      },
    }
    const catalog = await createCatalog({ sources: [memory({ entities: [group('payments')].map(made) }), broken], now: () => 1000 })
    const answer = catalog.owner('zebra')
    expect(answer).toMatchObject({
      state: 'not-found',
      stale: { source: 'github', since: 1000, because: 'the token has expired' },
      match: {
        confidence: 'none',
        note: 'Nothing in the catalog is called "zebra". It may be in the source github, which cannot be read now: the token has expired.',
      },
    })
    expect(catalog.owner('paymints').match.note).toBe(
      'Nothing is called "paymints". It may be in the source github, which cannot be read now: the token has expired. Did you mean group:default/payments?',
    )
    expect(catalog.owner('payments').match).toEqual({ ref: 'group:default/payments', how: 'name', confidence: 'exact', candidates: [] })
  })

  test('nothing is reported as certainly missing while a file cannot be read', async () => {
    const broken: Source = {
      name: 'disk',
      async *read() {
        yield { type: 'failed', path: 'a.yaml', reason: 'unreadable', message: 'a.yaml cannot be read: permission denied' }
        yield { type: 'failed', path: 'b.yaml', reason: 'too-large', message: 'b.yaml has 20 MB' }
      },
    }
    const catalog = await createCatalog({ sources: [broken], now: () => 1000 })
    expect(catalog.owner('zebra')).toMatchObject({
      stale: { source: 'disk', since: 1000 },
      match: {
        note: 'Nothing in the catalog is called "zebra". It may be in a.yaml of the source disk, which cannot be read now, like another one: a.yaml cannot be read: permission denied.',
      },
    })
  })

  test('a name that is only similar has no owner', async () => {
    const catalog = await catalogOf(world)
    expect(catalog.owner('paymnets-api')).toMatchObject({
      state: 'not-found',
      match: { confidence: 'low', candidates: ['component:default/payments-api'] },
    })
    expect(catalog.owner('paymnets-api').owner).toBeUndefined()
  })

  test('a noisy name that several entities have lists the others too', async () => {
    const catalog = await catalogOf([...world, service('payments-api', {}, { namespace: 'risk' })])
    expect(catalog.resolve('payments-api-7f9c4d-x2x')).toMatchObject({
      ref: 'component:default/payments-api',
      confidence: 'high',
      candidates: ['component:risk/payments-api', 'api:default/payments-api'],
    })
  })

  test('an old name is noted as one', async () => {
    const catalog = await catalogOf(world)
    for (const text of ['pay-service', 'PayService', 'FATAL pay-service cannot connect'])
      expect(catalog.owner(text).match.note).toMatch(/^pay-?service is an old name of component:default\/payments-api\.$/i)
    expect(catalog.owner('pay-service').match.confidence).toBe('exact')
    expect(catalog.owner('PayService').match.confidence).toBe('high')
  })

  test('an old name that ends like the current one is still an old name', async () => {
    const catalog = await catalogOf([group('payments'), service('pay', {}, { annotations: { 'callboard.dev/aliases': 'old-pay' } })])
    for (const text of ['old-pay', 'component:old-pay', 'Component:Default/Old-Pay'])
      expect(catalog.resolve(text)).toMatchObject({
        ref: 'component:default/pay',
        how: 'alias',
        note: expect.stringContaining('old name') as unknown,
      })
    expect(catalog.resolve('Pay')).toMatchObject({ how: 'name' })
    expect(catalog.resolve('default/pay')).toMatchObject({ how: 'name' })
    const moved = await catalogOf([service('pay', {}, { annotations: { 'callboard.dev/aliases': 'resource:default/pay' } })])
    expect(moved.resolve('resource:pay')).toMatchObject({ ref: 'component:default/pay', how: 'alias' })
  })

  test('a name in the middle of a line is noted with its word', async () => {
    const catalog = await catalogOf(world)
    expect(catalog.owner('FATAL payments-api cannot connect').match.note).toBe(
      'Read as component:default/payments-api, from the word "payments-api".',
    )
  })

  test('letters that look alike never resolve', async () => {
    const catalog = await catalogOf([...world, service('kafka')])
    for (const text of ['pаyments-api', '\u212aafka', 'ｋafka', 'paymеnts-api-0', 'kafka\u200b'])
      expect(catalog.owner(text).owner).toBeUndefined()
  })

  test.skipIf(sharedDir() === undefined)(`no confusable letter resolves${withoutShared}`, async () => {
    const catalog = await catalogOf([...'abcdefghijklmnopqrstuvwxyz0123456789'].map(letter => service(`${letter}${letter}${letter}`)))
    const rows = confusables(`${sharedDir() ?? ''}/hostile/unicode`)
    expect(rows.length).toBeGreaterThan(100)
    for (const letter of rows)
      expect(catalog.resolve(`${letter}${letter}${letter}`).ref, `U+${letter.codePointAt(0)?.toString(16) ?? ''}`).toBeUndefined()
  })
})

/** Every letter of the confusables file that is not one of A to Z, a to z, 0 to 9. */
function confusables(folder: string): readonly string[] {
  const text = readFileSync(`${folder}/confusables-latin.json`, 'utf8')
  const letters = new Set<string>()
  JSON.parse(text, (_, value: unknown) => {
    if (typeof value === 'string' && [...value].length === 1 && value.charCodeAt(0) > 0x7f) letters.add(value)
    return value
  })
  return [...letters]
}

test('a blank title is ignored: the owner and the entity are shown by their names', async () => {
  const catalog = await catalogOf([
    group('payments', { profile: { displayName: ' ' } }, { title: '  ' }),
    service('pay', {}, { title: ' ' }),
  ])
  const { owner, entity } = catalog.owner('pay')
  expect([owner?.title, entity?.title, catalog.graph('component:pay').nodes[0]?.title]).toEqual(['payments', 'pay', 'pay'])
})
