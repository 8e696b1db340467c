/** A statement as one connection knows it. */
export interface CachedStatement {
  readonly sql: string
  /** Its name in the server; `null` while it has been run unnamed only. */
  name: string | null
  /** Whether the server has parsed it under its name. */
  parsed: boolean
}

/** At most `size` statements, by their SQL; those not used for longest are forgotten first. */
export interface StatementCache {
  /** The entry of a statement, which is then the last used; `undefined` when it has not been run lately. */
  readonly get: (sql: string) => CachedStatement | undefined
  readonly add: (sql: string) => CachedStatement | null
  readonly remove: (entry: CachedStatement) => void
  /** Names that the server may forget, once: the caller tells it. */
  readonly takeForgotten: () => ReadonlyArray<string>
  readonly clear: () => void
  readonly size: () => number
}

const none: ReadonlyArray<string> = []

/** An empty {@link StatementCache}. */
export const statementCache = (size: number): StatementCache => {
  const entries = new Map<string, CachedStatement>()
  let forgotten: Array<string> = []
  const remove = (entry: CachedStatement): void => {
    if (entries.get(entry.sql) === entry) entries.delete(entry.sql)
    if (entry.name !== null) forgotten.push(entry.name)
    entry.name = null
    entry.parsed = false
  }
  return {
    get: (sql) => {
      const entry = entries.get(sql)
      if (entry === undefined) return undefined
      // A map keeps the order of insertion: the first is the one not used for longest.
      entries.delete(sql)
      entries.set(sql, entry)
      return entry
    },
    add: (sql) => {
      if (size < 1) return null
      const entry: CachedStatement = { sql, name: null, parsed: false }
      entries.set(sql, entry)
      if (entries.size > size) {
        const oldest = entries.values().next().value
        if (oldest !== undefined) remove(oldest)
      }
      return entry
    },
    remove,
    takeForgotten: () => {
      if (forgotten.length === 0) return none
      const names = forgotten
      forgotten = []
      return names
    },
    clear: () => {
      entries.clear()
      forgotten = []
    },
    size: () => entries.size,
  }
}
