/** Plain data: what a descriptor holds once it is read. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

/** A plain object of plain data. Keys are other people's names: look up with `Object.hasOwn`. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}
