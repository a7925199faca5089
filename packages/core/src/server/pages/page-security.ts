/** The content security policy of the pages that a portal serves itself. */
export function pagePolicy(frameAncestors: readonly string[] = ['*']): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html callboard',
  ].join('; ')
}
