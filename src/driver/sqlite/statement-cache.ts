/**
 * A cache that holds at most `size` entries and forgets those not used for longest, roughly: two generations, of which
 * the older is dropped when the younger is full. A hit on a young entry is one lookup and moves nothing.
 */
export interface StatementCache<A> {
  readonly get: (sql: string) => A | undefined
  readonly set: (sql: string, entry: A) => void
  readonly clear: () => void
  readonly size: () => number
}

/** An empty {@link StatementCache}. */
export const statementCache = <A>(size: number): StatementCache<A> => {
  const generation = Math.max(1, Math.floor(size / 2))
  let young = new Map<string, A>()
  let old = new Map<string, A>()
  const set = (sql: string, entry: A): void => {
    if (size < 1) return
    if (young.size >= generation) {
      old = size < 2 ? new Map() : young
      young = new Map()
    }
    young.set(sql, entry)
  }
  return {
    get: (sql) => {
      const entry = young.get(sql)
      if (entry !== undefined) return entry
      const aged = old.get(sql)
      if (aged !== undefined) {
        old.delete(sql)
        set(sql, aged)
      }
      return aged
    },
    set,
    clear: () => {
      young = new Map()
      old = new Map()
    },
    size: () => young.size + old.size,
  }
}
