import { parseUrl } from '../safe-url.ts'

/** What the URL of a file on a code host reveals, as in `backstage.io/...` annotations. */
export interface ScmUrls {
  readonly viewUrl: string
  /** Absent when the URL contains a commit, which cannot be edited, and for hosts whose URLs are not known. */
  readonly editUrl?: string | undefined
  /** The folder of the file, as a location: `url:https://host/o/r/tree/main/`. Absent for hosts whose URLs are not known. */
  readonly sourceLocation?: string | undefined
}

/** How a code host builds the URLs of a file and its folder: the kind of view is a part of the path. */
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
 * The URLs to view a file, edit it and see its folder. GitHub and GitLab are recognized by host, other hosts by the shape of their URLs.
 * The rules are those of Backstage's `AnnotateLocationEntityProcessor` with an integration for that host.
 */
export function scmUrls(target: string): ScmUrls {
  const base = parseUrl(target)
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
