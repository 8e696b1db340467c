import { chmodSync, mkdtempSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import { Config, ConfigProvider, Effect, Layer, Redacted } from "effect"
import { expect, test } from "vitest"
import { Database } from "../../src/driver/database.js"
import { layerConfig } from "../../src/driver/postgres/layer.js"
import type { PostgresOptions } from "../../src/driver/postgres/options.js"
import { serverCertificate } from "../servers/certificate.js"
import { describeOn, describeOnOwn } from "../servers/live.js"
import { layer, on, reason, rows, value } from "./postgres-fixture.js"

const why = (url: string, options: PostgresOptions = {}) =>
  Effect.runPromise(Effect.scoped(reason(Layer.build(layer({ url }, options)))))

const folder = mkdtempSync(join(tmpdir(), "fulmar-pg-"))
const file = (name: string): string => join(folder, name)
chmodSync(folder, 0o755)
writeFileSync(
  file("hba"),
  "host all postgres all trust\nhostssl all tls_only all trust\nhost all tls_only all reject\nhost all all all scram-sha-256\n",
)
const certificate = serverCertificate(["db.example.com"])

describeOn("postgres", "connecting to PostgreSQL", (db) => {
  test("names of database and role, the search path, and statements for each connection", async () => {
    await db.query('create schema if not exists "my schema"')
    const program = rows(
      "select current_database(), current_user, current_setting('search_path'), current_setting('application_name'), current_setting('work_mem')",
    )
    const { hostname, port } = new URL(db.url)
    const options = {
      host: hostname,
      port: Number(port),
      database: db.name,
      user: "postgres",
      applicationName: "it's \\ me",
      searchPath: ["my schema", "public"],
      onConnect: ["set work_mem = '5MB'"],
    }
    const found = await Effect.runPromise(
      Effect.provide(program, layer({ url: "postgres://nobody@nowhere:1/none" }, options)),
    )
    expect(found).toEqual([[db.name, "postgres", '"my schema","public"', "it's \\ me", "5MB"]])
    expect(await why(db.url, { onConnect: ["set nonsense = 1"] })).toMatchObject({ _tag: "SyntaxError", code: "42704" })
  })

  test("a server that is not there, a database that is not, and a role that is not", async () => {
    expect(await why("postgres://postgres@127.0.0.1:1/x")).toMatchObject({
      _tag: "ConnectionError",
      isRetryable: true,
      code: "ECONNREFUSED",
      message: expect.stringContaining("Cannot connect to PostgreSQL at 127.0.0.1:1: connect ECONNREFUSED"),
    })
    expect(await why("postgres://postgres@no-such-host.invalid/x")).toMatchObject({ _tag: "ConnectionError" })
    const url = new URL(db.url)
    url.pathname = "/no_such_database"
    expect(await why(url.href)).toMatchObject({ _tag: "ConnectionError", code: "3D000" })
    url.username = "no_such_role"
    expect(await why(url.href)).toMatchObject({ _tag: "AuthenticationError", code: "28000" })
  })

  test("a server that does not answer, and one that is no PostgreSQL", async () => {
    const silent = createServer(() => {})
    const other = createServer((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))
    for (const server of [silent, other]) await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
    const url = (server: typeof silent) => `postgres://a:secret@127.0.0.1:${(server.address() as AddressInfo).port}/x`
    expect(await why(url(silent), { connectTimeout: "200 millis" })).toMatchObject({
      _tag: "ConnectionError",
      message: expect.stringContaining("connectTimeout, 200ms"),
    })
    expect(await why(url(other), { connectTimeout: "500 millis" })).toMatchObject({ _tag: "ConnectionError" })
    silent.close()
    other.close()
  })

  test("wrong options are told before anything is tried", async () => {
    for (const options of [{ max: 0 }, { min: 3, max: 2 }, { port: 70_000 }]) {
      expect(await why(db.url, options)).toMatchObject({
        _tag: "ConnectionError",
        message: expect.stringContaining("options"),
      })
    }
    expect((await why("mysql://root:secret@localhost/x")).message).not.toContain("secret")
  })

  test("settings are pinned by statements where the startup parameter is refused", async () => {
    const proxy = await refusing(db.url)
    expect(
      await on(
        { url: proxy.url },
        rows("select current_setting('intervalstyle'), current_setting('timezone'), current_setting('search_path')"),
        { searchPath: ["a", "b"] },
      ),
    ).toEqual([["iso_8601", "UTC", "a, b"]])
    expect(proxy.refused()).toBe(1)
    proxy.close()
  })

  test("options of the environment", async () => {
    const { hostname, port } = new URL(db.url)
    const from = (values: Record<string, string>, config?: Config.Wrap<PostgresOptions>) =>
      Effect.runPromise(
        Effect.provide(value("select current_database()"), layerConfig(config)).pipe(
          Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(values))),
        ),
      )
    expect(await from({ DATABASE_URL: db.url })).toBe(db.name)
    expect(await from({ PGHOST: hostname, PGPORT: port, PGDATABASE: db.name, PGUSER: "postgres" })).toBe(db.name)
    expect(await from({ DB: db.url, MAX: "3" }, { url: Config.Redacted("DB"), max: Config.Int("MAX") })).toBe(db.name)
  })
})

