import type { Diagnostic } from '../diagnostics.ts'

/** GitHub's and GitLab's readings of the same file format differ; see `docs/owner.md`. */
export type CodeownersDialect = 'github' | 'gitlab'

/** An owner as the file writes it: `@org/team`, `@user`, `user@example.com`. */
export interface CodeownersOwner {
  readonly type: 'team' | 'user' | 'email' | 'role'
  /** Without the leading `@`. */
  readonly value: string
}

/** Where an owner appears: on the line of its rule, or in the heading of its section. */
export interface OwnerPlace {
  readonly line: number
  readonly column: number
}

/** One rule. Without owners, its paths are explicitly unowned. */
export interface CodeownersRule {
  readonly pattern: string
  readonly owners: readonly CodeownersOwner[]
  /** Where each of `owners` appears, in the same order. */
  readonly places: readonly OwnerPlace[]
  readonly line: number
  /** GitLab's `[Section]`, if any. */
  readonly section?: string | undefined
  /** GitLab's `!pattern`: paths that the section does not cover. */
  readonly exclude?: boolean | undefined
}

/** What is wrong with a line. */
export interface LineProblem {
  readonly message: string
  readonly hint: string
  readonly line: number
  readonly column: number
}

/** The lines of a file, parsed in one dialect. */
export interface ParsedLines {
  readonly rules: readonly CodeownersRule[]
  readonly problems: readonly LineProblem[]
}

/** A parsed CODEOWNERS file. */
export interface CodeownersFile {
  readonly source: string
  readonly path: string
  /** The folder that the patterns are relative to, within the source: `''` or `some/folder`. */
  readonly root: string
  readonly dialect: CodeownersDialect
  readonly rules: readonly CodeownersRule[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What a file says about a path: owned, explicitly unowned, or not mentioned. */
export interface CodeownersMatch {
  readonly state: 'owned' | 'unowned' | 'unmatched'
  readonly owners: readonly CodeownersOwner[]
  /** The rules that apply: one in GitHub's dialect, one per section in GitLab's. */
  readonly rules: readonly CodeownersRule[]
}

/** True for a path that a CODEOWNERS pattern matches. */
export type PathMatcher = (path: string) => boolean
