const entity = (kind: string, metadata: object, spec: object): unknown => ({ apiVersion: 'backstage.io/v1alpha1', kind, metadata, spec })

/** A service with everything that the elements can show. */
export const smokeCatalog: readonly unknown[] = [
  entity(
    'Component',
    {
      name: 'payments-api',
      title: 'Payments API',
      description: 'Takes the money.',
      tags: ['java'],
      links: [{ url: 'https://runbooks.acme.test/payments', title: 'Runbook of payments' }],
    },
    { type: 'service', lifecycle: 'production', owner: 'payments', system: 'checkout', dependsOn: ['resource:ledger'] },
  ),
  entity('Resource', { name: 'ledger', title: 'Ledger database' }, { type: 'database', owner: 'payments', system: 'checkout' }),
  entity('System', { name: 'checkout', title: 'Checkout' }, { owner: 'payments' }),
  entity(
    'Group',
    { name: 'payments', links: [{ url: 'https://chat.acme.test/payments', title: '#payments', icon: 'chat' }] },
    { type: 'team', children: [], parent: 'engineering', profile: { displayName: 'Payments Team', email: 'payments@acme.test' } },
  ),
  entity(
    'Group',
    { name: 'engineering' },
    { type: 'department', children: ['payments'], profile: { displayName: 'Engineering', email: 'engineering@acme.test' } },
  ),
]
