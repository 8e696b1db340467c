import type { ExprNode } from "./expr-node.js"
import type { TableConstraint, TableData } from "./table-data.js"
import type { CommandNode } from "./command-node.js"
import type { QueryNode } from "./query-node.js"

/** Something that changes the schema. */
export type DdlNode = CreateTableNode | DropTableNode | CreateIndexNode | DropIndexNode | AddForeignKeyNode

export interface CreateTableNode {
  readonly _tag: "CreateTable"
  readonly table: TableData
  readonly ifNotExists: boolean
  /** Foreign keys left out, since the table they refer to comes later; added by {@link AddForeignKeyNode}. */
  readonly without: ReadonlyArray<ForeignKey>
  readonly pipe: unknown
}
export interface DropTableNode {
  readonly _tag: "DropTable"
  readonly table: TableData
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
export type ForeignKey = Extract<TableConstraint, { readonly _tag: "ForeignKey" }>

/** Anything that can be compiled and run. */
export type StatementNode = QueryNode | CommandNode | DdlNode
