import * as fc from "fast-check"
import type { Dialect } from "../../core/dialect.js"
import type { AnyTable } from "../../core/table.js"
import { show } from "../show/index.js"
import { built } from "./schema/build.js"
import { tablePlans } from "./schema/plan.js"
import { typesFor } from "./schema/type.js"

/** How tables are drawn. */
export interface TablesOptions {
  /** The most tables. Default: 3. */
  readonly maxTables?: number
  /** The most columns of a table, beside those that refer to others, count up or are computed. Default: 5. */
  readonly maxColumns?: number
  /** The database that they are for. Default: none, which gives what every database can make. */
  readonly dialect?: Dialect
  /** The capabilities that may be used. Default: those of the dialect. */
  readonly needs?: Iterable<string>
}

/**
 * Random schemas: tables with columns of every type, that may be NULL, have defaults, are computed or count up; with
 * primary keys of one column or several, unique constraints, indexes and checks; and with foreign keys to each other and to
 * themselves. Their names need quotes, or are reserved, or longer than databases take. A smaller one has less of all that,
 * and simpler names and types.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check"
 * import { createStatements, toSql } from "fulmar"
 * import { dialect } from "fulmar/postgres"
 * import { arbitraryTables } from "fulmar/testing/arbitrary"
 *
 * const sql = (tables: Parameters<ReturnType<typeof createStatements>>[0]) => createStatements(dialect)(tables).map(toSql(dialect))
 * fc.assert(fc.property(arbitraryTables({ dialect, maxTables: 2 }), (tables) => sql(tables).length >= tables.length))
 * ```
 *
 * @since 0.1.0
 */
export const arbitraryTables = (options: TablesOptions = {}): fc.Arbitrary<ReadonlyArray<AnyTable>> => {
  const { dialect = null, maxColumns = 5, maxTables = 3, needs = dialect?.capabilities ?? [] } = options
  return tablePlans(typesFor(new Set(needs)), { maxColumns, maxTables }).map((plans) => {
    const tables = built(plans, dialect)
    return Object.defineProperty(tables, fc.toStringMethod, { enumerable: false, value: () => show(tables) })
  })
}
