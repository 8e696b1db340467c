import type { ExprNode } from "./expr-node.js"
import type { Sequence } from "./sequence.js"
import type { TypeSpec } from "./sql-type.js"
import type { TableConstraint, TableData } from "./table-data.js"
import type { CommandNode, WithNode } from "./command-node.js"
import type { QueryNode } from "./query-node.js"

/** Something that changes the schema. */
export type DdlNode =
  | CreateTableNode
  | DropTableNode
  | CreateIndexNode
  | DropIndexNode
  | AddForeignKeyNode
  | DropForeignKeyNode
  | CreateTypeNode
  | DropTypeNode
  | CommentNode
  | CreateSequenceNode
  | DropSequenceNode

export interface CreateTableNode {
  readonly _tag: "CreateTable"
  readonly table: TableData
  readonly ifNotExists: boolean
  /** Foreign keys left out, since the table they refer to comes later; added by {@link AddForeignKeyNode}. */
  readonly without: ReadonlyArray<ForeignKey>
  /** Indexes made with the table, where the database has that. */
  readonly indexes: ReadonlyArray<CreateIndexNode>
  readonly pipe: unknown
}
export interface DropTableNode {
  readonly _tag: "DropTable"
  readonly table: TableData
  /** Further tables, which refer to it and each other in a circle. */
  readonly others: ReadonlyArray<TableData>
  readonly ifExists: boolean
  readonly pipe: unknown
}
export interface CreateIndexNode {
  readonly _tag: "CreateIndex"
  readonly table: TableData
  readonly name: string
  /** Names in the database, or expressions. */
  readonly columns: ReadonlyArray<string | ExprNode>
  readonly unique: boolean
  readonly where: ExprNode | null
  /** The kind of the index: `gin`, `fulltext`. */
  readonly using: string | null
  readonly ifNotExists: boolean
  readonly pipe: unknown
}
export interface DropIndexNode {
  readonly _tag: "DropIndex"
  readonly table: TableData
  readonly name: string
  readonly ifExists: boolean
  readonly pipe: unknown
}
export interface AddForeignKeyNode {
  readonly _tag: "AddForeignKey"
  readonly table: TableData
  readonly foreignKey: ForeignKey
  readonly pipe: unknown
}
export interface DropForeignKeyNode {
  readonly _tag: "DropForeignKey"
  readonly table: TableData
  readonly name: string
  readonly ifExists: boolean
  readonly pipe: unknown
}
/** Makes an enumeration that is a type of the schema. */
export interface CreateTypeNode {
  readonly _tag: "CreateType"
  readonly type: TypeSpec
  readonly ifNotExists: boolean
  readonly pipe: unknown
}
export interface DropTypeNode {
  readonly _tag: "DropType"
  readonly type: TypeSpec
  readonly ifExists: boolean
  readonly pipe: unknown
}
/** The comment of a table, or of a column of it. */
export interface CommentNode {
  readonly _tag: "Comment"
  readonly table: TableData
  readonly column: string | null
  readonly text: string
  readonly pipe: unknown
}
export interface CreateSequenceNode {
  readonly _tag: "CreateSequence"
  readonly sequence: Sequence
  readonly ifNotExists: boolean
  readonly pipe: unknown
}
export interface DropSequenceNode {
  readonly _tag: "DropSequence"
  readonly sequence: Sequence
  readonly ifExists: boolean
  readonly pipe: unknown
}
export type ForeignKey = Extract<TableConstraint, { readonly _tag: "ForeignKey" }>

/** Anything that can be compiled and run. */
export type StatementNode = QueryNode | CommandNode | WithNode | DdlNode
