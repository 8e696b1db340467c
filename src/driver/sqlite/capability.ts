/**
 * What SQLite has beyond the portable vocabulary: nothing so far. `dialect.capabilities` is the same at run time.
 *
 * @since 0.1.0
 */
export type SqliteCapability = never
