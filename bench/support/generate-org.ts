import { stringify } from 'yaml'

export interface GenerateOrgOptions {
  readonly entities: number
  /** Number of multi-document files that contain them. */
  readonly files: number
  /** @default 42 */
  readonly seed?: number | undefined
}

export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

/**
 * A company's catalog of any size, deterministic for the same options: 60 % components, 15 % APIs with definitions, 10 % resources, 5 % systems, 1 % domains,
 * 4 % groups, 5 % users, about 1 kB each; all references resolve.
 */
export function generateOrg({ entities, files, seed = 42 }: GenerateOrgOptions): readonly GeneratedFile[] {
  const all = makeEntities(entities, seed)
  const perFile = Math.ceil(all.length / files)
  return Array.from({ length: Math.ceil(all.length / perFile) }, (_, i) => ({
    path: `teams/${String(Math.floor(i / 10)).padStart(2, '0')}/catalog-info-${String(i).padStart(3, '0')}.yaml`,
    text: all
      .slice(i * perFile, (i + 1) * perFile)
      .map(entity => `---\n${stringify(entity, { lineWidth: 0, aliasDuplicateObjects: false })}`)
      .join(''),
  }))
}

type Draft = Readonly<Record<string, unknown>>

const things =
  'payment order checkout invoice ledger billing search pricing stock shipping returns profile session consent email coupon review fraud audit'.split(
    ' ',
  )
const verbs = 'handles stores routes validates publishes aggregates renders schedules enriches archives reconciles exposes'.split(' ')
const tags =
  'pci gdpr tier-1 tier-2 tier-3 public internal legacy event-driven batch grpc rest kafka postgres redis java go python rust'.split(' ')
const icons = ['dashboard', 'docs', 'help', 'chat', 'alert']

function makeEntities(count: number, seed: number): readonly Draft[] {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const some = <T>(list: readonly T[], most: number): readonly T[] => [
    ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(list))),
  ]
  const share = (part: number, prefix: string): readonly string[] =>
    Array.from({ length: Math.max(1, Math.round(count * part)) }, (_, i) => `${prefix}-${String(i)}`)
  const names = {
    api: share(0.15, 'api'),
    resource: share(0.1, 'store'),
    system: share(0.05, 'system'),
    domain: share(0.01, 'domain'),
    group: share(0.04, 'team'),
    user: share(0.05, 'person'),
  }
  const others = Object.values(names).reduce((sum, list) => sum + list.length, 0)
  const components = Array.from(
    { length: Math.max(0, count - others) },
    (_, i) => `${i % 6 < 4 ? 'service' : i % 6 === 4 ? 'website' : 'library'}-${String(i)}`,
  )

  const sentence = (): string =>
    `The ${pick(things)} ${pick(things)} part that ${pick(verbs)} ${pick(things)}s and ${pick(verbs)} every ${pick(things)} event.`
  const owner = (): string => (random() < 0.9 ? pick(names.group) : `user:default/${pick(names.user)}`)
  const maybe = (chance: number, fields: () => Draft): Draft => (random() < chance ? fields() : {})
  const metadata = (name: string): Draft => ({
    name,
    title: `${pick(things)} ${name}`,
    description: random() < 0.3 ? `${sentence()} ${sentence()}` : sentence(),
    annotations: {
      'backstage.io/source-location': `url:https://github.com/example/${name}/`,
      'github.com/project-slug': `example/${name}`,
      ...maybe(0.7, () => ({ 'backstage.io/techdocs-ref': 'dir:.' })),
      ...maybe(0.5, () => ({ 'pagerduty.com/service-id': Math.floor(random() * 2 ** 40).toString(36) })),
      ...maybe(0.4, () => ({ 'grafana/dashboard-selector': `service:${name}` })),
    },
    ...maybe(0.5, () => ({
      labels: { 'example.com/cost-centre': `cc${String(1000 + Math.floor(random() * 9000))}`, 'example.com/tier': pick(['1', '2']) },
    })),
    tags: some(tags, 5),
    links: some(icons, 3).map(icon => ({ url: `https://${icon}.example.com/d/${name}`, title: `The ${icon} of ${name}`, icon })),
  })
  const entity = (kind: string, name: string, spec: Draft): Draft => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: metadata(name),
    spec,
  })
  const inSystem = (): Draft => maybe(0.8, () => ({ system: pick(names.system) }))

  const all = [
    ...names.domain.map(name => entity('Domain', name, { owner: owner(), type: 'product-area' })),
    ...names.system.map(name => entity('System', name, { owner: owner(), domain: pick(names.domain) })),
    ...names.group.map((name, i) =>
      entity('Group', name, {
        type: i % 10 === 0 ? 'department' : 'team',
        profile: { displayName: `Team ${String(i)}`, email: `${name}@example.com`, picture: `https://avatars.example.com/${name}.svg` },
        ...(i % 10 === 0 ? {} : { parent: names.group[i - (i % 10)] }),
        children: [],
      }),
    ),
    ...names.user.map(name =>
      entity('User', name, {
        profile: { displayName: `Person ${name}`, email: `${name}@example.com`, picture: `https://avatars.example.com/${name}.png` },
        memberOf: [...new Set([pick(names.group), ...some(names.group, 1)])],
      }),
    ),
    ...names.api.map(name =>
      entity('API', name, {
        type: 'openapi',
        lifecycle: 'production',
        owner: owner(),
        ...inSystem(),
        definition: definition(name, pick(things)),
      }),
    ),
    ...names.resource.map(name =>
      entity('Resource', name, {
        type: pick(['database', 's3-bucket', 'queue', 'cache']),
        owner: owner(),
        ...inSystem(),
        ...maybe(0.3, () => ({ dependsOn: [`resource:default/${pick(names.resource)}`] })),
      }),
    ),
    ...components.map(name =>
      entity('Component', name, {
        type: name.slice(0, name.indexOf('-')),
        lifecycle: pick(['production', 'production', 'experimental', 'deprecated']),
        owner: owner(),
        ...inSystem(),
        ...maybe(0.1, () => ({ subcomponentOf: pick(components) })),
        ...maybe(0.35, () => ({ providesApis: some(names.api, 2) })),
        ...maybe(0.5, () => ({ consumesApis: some(names.api, 3) })),
        ...maybe(0.7, () => ({
          dependsOn: [
            ...some(names.resource, 2).map(ref => `resource:default/${ref}`),
            ...some(components, 3).map(ref => `component:${ref}`),
          ],
        })),
      }),
    ),
  ]
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[all[i], all[j]] = [all[j] as Draft, all[i] as Draft]
  }
  return all
}

function definition(name: string, thing: string): string {
  return `openapi: 3.0.3
info:
  title: ${name}
  version: 1.0.0
servers:
  - url: https://api.example.com/${name}
paths:
  /${thing}s:
    get:
      summary: List
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                type: array
                items:
                  type: string
  /${thing}s/{id}:
    get:
      summary: Get one
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: OK
`
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
