import type { NamedParameter } from "../../../src/core/compiled.js"
import type { Part, Sent, Tree } from "./tree.js"

/** What a text is compared with besides its tree: the parameters that are sent with it. */
export interface Parameters {
  readonly values: ReadonlyArray<unknown>
  readonly named: ReadonlyArray<Pick<NamedParameter, "index" | "name">>
}

/** Where two trees differ, and what stands there. */
export interface Difference {
  readonly at: string
  readonly meant: string
  readonly parsed: string
}

const shown = (x: unknown): string =>
  JSON.stringify(x, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)) ?? "nothing"

const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0)

const isSent = (meant: unknown, number: unknown, { named, values }: Parameters): boolean => {
  if (typeof number !== "number" || number < 1 || number > values.length) {
    return false
  }
  const { sent } = { sent: meant as Sent["sent"] }
  const name = named.find((x) => x.index === number - 1)?.name
  return sent === "made by the program"
    ? name === undefined
    : "name" in sent
      ? name === sent.name
      : name === undefined && same(values[number - 1], sent.value)
}

/** The names of the tables of a FROM clause, not of those inside of them or of conditions. */
const aliases = (part: Part | undefined): ReadonlyArray<unknown> =>
  typeof part !== "object" || part === null
    ? []
    : Object.entries(part).flatMap(([key, x]) => (["subquery", "quals", "functions"].includes(key) ? [] : key === "aliasname" ? [x] : aliases(x as Part)))

/** The first difference between the tree that is meant and the one that was parsed. */
export const difference = (meant: Part, parsed: Part, parameters: Parameters): Difference | null => {
  const names = new Map<number, string>()
  const used = new Set<unknown>()
  const go = (a: Part, b: Part, at: string): Difference | null => {
    const differs = (): Difference => ({ at, meant: shown(a), parsed: shown(b) })
    if (typeof a !== "object" || typeof b !== "object") {
      if (typeof a === "object" && "made" in a && typeof b === "string") {
        const made = a.made as number
        const known = names.get(made)
        names.set(made, known ?? b)
        return /^_+\d+$/.test(b) && (known ?? b) === b ? null : differs()
      }
      return same(a, b) ? null : differs()
    }
    if (Array.isArray(a) || Array.isArray(b)) {
      if (!Array.isArray(a) || !Array.isArray(b)) {
        return differs()
      }
      for (let i = 0; i < Math.max(a.length, b.length); i++) {
        const found = i < a.length && i < b.length ? go(a[i], b[i], `${at}[${i}]`) : { at: `${at}[${i}]`, meant: shown(a[i]), parsed: shown(b[i]) }
        if (found !== null) {
          return found
        }
      }
      return null
    }
    const [x, y] = [a as Tree, b as Tree]
    // A query that is printed twice has its names twice; side by side no two tables have one.
    const beside = "fromClause" in y ? aliases(y["fromClause"]) : []
    if (new Set(beside).size < beside.length) {
      return differs()
    }
    if ("sent" in x) {
      used.add(y["number"])
      return isSent(x["sent"], y["number"], parameters) ? null : { ...differs(), parsed: `${shown(b)} of ${shown(parameters.values)}` }
    }
    if ("written" in x) {
      const inside = (y["TypeCast"] as Tree | undefined)?.["arg"] as Tree | undefined
      return "A_Const" in (inside ?? y) ? null : differs()
    }
    for (const field of new Set([...Object.keys(x), ...Object.keys(y)])) {
      const inside = `${at}.${field}`
      const found = field in x && field in y ? go(x[field], y[field], inside) : { at: inside, meant: shown(x[field]), parsed: shown(y[field]) }
      if (found !== null) {
        return found
      }
    }
    return null
  }
  const found = go(meant, parsed, "")
  const lost = parameters.values.findIndex((_, i) => !used.has(i + 1))
  return found ?? (lost < 0 ? null : { at: `$${lost + 1}`, meant: "nothing", parsed: shown(parameters.values[lost]) })
}
