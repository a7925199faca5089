import type { Contact } from './types.ts'

/** How to recognize what a link is for: by its type or icon, its host, or its title. The first row that matches wins. */
export interface LinkConvention {
  readonly kind: Contact['kind']
  /** Values of `links[].type` or `links[].icon`, in lowercase. */
  readonly words: readonly string[]
  /** Hosts, or the ends of hosts. */
  readonly hosts: readonly string[]
  /** Matches the title. */
  readonly title: RegExp
}

/** Descriptors have no fields for chat, on-call or runbooks: these are common ways to write them in `metadata.links`. */
export const linkConventions: readonly LinkConvention[] = [
  {
    kind: 'on-call',
    words: ['on-call', 'oncall', 'pager', 'pagerduty', 'opsgenie', 'incident'],
    hosts: ['pagerduty.com', 'opsgenie.com', 'incident.io', 'firehydrant.io', 'victorops.com', 'squadcast.com', 'rootly.com'],
    title: /\bon[- ]?call\b|\bpager\b|\brota\b/i,
  },
  {
    kind: 'chat',
    words: ['chat', 'slack', 'teams', 'discord', 'mattermost', 'zulip', 'matrix', 'rocketchat', 'googlechat'],
    hosts: ['slack.com', 'teams.microsoft.com', 'discord.com', 'discord.gg', 'zulipchat.com', 'chat.google.com', 'matrix.to'],
    title: /\bslack\b|\bchat\b|\bchannel\b|^teams$|\b(?:ms|microsoft) teams\b|\bdiscord\b|^#[\w-]+$/i,
  },
  { kind: 'runbook', words: ['runbook', 'playbook'], hosts: [], title: /\brun ?books?\b|\bplay ?books?\b/i },
  { kind: 'email', words: ['email', 'mail', 'mailto'], hosts: [], title: /^e-?mail\b/i },
  { kind: 'phone', words: ['phone', 'tel'], hosts: [], title: /^(?:phone|hotline)\b/i },
  {
    kind: 'dashboard',
    words: ['dashboard', 'grafana', 'datadog', 'monitoring'],
    hosts: ['grafana.net', 'datadoghq.com', 'datadoghq.eu'],
    title: /\bdash ?board\b|\bmetrics\b/i,
  },
  {
    kind: 'issues',
    words: ['issues', 'tickets', 'jira', 'bug', 'support'],
    hosts: ['atlassian.net', 'linear.app'],
    title: /\bissues?\b|\btickets?\b|\bsupport\b|\bbacklog\b/i,
  },
  {
    kind: 'docs',
    words: ['docs', 'documentation', 'wiki', 'handbook', 'techdocs', 'confluence'],
    hosts: ['readthedocs.io', 'gitbook.io', 'notion.so'],
    title: /\bdocs?\b|\bdocumentation\b|\bwiki\b|\bhandbook\b|\bconfluence\b/i,
  },
]

/**
 * What people call each kind of contact, the fastest way to reach someone first. The command and the widgets have lists of their own, which
 * a test compares with it.
 */
export const contactLabels: Readonly<Record<Contact['kind'], string>> = {
  'on-call': 'On call',
  'chat': 'Chat',
  'phone': 'Phone',
  'email': 'E-mail',
  'runbook': 'Runbook',
  'dashboard': 'Dashboard',
  'issues': 'Issues',
  'docs': 'Docs',
  'link': 'Link',
}

/** An annotation with a contact. If its value is only an id, no URL is guessed. */
export interface AnnotationConvention {
  readonly annotation: string
  readonly kind: Contact['kind']
  readonly label: string
  /** True when the value is itself a URL, an e-mail address or a phone number. */
  readonly isAddress: boolean
}

/** Callboard's own annotations first, then common ones of Backstage plugins. */
export const annotationConventions: readonly AnnotationConvention[] = [
  { annotation: 'callboard.dev/on-call', kind: 'on-call', label: contactLabels['on-call'], isAddress: true },
  { annotation: 'callboard.dev/chat', kind: 'chat', label: contactLabels.chat, isAddress: true },
  { annotation: 'callboard.dev/email', kind: 'email', label: contactLabels.email, isAddress: true },
  { annotation: 'callboard.dev/phone', kind: 'phone', label: contactLabels.phone, isAddress: true },
  { annotation: 'callboard.dev/runbook', kind: 'runbook', label: contactLabels.runbook, isAddress: true },
  { annotation: 'pagerduty.com/service-id', kind: 'on-call', label: 'PagerDuty service', isAddress: false },
  { annotation: 'pagerduty.com/integration-key', kind: 'on-call', label: 'PagerDuty', isAddress: false },
  { annotation: 'opsgenie.com/team', kind: 'on-call', label: 'Opsgenie team', isAddress: false },
  { annotation: 'opsgenie.com/component-selector', kind: 'on-call', label: 'Opsgenie', isAddress: false },
  { annotation: 'grafana.com/oncall-schedule', kind: 'on-call', label: 'Grafana on-call schedule', isAddress: false },
  { annotation: 'slack.com/channel', kind: 'chat', label: 'Slack channel', isAddress: false },
  { annotation: 'slack.com/channel-name', kind: 'chat', label: 'Slack channel', isAddress: false },
]

/** Annotations whose values are keys of other systems, which are never shown. */
export const secretAnnotations: ReadonlySet<string> = new Set(['pagerduty.com/integration-key'])

/** The order of contacts: the fastest way to reach someone comes first. */
export const contactOrder: readonly Contact['kind'][] = Object.keys(contactLabels) as Contact['kind'][]
