import { callNode } from "../core/expr-node.js"
import type { Expr } from "../core/expr.js"
import { uuid } from "../codec/uuid.js"
import { doubleSpec } from "./arguments.js"

/**
 * A number from 0 to below 1, another one in each row, and wherever it stands. What comes is no secret: for tokens use
 * {@link newUuid}.
 *
 * The SQL: `random()`, in MySQL `rand()`.
 *
 * @example
 * ```ts
 * import { from, integer, limit, orderBy, random, table, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { pipe } from "effect"
 *
 * const Cake = table("cake", { id: integer })
 * toSql(dialect)(pipe(from(Cake), orderBy(random()), limit(1)))
 * // => `select "cake"."id" from "cake" order by random() limit 1`
 * ```
 *
 * @since 0.1.0
 */
export const random = (): Expr<number, never, never> => callNode(doubleSpec, "random", [], "never") as never

/**
 * A new random UUID (version 4), another one in each row. It may be the default of a column. MariaDB has what it needs
 * from 10.10 on.
 *
 * The SQL: `gen_random_uuid()`, in MySQL made of `random_bytes`.
 *
 * @example
 * ```ts
 * import { createTable, defaultTo, newUuid, primaryKey, table, toSql, uuid } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 *
 * const Cake = table("cake", { id: uuid.pipe(primaryKey, defaultTo(newUuid())) })
 * toSql(dialect)(createTable(Cake))
 * // => `create table "cake" ("id" uuid not null default (gen_random_uuid()), primary key ("id"))`
 * ```
 *
 * @since 0.1.0
 */
export const newUuid = (): Expr<string, never, never> => callNode(uuid.spec.type, "newUuid", [], "never") as never
