import { Effect } from "effect"
import { ParseJSONResultsPlugin } from "kysely"
import * as ofPostgres from "kysely/helpers/postgres"
import * as ofSqlite from "kysely/helpers/sqlite"
import type { Bench, Workload } from "../bench.js"
import { withPostgres } from "../connections/postgres.js"
import { type SqliteContenders, withSqlite } from "../connections/sqlite.js"
import { drizzleAnswers } from "../northwind/answers-drizzle.js"
import { fulmarAnswers } from "../northwind/answers-fulmar.js"
import { answersByHand } from "../northwind/answers-by-hand.js"
import { type Helpers, kyselyAnswers } from "../northwind/answers-kysely.js"
import { fillNorthwind, micro, tiny } from "../northwind/data.js"
import * as postgresSchema from "../northwind/drizzle-postgres.js"
import * as sqliteSchema from "../northwind/drizzle-sqlite.js"
import { type Answers, questions } from "../northwind/questions.js"

const race = (bench: Bench, database: string, answers: Readonly<Record<string, Answers>>): Promise<void> =>
  bench.compare(
    `Northwind, ${database}`,
    questions.map((question) => ({
      name: question,
      contenders: Object.entries(answers).map(([name, each]) => ({ name, run: each[question] })),
    })),
  )

export const northwindWorkload: Workload = {
  name: "northwind",
  title: "The queries of drizzle-benchmarks",
  run: async (bench) => {
    const sizes = bench.smoke ? tiny : micro
    await withSqlite("file", fillNorthwind(sizes), ({ fulmar, kysely, drizzle, bare }) =>
      race(bench, "SQLite", {
        fulmar: fulmarAnswers(Effect.runSyncWith(fulmar)),
        "by hand": answersByHand((_name, text) => {
          const statement = bare.prepare(text.replace(/\$\d/g, "?"))
          return (...params) => statement.all(...params) as ReadonlyArray<Record<string, unknown>>
        }),
        Kysely: kyselyAnswers(kysely.withPlugin(new ParseJSONResultsPlugin()), ofSqlite),
        Drizzle: drizzleAnswers(drizzle, sqliteSchema, (query, name, args) => {
          const prepared = query.prepare(name)
          return () => (prepared.execute(args) as { readonly sync: () => unknown }).sync()
        }),
      }),
    )
    if (bench.servers.postgres === undefined) return
    await withPostgres(bench.servers.postgres, fillNorthwind(sizes), ({ fulmar, kysely, drizzle, bare }) =>
      race(bench, "PostgreSQL", {
        fulmar: fulmarAnswers(Effect.runPromiseWith(fulmar)),
        "by hand": answersByHand((name, text) => (...values) => bare.query({ name, text, values: [...values] }).then(({ rows }) => rows)),
        Kysely: kyselyAnswers(kysely, ofPostgres as unknown as Helpers),
        Drizzle: drizzleAnswers(
          drizzle as unknown as SqliteContenders["drizzle"],
          postgresSchema as unknown as typeof sqliteSchema,
          (query, name, args) => {
            const prepared = query.prepare(name)
            return () => prepared.execute(args)
          },
        ),
      }),
    )
  },
}
