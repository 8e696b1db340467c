import { Effect, Result } from "effect"
import { describe, expect, it } from "vitest"
import type { SqlError } from "../../../src/driver/sql-error.js"
import { loadClient } from "../../../src/driver/sqlite/client.js"
import { classify } from "../../../src/driver/sqlite/errors.js"
import { transaction } from "../../../src/tx/transaction.js"
import { execute, inFile, inMemory, integers, layer, temporaryFile } from "../fixture.js"
import { mkdirSync, writeFileSync } from "node:fs"

const schema = Effect.gen(function* () {
  yield* execute(`create table u (id integer primary key, v text unique, n int not null default 0,
    c int constraint positive check (c > 0))`)
  yield* execute("create table pair (a int, b int, unique (a, b))")
  yield* execute("create table child (u int references u (id))")
  yield* execute("create table strict_table (i int) strict")
  yield* execute("create unique index pair_sum on pair (a + b)")
  yield* execute("insert into u (id, v) values (1, 'a')")
  yield* execute("insert into pair values (1, 2)")
})

const reasonOf = (sql: string, ...params: ReadonlyArray<unknown>): Promise<any> =>
  inMemory(
    Effect.gen(function* () {
      yield* schema
      const error = yield* Effect.flip(execute(sql, ...params))
      return (error as SqlError).reason
    }),
  )

describe("the reason of a SqlError", () => {
  it.each([
    ["insert into u (id) values (1)", "UniqueViolation", { columns: ["id"], code: "SQLITE_CONSTRAINT_PRIMARYKEY" }],
    ["insert into u (v) values ('a')", "UniqueViolation", { table: "u", columns: ["v"] }],
    ["insert into pair values (2, 1)", "UniqueViolation", { constraint: "pair_sum", table: null, columns: [] }],
    ["insert into child values (9)", "ForeignKeyViolation", { code: "SQLITE_CONSTRAINT_FOREIGNKEY" }],
    ["insert into u (n) values (null)", "NotNullViolation", { table: "u", columns: ["n"] }],
    ["insert into u (c) values (0)", "CheckViolation", { constraint: "positive" }],
    ["insert into strict_table values ('x')", "DataError", { table: "strict_table", columns: ["i"] }],
    ["insert into u (id) values ('x')", "DataError", { code: "SQLITE_MISMATCH" }],
    ["selec 1", "SyntaxError", { code: "SQLITE_ERROR" }],
    ["select * from nowhere", "SyntaxError", {}],
    ["select 1; select 2", "SyntaxError", {}],
    ["", "SyntaxError", {}],
    ["select abs(-9223372036854775808)", "DataError", {}],
    ["select json('{')", "DataError", {}],
    ["begin", "TransactionError", {}],
    [" COMMIT", "TransactionError", {}],
    ["begin immediate", "TransactionError", {}],
    ["savepoint x", "TransactionError", {}],
    ["rollback", "TransactionError", {}],
  ])("%s is %s", async (sql, tag, fields) => {
    const reason = await reasonOf(sql)
    expect(reason).toMatchObject({ _tag: tag, sql, isRetryable: false, ...fields })
  })

  it("names both columns of a composite key", async () => {
    const reason = await inMemory(
      Effect.gen(function* () {
        yield* execute("create table pair (a int, b int, unique (a, b))")
        yield* execute("insert into pair values (1, 2)")
        return (yield* Effect.flip(execute("insert into pair values (1, 2)"))) as SqlError
      }),
    )
    expect(reason.reason).toMatchObject({ table: "pair", columns: ["a", "b"] })
  })

  it.each([[[true]], [[]], [[1, 2]], [[{}]], [[2n ** 70n]]])("binding %s is a DataError", async (params) => {
    expect(await reasonOf("select ?", ...params)).toMatchObject({ _tag: "DataError" })
  })

  it("is in the message with the SQL, and parameters are not", async () => {
    const error = await inMemory(
      Effect.gen(function* () {
        yield* schema
        return yield* Effect.flip(execute("insert into u (v) values (?)", "a"))
      }),
    )
    expect((error as SqlError).message).toBe("UNIQUE constraint failed: u.v\ninsert into u (v) values (?)")
  })

  it("is caught by its tag, and others pass", async () => {
    const attempt = (sql: string) =>
      inMemory(
        schema.pipe(
          Effect.andThen(execute(sql)),
          Effect.catchReason("SqlError", "UniqueViolation", (reason) => Effect.succeed(reason.columns)),
          Effect.catchReason("SqlError", "SyntaxError", () => Effect.succeed("syntax")),
          Effect.catchReasons("SqlError", { CheckViolation: (reason) => Effect.succeed(reason.constraint) }),
          Effect.result,
        ),
      )
    expect(await attempt("insert into u (v) values ('a')")).toEqual(Result.succeed(["v"]))
    expect(await attempt("insert into u (c) values (0)")).toEqual(Result.succeed("positive"))
    expect(await attempt("selec")).toEqual(Result.succeed("syntax"))
    expect(Result.isFailure(await attempt("insert into u (n) values (null)"))).toBe(true)
  })

  it("is ReadOnlyError for a write to a database that is read only", async () => {
    await inFile((filename) =>
      Effect.gen(function* () {
        yield* execute("create table t (n)")
        const reading = Effect.gen(function* () {
          const error = yield* Effect.flip(execute("insert into t values (1)"))
          expect((error as SqlError).reason._tag).toBe("ReadOnlyError")
          expect(yield* transaction(integers("select count(*) from t"))).toEqual([0])
        })
        yield* Effect.provide(reading, layer({ filename, readonly: true }), { local: true })
      }),
    )
  })

  it.each([
    ["SQLITE_BUSY", "LockTimeout", true],
    ["SQLITE_BUSY_SNAPSHOT", "SerializationFailure", true],
    ["SQLITE_IOERR_READ", "ConnectionError", true],
    ["SQLITE_FULL", "ConnectionError", true],
    ["SQLITE_AUTH", "PermissionError", false],
    ["SQLITE_TOOBIG", "DataError", false],
    ["SQLITE_INTERRUPT", "UnknownDatabaseError", false],
  ])("%s is %s", (code, tag, isRetryable) => {
    const error = classify(Object.assign(new Error("x"), { code }), "select 1", "run")
    expect(error.reason).toMatchObject({ _tag: tag, isRetryable })
    expect(error.isRetryable).toBe(isRetryable)
  })

  it("keeps whatever was thrown", () => {
    expect(classify("a string", null, "run").reason).toMatchObject({ _tag: "DataError", cause: "a string", sql: null })
  })
})

