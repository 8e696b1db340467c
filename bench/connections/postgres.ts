import { PgClient } from "@effect/sql-pg"
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres"
import { type Context, Effect, Exit, Layer, Redacted, Scope } from "effect"
import type { SqlClient } from "effect/sql/SqlClient"
import { Postgres } from "fulmar/postgres"
import { Kysely, PostgresDialect } from "kysely"
import { Pool } from "pg"
import { onServer } from "../../test/servers/database.js"
import * as schema from "../northwind/drizzle-postgres.js"
import type { Northwind } from "../northwind/kysely.js"

export type PostgresServices = Layer.Success<ReturnType<typeof Postgres.layer>>

/** One database, each contender with a pool of its own, of the same size. */
export interface PostgresContenders {
  readonly fulmar: Context.Context<PostgresServices>
  readonly kysely: Kysely<Northwind>
  readonly drizzle: NodePgDatabase<typeof schema>
  readonly effectSql: SqlClient
  readonly bare: Pool
}

const max = 10

export const withPostgres = async <E>(
  server: string,
  fill: Effect.Effect<unknown, E, PostgresServices>,
  body: (contenders: PostgresContenders) => Promise<void>,
): Promise<void> => {
  const [{ url }, { create, drop }] = onServer("postgres", server)
  await create()
  const pools: Array<Pool> = []
  const scope = Scope.makeUnsafe()
  const pool = (): Pool => {
    const made = new Pool({ connectionString: url, max })
    pools.push(made)
    // The drop of the database may come before the end of a connection.
    made.on("error", () => {})
    return made
  }
  try {
    const fulmar = await Effect.runPromise(Layer.buildWithScope(Postgres.layer({ url, max }), scope))
    await Effect.runPromiseWith(fulmar)(fill)
    const bare = pool()
    await bare.query("analyze")
    const effect = await Effect.runPromise(
      Layer.buildWithScope(PgClient.layer({ url: Redacted.make(url), maxConnections: max }), scope),
    )
    await body({
      fulmar,
      kysely: new Kysely<Northwind>({ dialect: new PostgresDialect({ pool: pool() }) }),
      drizzle: drizzle(pool(), { schema }),
      effectSql: await Effect.runPromiseWith(effect)(PgClient.PgClient),
      bare,
    })
  } finally {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    for (const each of pools) await each.end()
    await drop()
  }
}
