/** Why the file system refused, in words, or the error code if there are none. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (isDenied(error)) return 'permission denied'
  if (code === 'ELOOP') return 'its symbolic links lead in a circle'
  if (code === 'EMFILE' || code === 'ENFILE') return 'too many files are open'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a file is where a folder belongs'
  return code === '' ? 'unknown reason' : code
}

/** True for an error that means the file does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** True for an error that means permissions forbid it. */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
}