describe("a file that cannot be opened is a ConnectionError that names it", () => {
  const failure = (make: (filename: string) => { filename: string; readonly?: boolean; fileMustExist?: boolean }) =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const options = make(yield* temporaryFile)
          const error = yield* Effect.flip(Effect.provide(execute("select 1"), layer(options)))
          return { error: error as SqlError, filename: options.filename }
        }),
      ),
    )

  it.each([
    ["its folder is missing", (f: string) => ({ filename: `${f}/x/y.db` }), "does not exist"],
    ["it is a folder", (f: string) => (mkdirSync(f), { filename: f }), "it is a directory"],
    ["it is no database", (f: string) => (writeFileSync(f, "no. ".repeat(100)), { filename: f }), "not a database"],
    ["it is missing, and only read", (f: string) => ({ filename: f, readonly: true }), "the file does not exist"],
    ["it must not be missing", (f: string) => ({ filename: f, fileMustExist: true }), "the file does not exist"],
    ["memory cannot be read only", () => ({ filename: ":memory:", readonly: true }), "cannot be read only"],
  ])("%s", async (_, make, why) => {
    const { error, filename } = await failure(make)
    expect(error.reason._tag).toBe("ConnectionError")
    expect(error.message).toContain(`Cannot open the SQLite database "${filename}"`)
    expect(error.message).toContain(why)
  })

  it("a package that is missing says how to install it", () => {
    const loaded = loadClient(() => {
      throw new Error("Cannot find module 'better-sqlite3'")
    })
    expect(Result.isFailure(loaded) && loaded.failure.message).toContain("npm install better-sqlite3")
  })

  it("a pragma that is not one is an error, not an injection", async () => {
    const program = Effect.provide(execute("select 1"), layer({ filename: ":memory:", pragmas: { "x; drop": 1 } }))
    const error = await Effect.runPromise(Effect.flip(program))
    expect((error as SqlError).message).toContain('"x; drop" is not the name of a pragma')
  })
})
