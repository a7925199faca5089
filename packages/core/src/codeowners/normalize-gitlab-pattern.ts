/** A pattern as GitLab expands it before matching: from the root, and a folder with everything in it. */
export function normalizeGitlabPattern(pattern: string): string {
  if (pattern === '*') return '/**/*'
  const plain = pattern.replace(/^\\#/, '#').replace(/\\\s+/g, ' ')
  const rooted = plain.startsWith('/') ? plain : `/**/${plain}`
  return rooted.endsWith('/') ? `${rooted}**/*` : rooted
}
