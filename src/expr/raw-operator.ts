import type { AbsentOf, AnyExpr, Expr, NeedsOf, NullOf } from "../core/expr.js"
import { type ExprNode, rawNode } from "../core/expr-node.js"
import { dual, operand } from "./arguments.js"
import type { RawType } from "./raw.js"

/** How an operator of the database binds. */
export interface OperatorOptions {
  /**
   * `"comparison"`, the default: no tighter than `=`, so beside other comparisons it stands in parentheses. `"other"`:
   * tighter than `=`, but not than `+`.
   */
  readonly precedence?: "comparison" | "other"
}

/** An operator between two operands, NULL where one of them is. */
export interface RawOperator<O> {
  <A, R, N, const B extends A | AnyExpr | null>(
    a: Expr<A, R, N>,
    b: B,
  ): Expr<O | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
  <const B>(b: B): <A, R, N>(a: Expr<A, R, N>) => Expr<O | NullOf<A, B>, R | NeedsOf<B>, N | AbsentOf<B>>
}

/**
 * An operator of the database that this library does not know, as a function of two operands. Its text is a template
 * string and never a value of the program. Operands, and it among others, get the parentheses that they need. A value is a
 * parameter of the type of the first operand.
 *
 * The SQL: `a @> b`.
 *
 * @example
 * ```ts
 * import { and, boolean, eq, from, inet, integer, rawOperator, table, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const within = rawOperator(boolean)`<<=`
 * const Visit = table("visit", { id: integer, address: inet })
 * toSql(dialect)(pipe(from(Visit), where(and(within(Visit.address, "10.0.0.0/8"), eq(Visit.id, 1)))))
 * // => `select "visit"."id", "visit"."address" from "visit" where "visit"."address" <<= '10.0.0.0/8'::inet and "visit"."id" = 1`
 * ```
 *
 * @since 0.1.0
 */
export const rawOperator =
  <O>(type: RawType<O>, { precedence = "comparison" }: OperatorOptions = {}) =>
  (operator: TemplateStringsArray): RawOperator<O> =>
    dual((a: ExprNode, b: unknown) =>
      rawNode(
        type.spec.type,
        [
          { _tag: "Expr", expr: a },
          { _tag: "Text", sql: ` ${operator.join("").trim()} ` },
          { _tag: "Expr", expr: operand(a.type, b, a) },
        ],
        type.spec.nullable || type.spec.option,
        precedence,
      ),
    )
