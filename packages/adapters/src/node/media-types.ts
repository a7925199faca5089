import { lookup } from 'mrmime'

/** The media type of a file by its name, texts in UTF-8. */
export function mediaType(path: string): string {
  const type = lookup(path) ?? 'application/octet-stream'
  return /^text\/|[/+]json$|\/(?:java|ecma)script$/.test(type) ? `${type}; charset=utf-8` : type
}
