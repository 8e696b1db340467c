/** TLS is verified unless it is said not to be, on each server; what is refused says why and what to do. */
import { Config, ConfigProvider, Effect, Layer } from "effect"
import { Database, type SqlError, type SqlErrorReason } from "fulmar"
import { MariaDb } from "fulmar/mariadb"
import { MySql, type MySqlOptions } from "fulmar/mysql"
import { Postgres, type PostgresOptions } from "fulmar/postgres"
import { expect, it } from "vitest"
import { withStatementTimeout } from "../../src/driver/statement-timeout.js"
import { serverCertificate, strangeAuthority } from "../servers/certificate.js"
import { kinds, type Kind } from "../servers/kinds.js"
import { describeOnOwn, type OwnDb } from "../servers/live.js"
import { value } from "./postgres-fixture.js"

type Options = Pick<MySqlOptions & PostgresOptions, "url" | "ssl">

const layers: Readonly<Record<Kind, (options: Options) => Layer.Layer<Database, SqlError>>> = {
  postgres: Postgres.layer,
  mariadb: MariaDb.layer,
  mysql: MySql.layer,
}

const certificate = serverCertificate(["127.0.0.1"])
const outdated = serverCertificate(["127.0.0.1"], -1)

/** What a server is told, to have a certificate. */
const args = (kind: Kind, { caFile, certFile, keyFile }: typeof certificate): ReadonlyArray<string> =>
  kind === "postgres"
    ? ["-c", "ssl=on", "-c", `ssl_cert_file=${certFile}`, "-c", `ssl_key_file=${keyFile}`]
    : [`--ssl-ca=${caFile}`, `--ssl-cert=${certFile}`, `--ssl-key=${keyFile}`]

/** The cipher of the session, as the server says; empty when there is none. */
const cipher = (kind: Kind): Effect.Effect<unknown, SqlError, Database> =>
  kind === "postgres"
    ? value("select coalesce(cipher, '') from pg_stat_ssl where pid = pg_backend_pid()")
    : Effect.map(
        Effect.flatMap(Database, ({ executor }) => executor.run("show session status like 'Ssl_cipher'", [], { wide: true })),
        ({ rows }) => rows[0]?.[1],
      )

const urlOf = (db: OwnDb, host: string, parameters = ""): string => {
  const url = new URL(db.url)
  url.hostname = host
  return `${url.href}${parameters}`
}

for (const kind of kinds) {
  const open = (options: Options): Promise<unknown> =>
    Effect.runPromise(Effect.provide(cipher(kind), layers[kind](options)))
  const refused = (options: Options): Promise<SqlErrorReason> =>
    Effect.runPromise(
      Effect.map(Effect.flip(Effect.scoped(Layer.build(layers[kind](options)))), ({ reason }) => reason),
    )

  describeOnOwn(
    kind,
    "TLS",
    (db) => {
      const { ca } = certificate
      const url = () => urlOf(db, "127.0.0.1")
      const mode = kind === "postgres" ? "sslmode" : "ssl-mode"
      const words =
        kind === "postgres"
          ? { none: ["disable", "allow", "prefer"], verified: ["require", "verify-ca", "verify-full"] }
          : { none: ["disabled", "preferred", "DISABLED"], verified: ["required", "verify-ca", "verify-identity", "VERIFY_IDENTITY"] }

      it("is off unless it is asked for", async () => {
        expect(await open({ url: url() })).toBe("")
        expect(await open({ url: url(), ssl: false })).toBe("")
        for (const word of words.none) expect([word, await open({ url: `${url()}?${mode}=${word}` })]).toEqual([word, ""])
      })

      it("with the authority of the server encrypts the session", async () => {
        expect(await open({ url: url(), ssl: { ca } })).toMatch(/\w{8}/)
        expect(await open({ url: url(), ssl: { ca: [strangeAuthority(), ca] } })).toMatch(/\w{8}/)
      })

      it("with an unknown authority is refused, and says what to do", async () => {
        const unknown = [{ ssl: true }, { ssl: { ca: strangeAuthority() } }] as const
        const byUrl = words.verified.map((word) => ({ url: `${url()}?${mode}=${word}` }))
        for (const options of [...unknown.map((one) => ({ url: url(), ...one })), ...byUrl]) {
          expect(await refused(options)).toMatchObject({
            _tag: "ConnectionError",
            isRetryable: true,
            message: expect.stringMatching(/127\.0\.0\.1:\d+: .*certificate.*give the certificate of the authority.*ssl\.ca/s),
          })
        }
      })

      it("for another name is refused, and says what to do", async () => {
        expect(await refused({ url: urlOf(db, "localhost"), ssl: { ca } })).toMatchObject({
          _tag: "ConnectionError",
          message: expect.stringMatching(/localhost:\d+: .*altnames.*connect by a name that the certificate is for/s),
        })
      })

      it("can be had without verification, if that is said", async () => {
        expect(await open({ url: url(), ssl: { rejectUnauthorized: false } })).toMatch(/\w{8}/)
        expect(await open({ url: `${url()}?${mode}=no-verify` })).toMatch(/\w{8}/)
        expect(await open({ url: urlOf(db, "localhost", `?${mode}=no-verify`) })).toMatch(/\w{8}/)
      })

      it("is given from the environment", async () => {
        const config = { url: Config.Redacted("URL"), ssl: Config.all({ ca: Config.String("CA") }) }
        const live =
          kind === "postgres"
            ? Postgres.layerConfig(config)
            : kind === "mysql"
              ? MySql.layerConfig(config)
              : MariaDb.layerConfig(config)
        const environment = ConfigProvider.layer(ConfigProvider.fromUnknown({ URL: url(), CA: ca }))
        const program = Effect.provide(cipher(kind), Layer.provide(live as Layer.Layer<Database, unknown>, environment))
        expect(await Effect.runPromise(program)).toMatch(/\w{8}/)
      })

      it("is used to stop a statement too", async () => {
        const sleep = kind === "postgres" ? "select pg_sleep(20)" : "select sleep(20)"
        const program = Effect.flatMap(Database, ({ executor }) =>
          Effect.andThen(
            Effect.flip(executor.run(sleep, [], { wide: true }).pipe(withStatementTimeout("200 millis"))),
            cipher(kind),
          ),
        )
        const start = Date.now()
        expect(await Effect.runPromise(Effect.provide(program, layers[kind]({ url: url(), ssl: { ca } })))).toMatch(/\w{8}/)
        expect(Date.now() - start).toBeLessThan(10_000)
      })
    },
    args(kind, certificate),
  )

  describeOnOwn(
    kind,
    "TLS with a certificate that is out of date",
    (db) => {
      it("is refused", async () => {
        expect(await refused({ url: db.url, ssl: { ca: outdated.ca } })).toMatchObject({
          _tag: "ConnectionError",
          message: expect.stringMatching(/expired/),
        })
      })
    },
    args(kind, outdated),
  )
}

for (const kind of kinds) {
  describeOnOwn(
    kind,
    "TLS with a server that has none",
    (db) => {
      it("is refused, and says what to do", async () => {
        const layer = layers[kind]({ url: db.url, ssl: true })
        const { reason } = await Effect.runPromise(Effect.flip(Effect.scoped(Layer.build(layer))))
        expect(reason).toMatchObject({ _tag: "ConnectionError", message: expect.stringMatching(/TLS.*ssl: false/s) })
      })
    },
    // It would make a certificate by itself.
    kind === "mysql" ? ["--tls-version="] : [],
  )
}
