import { Effect } from "effect"
import type { Change } from "../core/schema/change.js"
import type { DatabaseSchema } from "../core/schema/database-schema.js"
import type { IntrospectOptions } from "../core/schema/schema-dialect.js"
import { type AnyTable, tableData } from "../core/table.js"
import { Database } from "../driver/database.js"
import type { SqlError } from "../driver/sql-error.js"
import { describeTables, type DescribeOptions } from "./describe.js"
import { diff, type DiffOptions } from "./diff.js"
import { introspect } from "./introspect.js"
import { settle } from "./settle.js"

/** What is compared, and how. */
export interface CompareOptions extends IntrospectOptions, DiffOptions, DescribeOptions {}

/**
 * What there is, what there should be, and what makes the one of the other.
 *
 * @since 0.1.0
 */
export interface Comparison {
  readonly from: DatabaseSchema
  readonly to: DatabaseSchema
  readonly changes: ReadonlyArray<Change>
}

/** Views are not made of tables in the program: those of the database are left alone. */
const withViews = (to: DatabaseSchema, from: DatabaseSchema): DatabaseSchema => ({ ...to, views: from.views })

/** The schemas of the database that the tables are in. */
const schemasOf = (tables: ReadonlyArray<AnyTable>): ReadonlyArray<string | null> => {
  const named = new Set(tables.map((t) => tableData(t).schema))
  return named.size === 0 ? [null] : [...named]
}

/**
 * Compares the live database with the tables of the program. Views stay out of it.
 *
 * Fails with a `SqlError`; dies of a `CompileError` when the database cannot have the tables.
 *
 * @since 0.1.0
 */
export const compare = (
  tables: ReadonlyArray<AnyTable>,
  options: CompareOptions = {},
): Effect.Effect<Comparison, SqlError, Database> =>
  Effect.flatMap(Database, ({ dialect }) =>
    Effect.gen(function* () {
      const described = describeTables(dialect)(tables, options)
      const from = yield* introspect({ ...options, schemas: options.schemas ?? schemasOf(tables) })
      const to = withViews(yield* settle(described), from)
      return { from, to, changes: diff(dialect)(from, to, options) }
    }),
  )
