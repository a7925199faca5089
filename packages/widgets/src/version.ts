/** The version of this package, reported when a page loads two copies. */
export const version: string = '0.1.0'
