// The catalog for the tests of the widgets: small, with one entity for each state that an element can show.
const entity = (kind, name, spec, metadata = {}) => ({ apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name, ...metadata }, spec })
const service = (name, owner, metadata = {}, spec = {}) =>
  entity('Component', name, { type: 'service', lifecycle: 'production', ...(owner === undefined ? {} : { owner }), ...spec }, metadata)
/** Kinds of entities that may have no owner. */
const template = (name, title, spec) => ({
  ...entity('Template', name, spec, { title }),
  apiVersion: 'scaffolder.backstage.io/v1beta3',
})

export const entities = [
  entity('Group', 'engineering', {
    type: 'department',
    children: [],
    profile: { displayName: 'Engineering', email: 'engineering@acme.test' },
  }),
  entity(
    'Group',
    'payments',
    { type: 'team', parent: 'engineering', children: [], profile: { displayName: 'Payments Team', email: 'payments@acme.test' } },
    {
      annotations: {
        'callboard.dev/on-call': 'https://on-call.acme.test/payments',
        'callboard.dev/chat': 'https://chat.acme.test/payments',
      },
    },
  ),
  entity('User', 'ada', {
    memberOf: ['payments'],
    profile: { displayName: 'Ada Example', email: 'ada@acme.test', picture: '/control/picture.svg' },
  }),
  entity('System', 'checkout', { owner: 'payments' }),
  service(
    'payments-api',
    'payments',
    {
      title: 'Payments API',
      description: 'Takes money for orders.',
      tags: ['java', 'pci'],
      links: [{ url: 'https://runbooks.acme.test/payments', title: 'Payments runbook', type: 'runbook' }],
      annotations: {
        'callboard.dev/aliases': 'pay-api',
        'backstage.io/view-url': 'https://git.acme.test/payments/blob/main/catalog-info.yaml',
      },
    },
    { system: 'checkout' },
  ),
  service('ada-tool', 'user:ada'),
  service('ghost-service', 'group:default/gone'),
  service('orphan', 'group:default/nobody-here'),
  service('adrift', 'group:default/dissolved', {}, { system: 'checkout' }),
  entity('Resource', 'bucket', { type: 'bucket', owner: 'payments' }),
  entity('Domain', 'lost', { owner: 'group:default/gone' }),
  template('unowned', 'Unowned', { type: 'service', steps: [{ action: 'debug:log' }] }),
]
