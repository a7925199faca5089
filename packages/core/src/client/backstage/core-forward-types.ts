/**
 * For each relation type that the core kinds have only as an inverse: the forward type. Equals `forwardTypes(coreKinds)`, without the
 * kinds.
 */
export const coreForwardTypes: Readonly<Record<string, string>> = {
  ownerOf: 'ownedBy',
  hasPart: 'partOf',
  apiProvidedBy: 'providesApi',
  apiConsumedBy: 'consumesApi',
  dependencyOf: 'dependsOn',
  parentOf: 'childOf',
  memberOf: 'hasMember',
}
