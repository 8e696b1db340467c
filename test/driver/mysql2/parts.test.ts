import { Redacted, Result } from "effect"
import { expect, it } from "vitest"
import { flavor as mariadb } from "../../../src/driver/mariadb/flavor.js"
import { controlOf, isTransactionControl } from "../../../src/driver/mysql2/control.js"
import { settings } from "../../../src/driver/mysql2/options.js"
import { statementVariants } from "../../../src/driver/mysql2/statement-variants.js"
import { refuseVersion } from "../../../src/driver/mysql2/version.js"
import { flavor as mysql } from "../../../src/driver/mysql/flavor.js"

it("statements with parameters of other types have other keys", () => {
  const variants = statementVariants(2)
  expect(variants.key("a", "in")).toBe(true)
  expect(variants.key("a", "is")).toBe(true)
  expect(variants.key("a", "nn")).toBe(true)
  expect(variants.key("a", "id")).toBe("0.1")
  expect(variants.key("a", "ns")).toBe(true)
  expect(variants.key("a", "s")).toBe("0.2")
  expect(variants.key("b", "s")).toBe(true)
  // What was forgotten must not come again under its old key.
  expect(variants.key("c", "s")).toBe("1.0")
  expect(variants.key("a", "ss")).toBe("1.0")
  variants.clear()
  expect(variants.key("a", "ss")).toBe("2.0")
})

it("versions", () => {
  const ok = (flavor: typeof mysql, version: string): string | null =>
    refuseVersion(flavor, version, "db:3306")?.message ?? null
  expect(ok(mysql, "8.0.36-28")).toBeNull()
  expect(ok(mysql, "9.7.4-2")).toBeNull()
  expect(ok(mysql, "5.7.44-log")).toContain("needs MySQL 8.0.19 or later")
  expect(ok(mysql, "10.11.6-MariaDB-1")).toContain("is MariaDB: use MariaDb.layer of fulmar/mariadb")
  expect(ok(mariadb, "10.5.23-MariaDB")).toBeNull()
  expect(ok(mariadb, "10.4.1-MariaDB")).toContain("needs MariaDB 10.5.0 or later")
  expect(ok(mariadb, "8.4.0")).toContain("use MySql.layer of fulmar/mysql")
})

it("transaction control", () => {
  const control = controlOf("MySQL", "repeatable read")
  expect(control.begin({ isolation: "serializable", access: "read only" })).toEqual(
    Result.succeed(["SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "START TRANSACTION READ ONLY"]),
  )
  expect(control.begin({})).toEqual(Result.succeed(["START TRANSACTION"]))
  expect(Result.isFailure(control.begin({ begin: "deferred" }))).toBe(true)
  for (const sql of ["select 'commit'", "begin not atomic select 1; end", "/*! commit */ select 1", "committed()"]) {
    expect([sql, isTransactionControl(sql)]).toEqual([sql, false])
  }
})

it("a url, with what stands beside it", () => {
  const url = "mysql://me:p%40ss@[::1]:3307/shop?ssl-mode=REQUIRED"
  const made = Result.getOrThrow(settings(mysql, { url: Redacted.make(url), database: "other", max: 3 }))
  expect(made).toMatchObject({ host: "::1", port: 3307, user: "me", database: "other", max: 3 })
  expect(made.ssl).toEqual({ rejectUnauthorized: true, verifyIdentity: true })
  expect(Redacted.value(made.password ?? Redacted.make(""))).toBe("p@ss")
  expect(JSON.stringify(made)).not.toContain("p@ss")
})
