import type { StaticData, StaticFile } from '../../http/wire.ts'

/** The data files of a static portal, for the code that is loaded on demand. */
export interface StaticFiles {
  readonly data: StaticData
  readonly revision: string
  /** Fetches a file, once. */
  read(path: string): Promise<StaticFile>
}
