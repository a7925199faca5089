/** The version of this package: told when two copies meet on one page. */
export const version: string = '0.1.0'
