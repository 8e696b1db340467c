/**
 * What MariaDB has beyond the portable vocabulary. `dialect.capabilities` is the same at run time.
 *
 * @since 0.1.0
 */
export type MariaDbCapability =
  | "rowLocks"
  | "quantified"
  | "indexHints"
  | "onDuplicateKey"
  | "limitedCommands"
  | "insertIgnore"
  | "replaceInto"
  | "insert returning"
  | "insert returning by key"
  | "replace returning"
  | "delete returning"
  | "jsonMergePatch"
  | "md5"
  | "matchAgainst"
  | "sequences"
