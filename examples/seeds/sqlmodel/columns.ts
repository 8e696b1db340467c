/** Columns that say more than their type, a table in a schema, and errors that are none of a value. */
import {
  all, autoIncrement, columnName, comment, dump, execute, from, hidden, insertRow, integer, jsonSchema, model, newRow, numeric, primaryKey, rawCommand, table,
  toSql, varchar,
} from "fulmar"
import * as Postgres from "fulmar/postgres"
import { BigDecimal, Effect } from "effect"
import { sample } from "../sample.js"

const Described = table("described_hero", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(255).pipe(columnName("hero_name"), comment("What people call them")),
  fee: numeric(10, 2),
  passwordHash: varchar(40),
})
const DescribedModel = model(Described).pipe(hidden("passwordHash"))

export const columnTypes = sample("Field: sa_type, sa_column", {
  tables: [Described],
  program: Effect.map(insertRow(newRow(Described, { name: "Spider-Man", fee: BigDecimal.fromStringUnsafe("9.5"), passwordHash: "x" })), (hero) => [
    BigDecimal.format(hero.fee),
    toSql(Postgres.dialect)(from(Described)),
  ]),
  gives: ["9.5", `select "described_hero"."id", "described_hero"."hero_name", "described_hero"."fee", "described_hero"."passwordHash" from "described_hero"`],
})

export const documented = sample("Field: title, description", {
  tables: [],
  program: Effect.sync(() => {
    const schema = jsonSchema(DescribedModel, { title: "Hero" }) as { readonly title?: string; readonly properties?: Readonly<Record<string, { readonly description?: string }>> }
    return [schema.title, schema.properties?.["name"]?.description]
  }),
  gives: ["Hero", "What people call them"],
})

export const excluded = sample("Field: exclude", {
  tables: [Described],
  program: Effect.sync((): object => dump(DescribedModel, { exclude: { fee: true } })({ id: 1, name: "Spider-Man", fee: BigDecimal.fromStringUnsafe("1"), passwordHash: "secret" })),
  gives: { id: 1, name: "Spider-Man" },
})

const Public = table("heroes", { id: integer.pipe(primaryKey) }, () => [], { schema: "public" })

export const schema = sample("__table_args__: schema", {
  tables: [],
  program: Effect.sync(() => toSql(Postgres.dialect)(from(Public))),
  gives: `select "heroes"."id" from "public"."heroes"`,
})

const reasonOf = <A, R>(effect: Effect.Effect<A, { readonly _tag: string; readonly reason?: { readonly _tag: string } }, R>) =>
  Effect.map(Effect.flip(effect), (error) => error.reason?._tag ?? error._tag)

export const databaseErrors = sample("OperationalError, ProgrammingError", {
  tables: [],
  program: Effect.all([
    reasonOf(all(from(Described)).pipe(Effect.provide(Postgres.layer({ url: "postgres://nobody@127.0.0.1:1/none", connectTimeout: "1 second" })))),
    reasonOf(execute(rawCommand`selec 1`)),
  ]),
  gives: ["ConnectionError", "SyntaxError"],
})
