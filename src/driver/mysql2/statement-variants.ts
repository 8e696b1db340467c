/** Tells apart prepared statements that have one text, but parameters of other types. */
export interface StatementVariants {
  /** A key for the statement with these types: what differs in a type other than NULL has another key. */
  readonly key: (sql: string, types: string) => true | string
  /** Forgets all: the server has. */
  readonly clear: () => void
}

/**
 * Makes keys for at most `size` texts. A NULL agrees with any type: whether it comes first or last, the server takes
 * the type from the other values.
 */
export const statementVariants = (size: number): StatementVariants => {
  let generation = 0
  let variants = new Map<string, Array<string>>()
  const keyOf = (index: number): true | string => (generation === 0 && index === 0 ? true : `${generation}.${index}`)
  return {
    key: (sql, types) => {
      if (types === "") return keyOf(0)
      const known = variants.get(sql)
      if (known === undefined) {
        // What is forgotten here may still be prepared there, under a key that must not come again.
        if (variants.size >= size) {
          generation++
          variants = new Map()
        }
        variants.set(sql, [types])
        return keyOf(0)
      }
      for (let index = 0; index < known.length; index++) {
        const united = unite(known[index] ?? "", types)
        if (united === null) continue
        known[index] = united
        return keyOf(index)
      }
      known.push(types)
      return keyOf(known.length - 1)
    },
    clear: () => {
      variants = new Map()
      generation++
    },
  }
}

/** The types that both agree with; `null` if they differ. */
const unite = (known: string, types: string): string | null => {
  if (known === types) return known
  if (known.length !== types.length) return null
  let united = ""
  for (let i = 0; i < known.length; i++) {
    const a = known[i] ?? "n"
    const b = types[i] ?? "n"
    if (a !== b && a !== "n" && b !== "n") return null
    united += a === "n" ? b : a
  }
  return united
}
