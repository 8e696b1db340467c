import type Database from "better-sqlite3"
import { Effect } from "effect"
import * as Either from "fp-ts/lib/Either.js"
import { all, type AnyQuery, compile } from "fulmar"
import { dialect } from "fulmar/sqlite"
import type { Workload } from "../bench.js"
import * as ofDrizzle from "../compile/drizzle.js"
import * as ofEffectSql from "../compile/effect-sql.js"
import * as ofFulmar from "../compile/fulmar.js"
import * as ofKysely from "../compile/kysely.js"
import { type SqliteContenders, withSqlite } from "../connections/sqlite.js"
import { fillNorthwind, tiny } from "../northwind/data.js"
import type { Contender } from "../race.js"

const compileFulmar = (statement: AnyQuery) => {
  const compiled = compile(dialect)(statement)
  if (Either.isLeft(compiled)) throw compiled.left
  return compiled.right
}

/** Runs text as it is, which gives rows without the names that libraries give to their columns. */
const rowsOf = (database: Database.Database, sql: string, params: ReadonlyArray<unknown>): unknown =>
  database.prepare(sql).raw().all(...params)

/** The rows that an insert would have made. */
const insertedBy = (database: Database.Database, sql: string, params: ReadonlyArray<unknown>): unknown => {
  database.exec("begin")
  database.prepare(sql).run(...params)
  const rows = database.prepare(`select * from "order" where "id" > 1000000 order by "id"`).all()
  database.exec("rollback")
  return rows
}

interface Query {
  readonly fulmar: () => AnyQuery
  readonly kysely: () => { readonly compile: () => { readonly sql: string; readonly parameters: ReadonlyArray<unknown> } }
  readonly drizzle: () => { readonly toSQL: () => { readonly sql: string; readonly params: ReadonlyArray<unknown> } }
  readonly effectSql?: () => { readonly compile: () => readonly [sql: string, params: ReadonlyArray<unknown>] }
}

type Rows = (sql: string, params: ReadonlyArray<unknown>) => unknown

/** Each builds the query from nothing and compiles it. */
const fresh = (query: Query, rows: Rows): ReadonlyArray<Contender> => {
  const contender = (name: string, run: () => { readonly sql: string; readonly params: ReadonlyArray<unknown> }): Contender => ({
    name,
    run,
    rows: () => {
      const { sql, params } = run()
      return rows(sql, params)
    },
  })
  const { effectSql } = query
  return [
    contender("fulmar", () => compileFulmar(query.fulmar())),
    contender("Kysely", () => {
      const { sql, parameters } = query.kysely().compile()
      return { sql, params: parameters }
    }),
    contender("Drizzle", () => query.drizzle().toSQL()),
    ...(effectSql === undefined
      ? []
      : [
          contender("effect/sql", () => {
            const [sql, params] = effectSql().compile()
            return { sql, params }
          }),
        ]),
  ]
}

/** The query is built once, and only compiled again and again. */
const definedOnce = (query: Query, rows: Rows): ReadonlyArray<Contender> => {
  const [tree, builder, drizzle, template] = [query.fulmar(), query.kysely(), query.drizzle(), query.effectSql?.()]
  return fresh(
    {
      fulmar: () => tree,
      kysely: () => builder,
      drizzle: () => drizzle,
      ...(template === undefined ? {} : { effectSql: () => template }),
    },
    rows,
  )
}

const queries = ({ kysely, drizzle, effectSql }: SqliteContenders): Record<"point" | "threeTables" | "filter" | "insert", Query> => ({
  point: {
    fulmar: () => ofFulmar.point(7),
    kysely: () => ofKysely.point(kysely, 7),
    drizzle: () => ofDrizzle.point(drizzle, 7),
    effectSql: () => ofEffectSql.point(effectSql, 7),
  },
  threeTables: {
    fulmar: ofFulmar.threeTables,
    kysely: () => ofKysely.threeTables(kysely),
    drizzle: () => ofDrizzle.threeTables(drizzle),
    effectSql: () => ofEffectSql.threeTables(effectSql),
  },
  filter: {
    fulmar: ofFulmar.filter,
    kysely: () => ofKysely.filter(kysely),
    drizzle: () => ofDrizzle.filter(drizzle),
    effectSql: () => ofEffectSql.filter(effectSql),
  },
  insert: {
    fulmar: ofFulmar.insert,
    kysely: () => ofKysely.insert(kysely),
    drizzle: () => ofDrizzle.insert(drizzle),
    effectSql: () => ofEffectSql.insert(effectSql),
  },
})

export const compileWorkload: Workload = {
  name: "compile",
  title: "Building and compiling, no database",
  run: (bench) =>
    withSqlite("memory", fillNorthwind(tiny), async (db) => {
      const { point, threeTables, filter, insert } = queries(db)
      const rows: Rows = (sql, params) => rowsOf(db.bare, sql, params)
      await bench.race({ name: "by id", contenders: fresh(point, rows) })
      await bench.race({ name: "three tables", contenders: fresh(threeTables, rows) })
      await bench.race({ name: "three tables, defined once", contenders: definedOnce(threeTables, rows) })
      await bench.race({ name: "twenty conditions", contenders: fresh(filter, rows) })
      await bench.race({ name: "insert of 100 rows", contenders: fresh(insert, (sql, params) => insertedBy(db.bare, sql, params)) })
      await bench.race({
        name: "nested rows",
        contenders: [
          {
            name: "fulmar",
            run: () => compileFulmar(ofFulmar.nested()),
            rows: () => Effect.runSyncWith(db.fulmar)(all(ofFulmar.nested())),
          },
          {
            name: "Kysely",
            run: () => ofKysely.nested(db.kysely).compile(),
            rows: () => ofKysely.nested(db.kysely).execute(),
          },
          {
            name: "Drizzle",
            run: () => ofDrizzle.nested(db.drizzle).toSQL(),
            rows: () => ofDrizzle.nested(db.drizzle),
          },
        ],
      })
    }),
}
