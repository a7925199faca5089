/** What can be told from the address of a file in a code host, as `backstage.io/...` annotations have it. */
export interface ScmUrls {
  readonly viewUrl: string
  /** Absent where the address names a commit, which cannot be edited, and for hosts whose addresses are not known. */
  readonly editUrl?: string | undefined
  /** The folder of the file, as a location: `url:https://host/o/r/tree/main/`. */
  readonly sourceLocation?: string | undefined
}

/** The addresses beside a file's own, by the shapes that GitHub and GitLab give them. Rules: Backstage's `AnnotateLocationEntityProcessor`. */
export function scmUrls(target: string): ScmUrls {
  const slash = target.lastIndexOf('/') + 1
  const folder = target.slice(0, slash)
  const isCommit = /\/(?:-\/)?(?:blob|tree|edit|raw)\/[0-9a-f]{40}(?:\/|$)/i.test(target)
  const editUrl = target.replace(/^(https?:\/\/[^/]+\/.+?\/(?:-\/)?)(?:blob|tree|raw)\//, '$1edit/')
  return {
    viewUrl: target,
    ...(isCommit || editUrl === target ? {} : { editUrl }),
    ...(folder.length > 'https://'.length
      ? { sourceLocation: `url:${folder.replace(/^(https?:\/\/[^/]+\/.+?\/(?:-\/)?)(?:blob|edit|raw)\//, '$1tree/')}` }
      : {}),
  }
}
