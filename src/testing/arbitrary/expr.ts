import type * as fc from "fast-check"
import type { Expr, Reads } from "../../core/expr.js"
import { exprPipe, type ExprNode, isExprNode } from "../../core/expr-node.js"
import type { SqlType } from "../../core/sql-type.js"
import { type AnyTable, type NameOf, tableData } from "../../core/table.js"
import { drawExpr } from "./draw/expr.js"
import { columnsOfTable } from "./draw/source.js"
import { kindOf } from "./kind.js"
import type { TreeOptions } from "./options.js"
import { shrinkExpr } from "./shrink/expr.js"
import { isLegalExpr, refsOfTables } from "./shrink/legal.js"
import { shrinkQuery } from "./shrink/query.js"
import { weightOf } from "./shrink/weight.js"
import { treesOf, type TreeSort } from "./tree.js"

const sortOf = (type: SqlType<unknown>, tables: ReadonlyArray<AnyTable>): TreeSort<ExprNode> => ({
  draw: (world, fuel) => {
    tables.forEach((t) => world.names.add(tableData(t).ref))
    return drawExpr(world, { leaves: tables.flatMap(columnsOfTable), outer: null, total: null, windows: false }, kindOf(type.spec.type), fuel)
  },
  shrink: function* (e, from) {
    const weight = weightOf(e)
    const refs = refsOfTables(tables.map(tableData))
    for (const smaller of shrinkExpr(e, { ...from, columns: tables.flatMap(columnsOfTable), queries: shrinkQuery })) {
      if (weightOf(smaller) < weight && isLegalExpr(smaller, refs)) {
        yield smaller
      }
    }
  },
  is: (u): u is ExprNode => isExprNode(u) && u.pipe === exprPipe,
})

/** An expression of a type over some of the tables, which may be NULL. Of what the options allow it to need its type says nothing. */
export type AnyOf<A, T> = Expr<A | null, Reads<NameOf<T>, unknown>, NameOf<T>>

/**
 * Random expressions that give values of a type, or NULL, and read columns of the tables: for `where`, `select` and
 * wherever else an expression stands.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check"
 * import { boolean, compile, from, integer, table, text, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { arbitraryExpr } from "fulmar/testing/arbitrary"
 *
 * const Cake = table("cake", { id: integer, name: text })
 * fc.assert(
 *   fc.property(arbitraryExpr(boolean, Cake), (condition) => compile(dialect)(where(condition)(from(Cake)))._tag === "Right"),
 * )
 * ```
 *
 * @since 0.1.0
 */
export const arbitraryExpr: {
  <A, const T extends ReadonlyArray<AnyTable>>(type: SqlType<A>, ...tables: T): fc.Arbitrary<AnyOf<A, T[number]>>
  <A, const T extends ReadonlyArray<AnyTable>>(options: TreeOptions, type: SqlType<A>, ...tables: T): fc.Arbitrary<AnyOf<A, T[number]>>
} = (...given: ReadonlyArray<TreeOptions | SqlType<unknown> | AnyTable>): fc.Arbitrary<never> => {
  const [options, type, ...tables] = ("spec" in given[0]! ? [{}, ...given] : given) as [TreeOptions, SqlType<unknown>, ...ReadonlyArray<AnyTable>]
  return treesOf(sortOf(type, tables), options, tables) as unknown as fc.Arbitrary<never>
}