describeOnOwn(
  "postgres",
  "credentials for PostgreSQL",
  (db) => {
    const as = (user: string, password: string): string => {
      const url = new URL(db.url)
      url.username = user
      url.password = password
      return url.href
    }

    test("a password is needed, and shown nowhere", async () => {
      await db.query("create role locked login password 's3cr3t/%'")
      await db.query(`grant all on database ${db.name} to locked`)
      expect(await on({ url: as("locked", "s3cr3t/%25") }, value("select current_user"))).toBe("locked")
      const wrong = await why(as("locked", "wr0ng"))
      expect(wrong).toMatchObject({ _tag: "AuthenticationError", isRetryable: false, code: "28P01" })
      const none = await why(as("locked", ""))
      expect(none).toMatchObject({ message: expect.stringContaining("Cannot connect to PostgreSQL at 127.0.0.1") })
      const service = await Effect.runPromise(
        Effect.scoped(
          Effect.map(Layer.build(layer(db, { user: "locked", password: Redacted.make("s3cr3t/%") })), (context) =>
            context.mapUnsafe.get(Database.key),
          ),
        ),
      )
      for (const shown of [wrong, none, service]) {
        const text = inspect(shown, { depth: 20, showHidden: true }) + JSON.stringify(shown)
        expect(text).not.toMatch(/s3cr3t|wr0ng/)
      }
    })

    test("TLS verifies the certificate and the name in it; a cancel goes the same way", async () => {
      await db.query("create role tls_only login")
      await db.query(`grant all on database ${db.name} to tls_only`)
      const { ca } = certificate
      const url = as("tls_only", "")
      const encrypted = value("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
      expect(await why(url)).toMatchObject({ _tag: "AuthenticationError" })
      expect(await why(url, { ssl: true })).toMatchObject({
        _tag: "ConnectionError",
        message: expect.stringContaining("certificate"),
      })
      expect(await why(url, { ssl: { ca } })).toMatchObject({ _tag: "ConnectionError" })
      expect(await on({ url }, encrypted, { ssl: { ca, servername: "db.example.com" } })).toBe("t")
      expect(await on({ url }, encrypted, { ssl: { rejectUnauthorized: false } })).toBe("t")
      expect(await on({ url: `${url}?sslmode=no-verify` }, encrypted)).toBe("t")
      const cancelled = reason(Effect.andThen(encrypted, value("select pg_sleep(20)")))
      expect(
        await on({ url }, cancelled, { ssl: { ca, servername: "db.example.com" }, statementTimeout: "100 millis" }),
      ).toMatchObject({ _tag: "StatementTimeout", code: "57014" })
    })
  },
  [
    "-c",
    `hba_file=${file("hba")}`,
    // What is older than 14 does otherwise.
    ...["-c", "password_encryption=scram-sha-256"],
    ...["-c", "ssl=on", "-c", `ssl_cert_file=${certificate.certFile}`, "-c", `ssl_key_file=${certificate.keyFile}`],
  ],
)

describeOnOwn(
  "postgres",
  "too many connections to PostgreSQL",
  (db) => {
    test("is a ConnectionError that may be tried again", async () => {
      const program = Effect.gen(function* () {
        const results = yield* Effect.all(
          Array.from({ length: 12 }, () => Effect.result(value("select pg_sleep(0.3)"))),
          { concurrency: 12 },
        )
        return results.flatMap((result) => (result._tag === "Failure" ? [result.failure.reason] : []))
      })
      const failed = await on(db, program, { max: 12 })
      expect(failed.length).toBeGreaterThan(0)
      for (const one of failed) expect(one).toMatchObject({ _tag: "ConnectionError", isRetryable: true, code: "53300" })
    })
  },
  ["-c", "max_connections=8", "-c", "superuser_reserved_connections=0"],
)

/** A pooler that knows no `options`: it refuses them as PgBouncer does. */
const refusing = async (url: string): Promise<{ url: string; refused: () => number; close: () => void }> => {
  const { connect } = await import("node:net")
  const target = new URL(url)
  let refused = 0
  const server = createServer((socket) => {
    socket.once("data", (startup) => {
      if (startup.includes("options\0")) {
        refused++
        const body = "SFATAL\0C08P01\0Munsupported startup parameter: options\0\0"
        const message = Buffer.alloc(5 + body.length)
        message.write("E")
        message.writeInt32BE(4 + body.length, 1)
        message.write(body, 5)
        return void socket.end(message)
      }
      const upstream = connect(Number(target.port), target.hostname)
      upstream.write(startup)
      socket.pipe(upstream).pipe(socket)
      for (const one of [socket, upstream]) one.on("error", () => {})
    })
    socket.on("error", () => {})
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const through = new URL(url)
  through.port = String((server.address() as AddressInfo).port)
  return { url: through.href, refused: () => refused, close: () => void server.close() }
}
