import type { ColumnSpec, ReferentialAction } from "./column-spec.js"
import type { ExprNode, ValueNode } from "./expr-node.js"
import type { SourceNode } from "./query-node.js"

/** A column of a table: its key in the program, its name in the database, and its specification. */
export interface TableColumn {
  readonly key: string
  readonly name: string
  readonly spec: ColumnSpec
}

/** A constraint or index over several columns, given in the third argument of `table`. */
export type TableConstraint =
  | { readonly _tag: "PrimaryKey"; readonly columns: ReadonlyArray<string>; readonly name: string | null }
  | { readonly _tag: "Unique"; readonly columns: ReadonlyArray<string>; readonly name: string | null }
  | {
      readonly _tag: "Index"
      readonly columns: ReadonlyArray<string>
      readonly name: string | null
      readonly unique: boolean
      readonly where: ExprNode | null
      readonly using: string | null
    }
  | {
      readonly _tag: "ForeignKey"
      readonly columns: ReadonlyArray<string>
      readonly target: () => { readonly table: string; readonly schema: string | null; readonly columns: ReadonlyArray<string> }
      readonly onDelete: ReferentialAction | null
      readonly onUpdate: ReferentialAction | null
      readonly name: string | null
    }
  | { readonly _tag: "Check"; readonly condition: ExprNode; readonly name: string | null }

/** Which indexes the database may or may not use for the rows of a table. */
export interface IndexHint {
  readonly kind: "use" | "force" | "ignore"
  readonly indexes: ReadonlyArray<string>
}

/** Which part of the rows of a table are read, picked at random: row by row, or block by block. */
export interface TableSample {
  readonly method: "bernoulli" | "system"
  readonly percent: ValueNode
  /** What makes the database pick the same rows again; `null`: others each time. */
  readonly seed: ValueNode | null
}

/** All that is known of a table, apart from its columns as expressions. Lives under a symbol of the table value. */
export interface TableData {
  /** The name by which columns refer to it: its alias, or its name. */
  readonly ref: string
  /** Its name in the database; for a derived table the same as `ref`. */
  readonly name: string
  readonly schema: string | null
  readonly columns: ReadonlyArray<TableColumn>
  readonly constraints: () => ReadonlyArray<TableConstraint>
  readonly comment: string | null
  readonly hints: ReadonlyArray<IndexHint>
  readonly sample: TableSample | null
  /** How it is printed in FROM. A thunk, since the source holds this data. */
  readonly source: () => SourceNode
}
