import type { Either } from "fp-ts/lib/Either.js"
import { compileStatement, printNode, type Uncompiled } from "./compile.js"
import type { Compiled } from "./compiled.js"
import type { StatementNode } from "./ddl-node.js"
import type { Dialect } from "./dialect.js"
import type { AnyQuery } from "./query-types.js"

export type { Uncompiled } from "./compile.js"

/**
 * Prints a statement for a dialect: its SQL with placeholders, its parameters, and how its rows are decoded. Pure; the
 * same tree gives the same result, which is remembered.
 *
 * Left: a `CompileError` says which part the dialect cannot print and what to use instead; a `ValidationError` which
 * values do not fit their columns.
 *
 * @example
 * ```ts
 * import { compile, eq, from, integer, table, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import * as Either from "fp-ts/lib/Either.js"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * const compiled = compile(dialect)(pipe(from(Cake), where(eq(Cake.id, 7))))
 * pipe(compiled, Either.map((c) => c.sql), Either.getOrElse((e) => e.message))
 * // => `select "cake"."id" from "cake" where "cake"."id" = ?`
 * ```
 *
 * @since 0.1.0
 */
export const compile =
  (dialect: Dialect) =>
  (statement: AnyQuery): Either<Uncompiled, Compiled> =>
    compileStatement(dialect, statement as unknown as StatementNode)

/**
 * The SQL of a statement for people: with its values written out, for logs and tests. What cannot be compiled is a comment
 * that says why. Run the statement, not this text.
 *
 * @example
 * ```ts
 * import { eq, from, table, text, toSql, where } from "fulmar"
 * import { dialect } from "fulmar/sqlite"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { name: text })
 * toSql(dialect)(pipe(from(Cake), where(eq(Cake.name, "it's"))))
 * // => `select "cake"."name" from "cake" where "cake"."name" = 'it''s'`
 * ```
 *
 * @since 0.1.0
 */
export const toSql =
  (dialect: Dialect) =>
  (statement: AnyQuery): string => {
    const printed = printNode(dialect, statement as unknown as StatementNode)
    return printed._tag === "Right" ? printed.right : `-- ${printed.left.message.replaceAll("\n", "\n-- ")}`
  }
