/** Where a problem is. Lines and columns count from 1. */
export interface Position {
  /** The name of the source it was read from. */
  readonly source: string
  /** The path within that source, with forward slashes. */
  readonly path: string
  /** The line, from 1; absent when the problem is about the whole file. */
  readonly line?: number | undefined
  /** The column, from 1. */
  readonly column?: number | undefined
}

/** How bad a problem is. `error`: the document or file is ignored. `warning`: it is used, but has a fault. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** Every diagnostic code; the first half is the stage that reports it. `diagnosticCodes` explains each. */
export type DiagnosticCode =
  | 'source/unreachable'
  | 'source/unreadable-file'
  | 'source/too-large'
  | 'source/outside-root'
  | 'source/empty'
  | 'descriptor/yaml-syntax'
  | 'descriptor/json-syntax'
  | 'descriptor/limit'
  | 'descriptor/empty'
  | 'descriptor/not-an-object'
  | 'descriptor/missing-field'
  | 'descriptor/invalid-field'
  | 'descriptor/unknown-field'
  | 'descriptor/unknown-kind'
  | 'descriptor/invalid-ref'
  | 'descriptor/unsafe-url'
  | 'descriptor/placeholder'
  | 'descriptor/location'
  | 'descriptor/duplicate-key'
  | 'descriptor/deprecated'
  | 'catalog/duplicate-entity'
  | 'catalog/dangling-relation'
  | 'catalog/unexpected-kind'
  | 'catalog/missing-owner'
  | 'catalog/departed-owner'
  | 'catalog/alias-conflict'
  | 'catalog/renamed-ref'
  | 'catalog/cycle'
  | 'codeowners/syntax'
  | 'codeowners/unknown-owner'

/** What each code means, in one sentence. */
export const diagnosticCodes: Readonly<Record<DiagnosticCode, string>> = {
  'source/unreachable': 'A source could not be read; its last good entities are kept and marked stale.',
  'source/unreadable-file': 'One file of a source could not be read.',
  'source/too-large': 'A file is larger than the limit and was not read.',
  'source/outside-root': 'A path or symbolic link leads outside the folder of its source and was not followed.',
  'source/empty': 'A source contains no descriptors.',
  'descriptor/yaml-syntax': 'The YAML of a document cannot be parsed.',
  'descriptor/json-syntax': 'The JSON of a file cannot be parsed.',
  'descriptor/limit': 'A document is larger or deeper, or has more aliases or keys, than the limits allow.',
  'descriptor/empty': 'A file contains no documents.',
  'descriptor/not-an-object': 'A document is not a mapping of fields.',
  'descriptor/missing-field': 'A required field is missing.',
  'descriptor/invalid-field': 'A field has the wrong type or breaks its format rule.',
  'descriptor/unknown-field': 'A field appears where the format does not allow it.',
  'descriptor/unknown-kind': 'No known kind has this kind name and apiVersion.',
  'descriptor/invalid-ref': 'An entity reference cannot be read.',
  'descriptor/unsafe-url': 'A URL has a protocol that is never shown as a link.',
  'descriptor/placeholder': 'A `$text`, `$json` or `$yaml` placeholder cannot be filled.',
  'descriptor/location': 'A target of a Location cannot be read.',
  'descriptor/duplicate-key': 'The same key appears twice in a mapping.',
  'descriptor/deprecated': 'A field or annotation has a newer replacement.',
  'catalog/duplicate-entity': 'Two documents define the same entity; the first is kept.',
  'catalog/dangling-relation': 'A reference points to an entity that no source defines.',
  'catalog/unexpected-kind': 'A reference points to an entity of a kind that the field does not expect.',
  'catalog/missing-owner': 'The owner of an entity is not defined in any source.',
  'catalog/departed-owner': 'An entity is owned by a person who is not in the catalog.',
  'catalog/alias-conflict': 'An alias is also the name of an entity, or two entities claim it.',
  'catalog/renamed-ref': 'A reference uses an old name of an entity.',
  'catalog/cycle': 'A hierarchy contains a cycle.',
  'codeowners/syntax': 'A line of a CODEOWNERS file cannot be read and was skipped.',
  'codeowners/unknown-owner': 'An owner in a CODEOWNERS file matches no group or user of the catalog.',
}

/** A problem in the data. Collected, never thrown. */
export interface Diagnostic {
  /** What is wrong, for programs; `diagnosticCodes` explains each code. */
  readonly code: DiagnosticCode
  /** Whether the data is ignored (`error`) or still used. */
  readonly severity: Severity
  /** One sentence that says what is wrong and quotes the input. */
  readonly message: string
  /** Where it is. */
  readonly at: Position
  /** What to do about it. */
  readonly hint?: string | undefined
  /** The entity it is about, as a canonical reference, if known. */
  readonly entityRef?: string | undefined
  /** The offending text, shortened to 200 characters. */
  readonly text?: string | undefined
}

/** Receives one problem: how stages report. */
export type Report = (diagnostic: Diagnostic) => void
