/**
 * What SQLite has beyond the portable vocabulary. `dialect.capabilities` is the same at run time.
 *
 * @since 0.1.0
 */
export type SqliteCapability =
  | "fullJoin"
  | "orderedAggregates"
  | "orderedSetAggregates"
  | "regression"
  | "insert returning"
  | "insert returning by key"
  | "update returning"
  | "delete returning"
  | "groupsFrame"
  | "frameExclusion"
  | "limitedCommands"
  | "insertIgnore"
  | "replaceInto"
  | "replace returning"
  | "jsonMergePatch"
  | "md5"
  | "timeZones"
