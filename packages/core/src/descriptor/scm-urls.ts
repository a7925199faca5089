/** What can be told from the address of a file in a code host, as `backstage.io/...` annotations have it. */
export interface ScmUrls {
  readonly viewUrl: string
  /** Absent where the address names a commit, which cannot be edited, and for hosts whose addresses are not known. */
  readonly editUrl?: string | undefined
  /** The folder of the file, as a location: `url:https://host/o/r/tree/main/`. Absent for hosts whose addresses are not known. */
  readonly sourceLocation?: string | undefined
}

/** How a code host names the file at an address and the folder of it: the kind of view is a part of the path. */
interface CodeHost {
  readonly host: string
  readonly shape: RegExp
  readonly edit: string
  readonly folder: string
}

const codeHosts: readonly CodeHost[] = [
  { host: 'github.com', shape: /^(https?:\/\/(?:[^/]+\/){3})(?:blob|tree|edit)\//, edit: '$1edit/', folder: '$1tree/' },
  { host: 'gitlab.com', shape: /(\/-\/)(blob|tree|edit)\//, edit: '$1edit/', folder: '$1$2/' },
]

/**
 * The addresses beside a file's own. GitHub's and GitLab's are known by their host, and on other hosts by their shape. Rules: Backstage's
 * `AnnotateLocationEntityProcessor` with an integration for that host.
 */
export function scmUrls(target: string): ScmUrls {
  const base = URL.canParse(target) ? new URL(target) : undefined
  const found = codeHosts.find(({ host }) => base?.host === host) ?? codeHosts.find(({ shape }) => shape.test(target))
  if (base === undefined || found === undefined) return { viewUrl: target }
  const folder = new URL('./', base)
  folder.search = base.search
  return {
    viewUrl: target,
    ...(/\b[0-9a-f]{40,}\b/.test(target) ? {} : { editUrl: target.replace(found.shape, found.edit) }),
    sourceLocation: `url:${folder.href.replace(found.shape, found.folder)}`,
  }
}
