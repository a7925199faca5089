/** A pattern as GitLab writes it out before it matches: from the root, a folder with all that is in it. */
export function normalizeGitlabPattern(pattern: string): string {
  if (pattern === '*') return '/**/*'
  const plain = pattern.replace(/^\\#/, '#').replace(/\\\s+/g, ' ')
  const rooted = plain.startsWith('/') ? plain : `/**/${plain}`
  return rooted.endsWith('/') ? `${rooted}**/*` : rooted
}
