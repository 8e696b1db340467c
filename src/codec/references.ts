import type { ReferentialAction } from "../core/column-spec.js"
import { exprNode } from "../core/erase.js"
import type { Column } from "../core/expr.js"
import type { ColumnNode } from "../core/expr-node.js"
import type { ColumnDef, InsertMode } from "../core/sql-type.js"
import { ownerOf } from "../core/table.js"
import { amend } from "./amend.js"
import type { Present } from "./nullable.js"

/** What a reference does when the row it refers to is deleted or its key changes, and its name. */
export interface ReferenceOptions {
  readonly onDelete?: ReferentialAction
  readonly onUpdate?: ReferentialAction
  readonly name?: string
}

/** Nothing, if a column of `A` may refer to one of `B`; else what is wrong. */
export type ReferenceFits<A, B> = [Present<A>] extends [Present<B>]
  ? unknown
  : { readonly "the column refers to one of another type": [column: A, target: B] }

/**
 * The column refers to a column of another table. The target is given by a function, so that tables may refer to each
 * other; where they do so in a circle, its type must be written: `(): AnyColumn => Cake.id`.
 *
 * The SQL: `references "cake" ("id") on delete cascade`, on PostgreSQL, MySQL and SQLite.
 *
 * @example
 * ```ts
 * import { integer, primaryKey, references, table } from "fulmar"
 *
 * const Cake = table("cake", { id: integer.pipe(primaryKey) })
 * const cakeId = integer.pipe(references(() => Cake.id, { onDelete: "cascade" }))
 * cakeId.spec.references?.target() // => { table: "cake", schema: null, column: "id" }
 * ```
 *
 * @since 0.1.0
 */
export const references =
  <B>(target: () => Column<B, unknown, unknown, unknown>, options: ReferenceOptions = {}) =>
  <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
    self: ColumnDef<A, I, U, Pk> & ReferenceFits<A, B>,
  ): ColumnDef<A, I, U, Pk> =>
    amend(self, {
      references: Object.freeze({
        target: () => {
          const column = exprNode(target()) as ColumnNode
          const { name, schema } = ownerOf(column) ?? { name: column.table, schema: null }
          return { table: name, schema, column: column.name }
        },
        onDelete: options.onDelete ?? null,
        onUpdate: options.onUpdate ?? null,
        name: options.name ?? null,
      }),
    })
