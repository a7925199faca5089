import { enShared } from './en-shared.ts'
import type { DetailsStrings } from './strings.ts'

/** English for the details of an owner. */
export const enDetails: DetailsStrings = {
  ...enShared,
  close: 'Close',
  copy: text => `Copy ${text}`,
  copied: 'Copied',
  person: 'Person',
  team: 'Team',
  unknown: 'Unknown',
  owns: name => `owns ${name}`,
  namedBy: name => `referenced by ${name}`,
  alsoOwnedBy: 'Also owned by',
  noContact: 'The catalog has no contact for them.',
  why: 'Why',
  whyThem: name => `Why ${name}?`,
  escalation: 'Then ask',
  missing: things => `Missing from the catalog: ${things}.`,
  missingThing: thing =>
    ({ 'owner': 'an owner', 'chat': 'a chat', 'on-call': 'an on-call contact', 'email': 'an e-mail address', 'runbook': 'a runbook' })[
      thing
    ],
  perhaps: 'Did you mean',
  contact: kind =>
    ({
      'chat': 'Chat',
      'email': 'E-mail',
      'on-call': 'On call',
      'phone': 'Phone',
      'runbook': 'Runbook',
      'issues': 'Issues',
      'docs': 'Docs',
      'dashboard': 'Dashboard',
      'link': 'Link',
    })[kind],
  reachBy: kind => ({ 'on-call': 'Page on-call', 'chat': 'Open the chat', 'email': 'Send an e-mail', 'phone': 'Call' })[kind],
  askInstead: name => `Ask ${name} instead`,
  moreWays: (count, kinds) => `${String(count)} more: ${kinds}`,
  around: (step, name) => `Its ${step} ${name}`,
  names: (subject, owner) => `${subject} names ${owner} as its owner.`,
  namesNobody: subject => `${subject} has no owner.`,
  namesUnknown: (subject, owner) => `${subject} names ${owner} as its owner, which no source in the catalog defines.`,
}
