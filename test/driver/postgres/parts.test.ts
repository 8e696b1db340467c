import { Redacted, Result } from "effect"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { copyRow, parseCopyRow } from "../../../src/driver/postgres/copy-text.js"
import { keyColumns } from "../../../src/driver/postgres/key-columns.js"
import { statementCache } from "../../../src/driver/postgres/statement-cache.js"
import { parseUrl } from "../../../src/driver/postgres/url.js"
import { checkVersion } from "../../../src/driver/postgres/version.js"

describe("a url", () => {
  const parsed = (url: string) => Result.getOrThrow(parseUrl(url))

  test("has parts, each of which may be left out or encoded", () => {
    const { password, ...rest } = parsed("postgres://us%40er:p%2Fa%3Ass@db.example.com:6432/my%20db")
    expect(rest).toEqual({ user: "us@er", host: "db.example.com", port: 6432, database: "my db" })
    expect(Redacted.value(password!)).toBe("p/a:ss")
    expect(parsed("postgresql://localhost")).toEqual({ host: "localhost" })
    expect(parsed("postgres://app@[::1]:5433/")).toEqual({ user: "app", host: "::1", port: 5433 })
    expect(parsed("postgres://app@/shop?host=/var/run/postgresql")).toEqual({
      user: "app",
      database: "shop",
      host: "/var/run/postgresql",
    })
  })

  test("may say how to connect", () => {
    expect(parsed("postgres://h/d?sslmode=require&application_name=a%20b&connect_timeout=3")).toMatchObject({
      ssl: true,
      applicationName: "a b",
      connectTimeout: 3000,
    })
    expect(parsed("postgres://h/d?sslmode=disable").ssl).toBe(false)
    expect(parsed("postgres://h/d?sslmode=no-verify").ssl).toEqual({ rejectUnauthorized: false })
  })

  test.each([
    "mysql://u:secret@h/d",
    "u:secret",
    "postgres://u:secret@a,b/d",
    "postgres://u:%zzsecret@h",
    "postgres://u:secret@h/d?what=1",
  ])("%s is refused, and not shown", (url) => {
    const failure = parseUrl(url)
    expect(Result.isFailure(failure) && failure.failure).toEqual(expect.not.stringContaining("secret"))
  })
})

test("the columns of a key are read in any language, but no expressions", () => {
  expect(keyColumns("23505", "Key (a, b)=(1, 2) already exists.")).toEqual(["a", "b"])
  expect(keyColumns("23505", 'Schlüssel »("A, ""b""", c)=(x)=(1)« existiert bereits.')).toEqual(['A, "b"', "c"])
  expect(keyColumns("23505", "Key (lower(a), (b + c), d)=(1, 2, 3) already exists.")).toEqual(["d"])
  expect(keyColumns("23503", 'Key (id)=(1) is still referenced from table "child".')).toEqual([])
  expect(keyColumns("42P01", "Key (a)=(1)")).toEqual([])
  expect(keyColumns("23505", undefined)).toEqual([])
})

test("the cache of statements forgets those not used for longest", () => {
  const cache = statementCache(2)
  for (const sql of ["a", "b"]) cache.add(sql)!.name = `name_${sql}`
  expect(cache.get("a")?.name).toBe("name_a")
  cache.add("c")
  expect(cache.get("b")).toBe(undefined)
  expect(cache.takeForgotten()).toEqual(["name_b"])
  expect(cache.takeForgotten()).toEqual([])
  expect(cache.size()).toBe(2)
  expect(statementCache(0).add("a")).toBe(null)
})

test("servers that are not PostgreSQL, and old ones, are refused", () => {
  expect(checkVersion("15.8 (Debian)", "PostgreSQL 15.8 (Debian) on x86_64")).toBe(null)
  expect(checkVersion("18beta1", "PostgreSQL 18beta1")).toBe(null)
  expect(checkVersion("12.9", "PostgreSQL 12.9")).toContain("oldest supported version is 13")
  expect(checkVersion("13.0.0", "CockroachDB CCL v23.1.0")).toContain("CockroachDB CCL")
  expect(checkVersion("8.0.2", "PostgreSQL 8.0.2 on i686, Redshift 1.0.1")).toContain("Redshift")
})

test("a row in COPY's text format is read as it was written", () => {
  const field = fc.option(fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")))
  fc.assert(
    fc.property(fc.array(field, { minLength: 1 }), (row) => {
      const line = copyRow(row)
      expect(line.slice(0, -1)).not.toMatch(/[\n\r]/)
      expect(parseCopyRow(line.slice(0, -1))).toEqual(row)
    }),
  )
})
