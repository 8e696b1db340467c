/** A layer takes its parts from effect's Config, and looks whether the server is the one it is for. */
import { Config, ConfigProvider, Effect, Layer } from "effect"
import type { Database, SqlError } from "fulmar"
import { MariaDb } from "fulmar/mariadb"
import { MySql } from "fulmar/mysql"
import { Postgres } from "fulmar/postgres"
import { expect, inject, it } from "vitest"
import { ask } from "../servers/control.js"
import { kinds, type Kind } from "../servers/kinds.js"
import { describeOn } from "../servers/live.js"
import { value } from "./postgres-fixture.js"

const parts = {
  host: Config.String("DB_HOST"),
  port: Config.Port("DB_PORT"),
  database: Config.String("DB_NAME"),
  user: Config.String("DB_USER"),
  password: Config.Redacted("DB_PASSWORD"),
  max: Config.Int("DB_POOL"),
  acquireTimeout: Config.Duration("DB_WAIT"),
}
const url = { url: Config.Redacted("DATABASE_URL"), connectTimeout: Config.Duration("DB_WAIT").pipe(Config.withDefault(10_000)) }

const ofKind: Readonly<
  Record<Kind, (config: typeof parts | typeof url) => Layer.Layer<Database, SqlError | Config.ConfigError>>
> = { postgres: Postgres.layerConfig, mariadb: MariaDb.layerConfig, mysql: MySql.layerConfig }

describeOn(kinds, "a layer of Config", (db) => {
  const layerConfig = ofKind[db.kind as Kind]
  const { hostname, port } = new URL(db.url)
  const user = `config_${db.name}`.slice(0, 30)
  const variables = {
    DB_HOST: hostname,
    DB_PORT: port,
    DB_NAME: db.name,
    DB_USER: user,
    DB_PASSWORD: "s3cr3t/%",
    DB_POOL: "2",
    DB_WAIT: "5 seconds",
  }
  const name = value(db.kind === "postgres" ? "select current_database()" : "select database()")
  const whoAmI = value(db.kind === "postgres" ? "select current_user" : "select substring_index(current_user(), '@', 1)")
  const with_ = <A>(program: Effect.Effect<A, SqlError, Database>, config: typeof parts | typeof url, env: object) =>
    Effect.runPromise(
      program.pipe(
        Effect.provide(Layer.provide(layerConfig(config), ConfigProvider.layer(ConfigProvider.fromUnknown(env)))),
        Effect.result,
      ),
    )

  it("is of parts, with a password that is shown nowhere", async () => {
    if (db.kind === "postgres") await db.query(`create role "${user}" login password 's3cr3t/%'`)
    else {
      await db.query(`create user '${user}'@'%' identified by 's3cr3t/%'`)
      await db.query(`grant all on ${db.name}.* to '${user}'@'%'`)
    }
    expect(await with_(Effect.all([name, whoAmI]), parts, variables)).toMatchObject({ success: [db.name, user] })
    const missing = await with_(name, parts, { ...variables, DB_PORT: "none" })
    expect(missing).toMatchObject({ _tag: "Failure", failure: { _tag: "ConfigError" } })
    if (db.kind !== "postgres") {
      const wrong = await with_(name, parts, { ...variables, DB_PASSWORD: "wr0ng" })
      expect(wrong).toMatchObject({ _tag: "Failure", failure: { reason: { _tag: "AuthenticationError" } } })
      expect(JSON.stringify(wrong) + String(wrong)).not.toMatch(/s3cr3t|wr0ng/)
      await db.query(`drop user '${user}'@'%'`)
    } else await db.query(`drop role "${user}"`)
  })

  it("is of a url", async () => {
    expect(await with_(name, url, { DATABASE_URL: db.url })).toMatchObject({ success: db.name })
  })

  it("refuses the server of another database", async () => {
    for (const other of kinds) {
      const { available, control } = inject("servers")
      if (other === db.kind || (!available[other].named && "missing" in available[other].programs)) continue
      const { url: server } = await ask<{ url: string }>(control, { op: "shared", kind: other })
      const there = new URL(server)
      const { protocol } = new URL(db.url)
      // Those that speak another protocol wait for each other.
      const env = { DATABASE_URL: `${protocol}//root@${there.host}/mysql`, DB_WAIT: "500 millis" }
      const refused = await with_(name, url, env)
      const labels = { mysql: /use MySql\.layer/, mariadb: /use MariaDb\.layer/, postgres: /127\.0\.0\.1:\d+/ }
      const message = expect.stringMatching(db.kind === "postgres" ? labels.postgres : labels[other])
      expect([other, refused]).toMatchObject([other, { _tag: "Failure", failure: { reason: { _tag: "ConnectionError", message } } }])
    }
  })
})
