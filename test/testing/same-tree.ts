import { BigDecimal, Duration } from "effect"

type Node = Readonly<Record<string, unknown>>

/** Texts of raw SQL that follow each other are one. */
const joined = (items: ReadonlyArray<Node>): ReadonlyArray<Node> =>
  items.reduce<ReadonlyArray<Node>>((all, item) => {
    const last = all.at(-1)
    return last?.["_tag"] === "Text" && item?.["_tag"] === "Text"
      ? [...all.slice(0, -1), { ...last, sql: `${String(last["sql"])}${String(item["sql"])}` }]
      : [...all, item]
  }, [])

/** A value that is no node, as text: equal ones have equal texts. */
const plain = (value: object): string | null => {
  if (BigDecimal.isBigDecimal(value)) return `${value.value}e${-value.scale}`
  if (Duration.isDuration(value)) return `${Duration.toMillis(value)} ms`
  if (value instanceof Uint8Array) return `bytes ${value.join()}`
  return value instanceof Date ? `at ${value.getTime()}` : null
}

const ofType = ["name", "family", "args", "element", "nested"]

/**
 * Are two trees the same, wherever they and their codecs were made? What an error says of where a value stands is no part
 * of them.
 */
export const sameTree = (a: unknown, b: unknown, seen: Map<unknown, unknown> = new Map()): boolean => {
  if (Object.is(a, b)) return true
  if (typeof a === "function" && typeof b === "function") {
    return a.name === "source" && b.name === "source" ? sameTree(a(), b(), seen) : a.name === b.name
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  // A table holds its source, which holds the table; a recursive query holds itself.
  if (seen.get(a) === b) return true
  seen.set(a, b)
  const text = plain(a)
  if (text !== null) return text === plain(b)
  if (Array.isArray(a)) {
    const [x, y] = [joined(a as ReadonlyArray<Node>), Array.isArray(b) ? joined(b as ReadonlyArray<Node>) : []]
    return Array.isArray(b) && x.length === y.length && x.every((item, i) => sameTree(item, y[i], seen))
  }
  const [x, y] = [a as Node, b as Node]
  if ("codec" in x && "family" in x) {
    const codec = (node: Node): unknown => (node["codec"] as { readonly name?: string } | undefined)?.name
    return codec(x) === codec(y) && ofType.every((key) => sameTree(x[key], y[key], seen))
  }
  const keys = (node: Node): ReadonlyArray<string> => Object.keys(node).filter((key) => key !== "beside")
  return keys(x).length === keys(y).length && keys(x).every((key) => key in y && sameTree(x[key], y[key], seen))
}
