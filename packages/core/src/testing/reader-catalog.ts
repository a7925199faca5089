const component = (name: string, spec: object, metadata: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...metadata },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments', ...spec },
})

const group = (name: string, spec: object = {}, metadata: object = {}): unknown => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, ...metadata },
  spec: { type: 'team', children: [], ...spec },
})

/** The entities for `describeCatalogReader`: few, with one of each thing that readers get wrong. */
export const readerCatalog: readonly unknown[] = [
  group('engineering', { type: 'department' }),
  group(
    'payments',
    { parent: 'engineering', profile: { email: 'payments@acme.test', displayName: 'Money Movers' } },
    { title: 'Payments Team' },
  ),
  group('platform', { parent: 'engineering' }),
  { apiVersion: 'backstage.io/v1alpha1', kind: 'User', metadata: { name: 'ada' }, spec: { memberOf: ['payments'] } },
  { apiVersion: 'backstage.io/v1alpha1', kind: 'Domain', metadata: { name: 'commerce' }, spec: { owner: 'engineering' } },
  { apiVersion: 'backstage.io/v1alpha1', kind: 'System', metadata: { name: 'checkout' }, spec: { owner: 'payments', domain: 'commerce' } },
  { apiVersion: 'backstage.io/v1alpha1', kind: 'Resource', metadata: { name: 'ledger-db' }, spec: { type: 'database', owner: 'platform' } },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: { name: 'payments' },
    spec: { type: 'openapi', lifecycle: 'production', owner: 'payments', system: 'checkout', definition: 'openapi: 3.1.0' },
  },
  component(
    'payments-api',
    { system: 'checkout', providesApis: ['payments'], dependsOn: ['resource:ledger-db', 'component:fraud'] },
    {
      title: 'Payments API',
      description: 'Takes the money',
      tags: ['java', 'pci'],
      annotations: { 'callboard.dev/aliases': 'old-payments', 'acme.test/tier': '2' },
      links: [{ url: 'https://chat.acme.test/payments', title: 'Chat', type: 'chat' }],
    },
  ),
  component(
    'fraud',
    { dependsOn: ['component:payments-api'], owner: 'no-such-team' },
    { tags: ['java'], annotations: { 'acme.test/tier': '10' } },
  ),
  component(
    'storefront',
    { type: 'website', lifecycle: 'experimental', owner: 'user:ada', consumesApis: ['payments'] },
    { annotations: { 'acme.test/tier': '1' } },
  ),
  component('orphan', { owner: 'gone', system: 'checkout' }, { description: 'Unicode: naïve 日本語 \u202e' }),
]
