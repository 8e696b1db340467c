import { type Context, Effect, Exit, Layer, Redacted, Scope } from "effect"
import { MariaDb } from "fulmar/mariadb"
import mysql from "mysql2/promise"
import { onServer } from "../../test/servers/database.js"

export type MariaDbServices = Layer.Success<ReturnType<typeof MariaDb.layer>>

export interface MariaDbContenders {
  readonly fulmar: Context.Context<MariaDbServices>
  readonly bare: mysql.Connection
}

export const withMariaDb = async <E>(
  server: string,
  fill: Effect.Effect<unknown, E, MariaDbServices>,
  body: (contenders: MariaDbContenders) => Promise<void>,
): Promise<void> => {
  const [{ url }, { create, drop }] = onServer("mariadb", server)
  await create()
  const scope = Scope.makeUnsafe()
  try {
    const fulmar = await Effect.runPromise(Layer.buildWithScope(MariaDb.layer({ url: Redacted.make(url) }), scope))
    await Effect.runPromiseWith(fulmar)(fill)
    const bare = await mysql.createConnection(url.replace(/^mariadb:/, "mysql:"))
    await body({ fulmar, bare }).finally(() => bare.end())
  } finally {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    await drop()
  }
}
