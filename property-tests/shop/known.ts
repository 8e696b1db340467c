/** What a database refuses or gets wrong though the query means something, and why that is not mended. */
import { emptyRange } from "fulmar"
import { type ExprNode, isExprNode } from "../../src/core/expr-node.js"
import type { CteSource, DerivedSource, QueryNode, SelectNode } from "../../src/core/query-node.js"
import { children, leafExprs, outputSelection } from "../../src/core/traverse.js"
import { meetsDefect } from "../defects.js"
import type { Kind } from "../documented.js"

interface Node {
  readonly _tag?: string
}

/** Is there such a node anywhere in the tree? */
const some = (tree: unknown, is: (node: Node) => boolean, seen = new Set<unknown>()): boolean => {
  if (typeof tree !== "object" || tree === null || seen.has(tree)) {
    return false
  }
  seen.add(tree)
  if (Array.isArray(tree)) {
    return tree.some((x) => some(x, is, seen))
  }
  return (
    Object.getPrototypeOf(tree) === Object.prototype &&
    (is(tree as Node) || Object.entries(tree).some(([key, x]) => key !== "type" && key !== "pipe" && key !== "spec" && some(x, is, seen)))
  )
}

const constants = new Set(["Value", "Literal"])

/** Is it the same for all rows? */
const isConstant = (e: ExprNode): boolean =>
  constants.has(e._tag) || (children(e).length > 0 && e._tag !== "InQuery" && e._tag !== "QuantifiedQuery" && e._tag !== "Aggregate" && e._tag !== "Window" && children(e).every(isConstant))

const computesConstant = (node: Node): boolean => isExprNode(node) && !constants.has(node._tag) && isConstant(node)

interface Refusal {
  readonly kinds: ReadonlyArray<Kind>
  readonly says: RegExp
  readonly because: string
  /** Where else it is no excuse. */
  readonly where?: (node: Node) => boolean
}

const refusals: ReadonlyArray<Refusal> = [
  { kinds: ["postgres"], says: /^FULL JOIN is only supported with/, because: "it joins so by equality only" },
  { kinds: ["postgres"], says: /out of range$/, because: "docs/databases.md: constants are computed though no row needs them", where: computesConstant },
  { kinds: ["mysql"], says: /^Unknown column .* in '(having clause|IN\/ALL\/ANY subquery)'/, because: "docs/mysql.md: a constant column of a derived table" },
  { kinds: ["mariadb"], says: /of the query around it, which MariaDB does not allow/, because: "docs/databases.md: a derived table that uses the query around it" },
  { kinds: ["mysql"], says: /^Outer reference .* in window's ORDER BY or PARTITION BY clause not allowed/, because: "its window functions read no query around them" },
  {
    kinds: ["mysql", "mariadb"],
    says: /RANGE N PRECEDING\/FOLLOWING frame requires exactly one deterministic ORDER BY|^Numeric datatype is required for RANGE-type frame/,
    because: "docs/mysql.md: a frame by range over rows that are sorted by a constant",
    where: (node) => node._tag === "Window",
  },
]

/** Is that what the database is known to refuse? */
export const isKnown = (kind: Kind, message: string, query: object): boolean =>
  refusals.some(({ kinds, says, where }) => kinds.includes(kind) && says.test(message) && (where === undefined || some(query, where)))

const isQuery = (node: Node): node is QueryNode => ["Select", "Set", "RawQuery"].includes(node._tag ?? "")

const leavesOf = (s: DerivedSource | CteSource): ReadonlyArray<ExprNode> => {
  const query = s._tag === "DerivedSource" ? s.query : s.cte.query
  return isQuery(query) ? leafExprs(outputSelection(query)) : []
}

const isSource = (node: Node): node is DerivedSource | CteSource => node._tag === "DerivedSource" || node._tag === "CteSource"

const isSelect = (node: Node): node is SelectNode => node._tag === "Select"

const isEmptyRange = (e: ExprNode): boolean => e._tag === "Value" && e.value === emptyRange

/** What a database gets wrong. */
const faults: Readonly<Partial<Record<Kind, (query: object) => boolean>>> = {
  sqlite: meetsDefect,
  // docs/postgres.md: `select 'empty'::daterange @> born from cake` is false where that is NULL.
  postgres: (query) => some(query, (node) => isExprNode(node) && node._tag === "Call" && node.name === "rangeContains" && node.args.some(isEmptyRange)),
  // docs/mysql.md: `select distinct 1 from cake limit 9 offset 1` gives a row.
  mariadb: (query) => some(query, (node) => isSelect(node) && node.distinct && node.offset !== null && leafExprs(node.selection).every(isConstant)),
  // docs/mysql.md: `… left join (select cast(5 as signed) as c, id from cake) as t on false where t.c is null` gives none.
  mysql: (query) =>
    some(query, (node) => isSelect(node) && node.joins.some(({ kind }) => kind === "left" || kind === "right")) &&
    some(query, (node) => isSource(node) && leavesOf(node).some(isConstant)),
}

/** May the rows be others than are meant? */
export const isFault = (kind: Kind, query: object): boolean => faults[kind]?.(query) === true

/** What servers write otherwise: decimals of more digits than 20, and the spaces in a JSON document that is read as text. */
const written: ReadonlyArray<string> = ["div", "avg", "jsonText"]

/** May servers give other digits or spaces than are meant, in a query with this in it? */
export const isWrittenOtherwise = (kind: Kind, words: ReadonlyMap<string, number>): boolean => kind !== "sqlite" && written.some((word) => words.has(word))
