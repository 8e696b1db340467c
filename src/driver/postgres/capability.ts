/**
 * What PostgreSQL has beyond the portable vocabulary. `dialect.capabilities` is the same at run time.
 *
 * @since 0.1.0
 */
export type PostgresCapability =
  | "ilike"
  | "lateral"
  | "timeSeries"
  | "rowLocks"
  | "keyLocks"
  | "fullJoin"
  | "arrays"
  | "ranges"
  | "quantified"
  | "orderedAggregates"
  | "dataModifyingCte"
  | "merge"
  | "merge returning"
  | "insert returning"
  | "insert returning by key"
  | "update returning"
  | "delete returning"
  | "groupsFrame"
  | "intervalFrame"
  | "frameExclusion"
  | "jsonConcat"
  | "jsonContains"
  | "jsonPath"
  | "md5"
  | "timeZones"
  | "textSearch"
  | "vectors"
  | "sequences"
