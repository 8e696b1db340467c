import type { CteNode } from "../../../src/core/query-node.js"
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
  /** What is common to the whole statement. */
  readonly statement: {
    names: number
    /** Each after those it uses. */
    readonly ctes: Array<UsedCte>
    readonly open: Array<CteNode>
    /** What is compared less than exactly, and why. */
    readonly loose: Set<string>
  }
}

export const emptyScope = (sent: boolean): Scope => ({
  sent,
  bare: null,
  statement: { names: 0, ctes: [], open: [], loose: new Set() },
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
