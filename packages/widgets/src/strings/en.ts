import type { CardStrings, DetailsStrings, Strings } from './strings.ts'

export const en: Omit<Strings, keyof DetailsStrings | keyof CardStrings> = {
  $code: 'en',
  $name: 'English',
  $dir: 'ltr',
  owner: 'Owner',
  noOwner: 'No owner',
  notInCatalog: name => `${name} is not in the catalog`,
  notFound: 'not in the catalog',
  notLookedUp: 'could not be looked up',
  notLoaded: 'not loaded',
  cannotLoad: 'The owner could not be loaded',
  tryAgain: 'Try again',
  ownerOf: name => `Owner of ${name}`,
  doubt: (name, doubt) =>
    `${name} (${{ unknown: 'unknown', stale: 'not up to date', similar: 'for a similar name', inherited: 'inherited' }[doubt]})`,
  uncertain: name => `${name} (uncertain)`,
}
