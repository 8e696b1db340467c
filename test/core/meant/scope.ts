import type { ExprNode } from "../../../src/core/expr-node.js"
import type { CteNode } from "../../../src/core/query-node.js"
import { sameExpr } from "../../../src/core/same-expr.js"
import { children } from "../../../src/core/traverse.js"
import type { Made, Tree } from "./tree.js"

/** A common table expression of the statement, with its tree. */
export interface UsedCte {
  readonly cte: CteNode
  readonly tree: Tree
}

/** What is known while one statement is translated. */
export interface Scope {
  /** Whether values are sent, or written out in the text for people. */
  readonly sent: boolean
  /** The table whose columns stand without its name. */
  readonly bare: string | null
  /** What rows are grouped by or told apart by, as far as it holds queries: these are written alike everywhere. */
  readonly keys: ReadonlyArray<ExprNode>
  /** What is common to the whole statement. */
  readonly statement: {
    names: number
    /** Each after those it uses. */
    readonly ctes: Array<UsedCte>
    readonly open: Array<CteNode>
    /** What is compared less than exactly, and why. */
    readonly loose: Set<string>
    readonly trees: Map<ExprNode, Tree>
  }
}

export const emptyScope = (sent: boolean): Scope => ({
  sent,
  bare: null,
  keys: [],
  statement: { names: 0, ctes: [], open: [], loose: new Set(), trees: new Map() },
})

/** A name that the printer may choose. */
export const freshName = (s: Scope): Made => ({ made: ++s.statement.names })

const MADE = "\0made "

/** The name as one of a table in the tree of the library. */
export const spelled = ({ made }: Made): string => `${MADE}${made}`

/** The name of a table as it stands in the parse tree. */
export const nameOf = (ref: string): string | Made => (ref.startsWith(MADE) ? { made: Number(ref.slice(MADE.length)) } : ref)

/** Inside a query columns are qualified. */
export const inside = (s: Scope): Scope => (s.bare === null ? s : { ...s, bare: null })

const querying = new Set<ExprNode["_tag"]>(["Exists", "Scalar", "Nested", "InQuery", "QuantifiedQuery"])

const queriesIn = (e: ExprNode): ReadonlyArray<ExprNode> => (querying.has(e._tag) ? [e] : children(e).flatMap(queriesIn))

/** The scope in which these are keys. */
export const keyed = (s: Scope, keys: ReadonlyArray<ExprNode>): Scope => ({ ...s, keys: [...s.keys, ...keys.flatMap(queriesIn)] })

/** The tree of the query in an expression: the same one where the expression is a key. */
export const once = (s: Scope, e: ExprNode, make: () => Tree): Tree => {
  const key = s.keys.find((x) => sameExpr(x, e))
  const made = (key === undefined ? undefined : s.statement.trees.get(key)) ?? make()
  if (key !== undefined) s.statement.trees.set(key, made)
  return made
}
