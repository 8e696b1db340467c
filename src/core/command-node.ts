import type { ExprNode } from "./expr-node.js"
import type { JoinNode, OrderNode, QueryNode, SelectionNode, SourceNode } from "./query-node.js"
import type { TableData } from "./table-data.js"

/** Something that changes rows. */
export type CommandNode = InsertNode | UpdateNode | DeleteNode | MergeNode

/** Does it change rows, where it could also be a query? */
export const isCommand = <N extends object>(node: N): node is Extract<N, CommandNode> => "returning" in node

/** A query or command, and commands that run with it, whose rows nobody reads. */
export interface WithNode {
  readonly _tag: "With"
  readonly commands: ReadonlyArray<CommandNode>
  readonly body: QueryNode | CommandNode
  readonly pipe: unknown
}

/** What an insert writes: rows of values or expressions by column key, or the rows of a query. */
export type InsertSource =
  | { readonly _tag: "Rows"; readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>> }
  | { readonly _tag: "Query"; readonly columns: ReadonlyArray<string>; readonly query: QueryNode }

/** What becomes of a row that cannot be inserted: it fails the insert, is left out, or takes the place of those there. */
export type InsertVerb = "insert" | "insert ignore" | "replace"

export interface ConflictNode {
  /** Which clause is meant: of one unique constraint, or of whichever is broken. */
  readonly clause: "on conflict" | "on duplicate key"
  /** Keys of the columns of the unique constraint; empty: any. */
  readonly target: ReadonlyArray<string>
  readonly targetWhere: ExprNode | null
  /** What to set in the row that is there already; `null`: leave it. */
  readonly set: ReadonlyArray<readonly [key: string, value: unknown]> | null
  readonly where: ReadonlyArray<ExprNode>
}

export interface InsertNode {
  readonly _tag: "Insert"
  readonly verb: InsertVerb
  readonly table: TableData
  readonly source: InsertSource
  /** Whose values columns get that count up by themselves, if some are given. */
  readonly overriding: "system" | "user" | null
  readonly conflict: ConflictNode | null
  readonly returning: SelectionNode | null
  readonly pipe: unknown
}

export interface UpdateNode {
  readonly _tag: "Update"
  readonly table: TableData
  readonly set: ReadonlyArray<readonly [key: string, value: unknown]>
  readonly joins: ReadonlyArray<JoinNode>
  readonly where: ReadonlyArray<ExprNode>
  readonly orderBy: ReadonlyArray<OrderNode>
  readonly limit: ExprNode | null
  /** Whether `where` or `allRows` was said. */
  readonly bounded: boolean
  readonly returning: SelectionNode | null
  readonly pipe: unknown
}

export interface DeleteNode {
  readonly _tag: "Delete"
  readonly table: TableData
  readonly joins: ReadonlyArray<JoinNode>
  readonly where: ReadonlyArray<ExprNode>
  readonly orderBy: ReadonlyArray<OrderNode>
  readonly limit: ExprNode | null
  readonly bounded: boolean
  readonly returning: SelectionNode | null
  readonly pipe: unknown
}

export interface MergeNode {
  readonly _tag: "Merge"
  readonly table: TableData
  readonly source: SourceNode
  readonly on: ExprNode
  /** In the order in which they are tried. */
  readonly when: ReadonlyArray<WhenNode>
  readonly returning: SelectionNode | null
  readonly pipe: unknown
}

export interface WhenNode {
  readonly match: "matched" | "not matched" | "not matched by source"
  readonly condition: ExprNode | null
  readonly action: MergeActionNode
}

export type MergeActionNode =
  | { readonly _tag: "ThenUpdate"; readonly set: ReadonlyArray<readonly [key: string, value: unknown]> }
  | { readonly _tag: "ThenInsert"; readonly row: Readonly<Record<string, unknown>> }
  | { readonly _tag: "ThenDelete" }
  | { readonly _tag: "ThenDoNothing" }
