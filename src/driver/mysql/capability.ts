/**
 * What MySQL has beyond the portable vocabulary. `dialect.capabilities` is the same at run time.
 *
 * @since 0.1.0
 */
export type MySqlCapability =
  | "rowLocks"
  | "quantified"
  | "indexHints"
  | "lateral"
  | "intervalFrame"
  | "onDuplicateKey"
  | "limitedCommands"
  | "insertIgnore"
  | "replaceInto"
  | "jsonMergePatch"
  | "insert returning by key"
  | "matchAgainst"
