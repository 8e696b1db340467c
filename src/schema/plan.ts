import type { Dialect } from "../core/dialect.js"
import type { Change } from "../core/schema/change.js"
import type { DatabaseSchema } from "../core/schema/database-schema.js"
import type { Plan, Step } from "../core/schema/plan.js"
import { schemaOf } from "./diff.js"

/**
 * How the changes of a schema are made in a database: statements, and for each whom it keeps waiting and what it destroys.
 *
 * A change that the database cannot make is a `CompileError`, which is thrown.
 *
 * @example
 * ```ts
 * import { integer, nullable, table, text } from "fulmar"
 * import { describeTables, diff, plan } from "fulmar/schema"
 * import { dialect } from "fulmar/sqlite"
 *
 * const before = describeTables(dialect)([table("cake", { id: integer })])
 * const after = describeTables(dialect)([table("cake", { id: integer, note: text.pipe(nullable) })])
 * plan(dialect)(before, diff(dialect)(before, after)).steps.map((step) => step.sql)
 * // => [`alter table "cake" add column "note" text`]
 * ```
 *
 * @since 0.1.0
 */
export const plan =
  (dialect: Dialect) =>
  (from: DatabaseSchema, changes: ReadonlyArray<Change>): Plan =>
    schemaOf(dialect).plan(changes, from)

const remark = ({ destructive, locks, rewrites, table }: Step): string => {
  const of = table === null ? "" : ` of ${table}`
  const remarks = [
    ...(destructive ? ["DESTROYS DATA"] : []),
    ...(rewrites ? ["writes all rows anew"] : []),
    ...(locks === "nobody" ? [] : [locks === "writers" ? `writers${of} wait` : `readers and writers${of} wait`]),
  ]
  return remarks.length === 0 ? "" : `-- ${remarks.join("; ")}\n`
}

/**
 * A plan as SQL to read, or to run by hand: with remarks on what each statement does to others.
 *
 * @since 0.1.0
 */
export const showPlan = (of: Plan): string => {
  const plain = (sql: string): string => `${sql};\n`
  let last = ""
  const steps = of.steps.map((step) => {
    const said = remark(step)
    const shown = said === last ? plain(step.sql) : said + plain(step.sql)
    last = said
    return shown
  })
  return [
    ...of.before.map(plain),
    ...(of.transactional && of.steps.length > 0 ? [plain("begin")] : []),
    ...steps,
    ...(of.check === null ? [] : [`-- must give no rows\n${plain(of.check)}`]),
    ...(of.transactional && of.steps.length > 0 ? [plain("commit")] : []),
    ...of.after.map(plain),
  ].join("")
}
