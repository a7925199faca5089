/** For each relation that the core kinds have only as the way back: the way there. What `forwardTypes(coreKinds)` gives, without the kinds. */
export const coreForwardTypes: Readonly<Record<string, string>> = {
  ownerOf: 'ownedBy',
  hasPart: 'partOf',
  apiProvidedBy: 'providesApi',
  apiConsumedBy: 'consumesApi',
  dependencyOf: 'dependsOn',
  parentOf: 'childOf',
  memberOf: 'hasMember',
}
