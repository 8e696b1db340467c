import type { CommandNode } from "../../core/command-node.js"
import type { ColumnNode, ExprNode } from "../../core/expr-node.js"
import type { CteNode, OrderNode, QueryNode, SelectionNode } from "../../core/query-node.js"
import type { AnyTable } from "../../core/table.js"
import type { TableData } from "../../core/table-data.js"
import type { WindowSpec } from "../../core/window-node.js"
import type { Code, Doc } from "./code.js"

/** How a query is shown. */
export interface ShowOptions {
  /** The tables as the program calls them; one that is not here gets a name made from its own. */
  readonly tables?: Readonly<Record<string, AnyTable>>
  /** Whether the imports and the definitions of the tables come first, so that it is a program by itself. Default: false. */
  readonly standalone?: boolean
}

/** Something that is shown as a constant, since it is used in several places or has to be one value. */
export interface Constant {
  /** What it is: a table, a window, grouping sets. */
  readonly of: object
  readonly name: string
}

/** A block of code: the constants at its head, and what it remembers of expressions. */
export interface Block {
  /** The recursive table whose step it is, and the name it has here. */
  readonly self: { readonly cte: CteNode; readonly name: string } | null
  readonly lines: Array<Doc>
  readonly constants: Array<Constant>
  readonly seen: Map<ExprNode, Code>
}

/** How the columns of a table of the name are shown. */
export interface StandIn {
  readonly table: string
  readonly column: (c: ColumnNode) => Doc
}

/** What shows each kind of node, and what is known where it stands. */
export interface Shower {
  readonly options: ShowOptions
  readonly taken: Set<string>
  readonly blocks: Array<Block>
  /** The definitions of tables, before everything else. */
  readonly definitions: Array<Doc>
  /** Whether tables are defined; else they are only named. */
  readonly defines: boolean
  /** Tables that are shown by themselves, to which others may refer. */
  readonly listed: ReadonlyArray<TableData>
  readonly defined: Array<Constant>
  /** The tables that are in scope, innermost last, for columns that do not know theirs. */
  readonly scope: Array<TableData>
  /** What stands for a table that is none, innermost last: the row of `orderRowsBy`, the new row of an upsert. */
  readonly standIns: Array<StandIn>
  /** The grouping sets that are in scope, innermost last, and the names of their keys. */
  readonly sets: Array<{ readonly name: string; readonly keys: ReadonlyArray<readonly [key: string, e: ExprNode]> }>
  readonly expr: (e: ExprNode) => Code
  readonly query: (q: QueryNode) => Doc
  readonly command: (c: CommandNode) => Doc
  readonly selection: (s: SelectionNode) => Doc
  readonly order: (o: OrderNode) => Code
  readonly window: (w: WindowSpec) => Code
  /** The value of a table. */
  readonly table: (t: TableData) => Doc
  /** The value of a table as a source of rows: with its index hints. */
  readonly source: (t: TableData) => Doc
}
