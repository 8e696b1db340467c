/** What SQLite 3.53 itself gets wrong: queries that meet it are not compared. */
import { contentsOf } from "../src/testing/arbitrary/contents.js"

interface Defect {
  /** SQL that shows it, what it gives, and what it should. */
  readonly sql: ReadonlyArray<string>
  readonly gives: ReadonlyArray<unknown>
  readonly means: ReadonlyArray<unknown>
  /** May a SELECT meet it? */
  readonly met: (select: Select) => boolean
}

interface Select {
  readonly from: object
  readonly joins: ReadonlyArray<{ readonly source: object }>
  readonly where: ReadonlyArray<object>
}

const has = (tree: object, ...words: ReadonlyArray<string>): boolean => {
  const contents = contentsOf(tree)
  return words.some((word) => contents.has(word))
}

export const defects: Readonly<Record<string, Defect>> = {
  "a condition with a subquery is not asked of all rows of UNION ALL, of which a later operand has a right join": {
    sql: [
      "create temp table d as select 1 as x",
      "select 1 as k from (select 1 as k from d union all select 2 from d as f right join d as t on 1) where (select 0)",
    ],
    gives: [{ k: 1 }],
    means: [],
    met: ({ from, joins, where }) =>
      // A list of rows is printed as a subquery.
      has(where, "Scalar", "Exists", "InQuery", "QuantifiedQuery", "Tuple") &&
      [from, ...joins.map((join) => join.source)].some((source) => has(source, "unionAll") && has(source, "rightJoin", "fullJoin")),
  },
}

const selectsIn = (u: unknown, seen: Set<object>): ReadonlyArray<Select> => {
  if (typeof u !== "object" || u === null || seen.has(u)) {
    return []
  }
  seen.add(u)
  const inside = Object.values(u).flatMap((x) => selectsIn(x, seen))
  return "_tag" in u && u._tag === "Select" ? [u as unknown as Select, ...inside] : inside
}

/** Does a query meet one of them somewhere? */
export const meetsDefect = (query: object): boolean => selectsIn(query, new Set()).some((select) => Object.values(defects).some(({ met }) => met(select)))
