import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Deferred, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { describe, expect, it } from "vitest"
import { Database } from "../../../src/driver/database.js"
import type { SqlError } from "../../../src/driver/sql-error.js"
import { transaction } from "../../../src/tx/transaction.js"
import { execute, inFile, integers, layer, temporaryFile } from "../fixture.js"

const refusal = async (options: unknown): Promise<string> => {
  const error = await Effect.runPromise(
    Effect.flip(Effect.provide(integers("select 1"), Layer.fresh(layerOf(options)))),
  )
  expect((error as SqlError).reason._tag).toBe("ConnectionError")
  return (error as SqlError).message
}
const layerOf = (options: unknown) => layer(options as never)

describe("options", () => {
  const refused: ReadonlyArray<readonly [unknown, ReadonlyArray<string>]> = [
    [undefined, ["undefined"]],
    [null, ["null"]],
    [":memory:", ["\":memory:\""]],
    [{}, ["filename", "undefined"]],
    [{ filename: 5 }, ["filename", "5"]],
    [{ filename: "/nowhere/x\0.db" }, ["filename", "NUL"]],
    [{ filename: ":memory:", busyTimeout: "xx" }, ["busyTimeout", '"xx"']],
    [{ filename: ":memory:", busyTimeout: NaN }, ["busyTimeout", "NaN"]],
    [{ filename: ":memory:", acquireTimeout: true }, ["acquireTimeout", "true"]],
    [{ filename: ":memory:", readonly: "no" }, ["readonly", '"no"']],
    [{ filename: ":memory:", wal: 1 }, ["wal", "1"]],
    [{ filename: ":memory:", pragmas: 7 }, ["pragmas", "7"]],
    [{ filename: ":memory:", pragmas: { cache_size: null } }, ["pragmas", "cache_size", "null"]],
    [{ filename: ":memory:", maxReaders: 0 }, ["maxReaders", "0"]],
    [{ filename: ":memory:", maxReaders: -1 }, ["maxReaders", "-1"]],
    [{ filename: ":memory:", maxReaders: NaN }, ["maxReaders", "NaN"]],
    [{ filename: ":memory:", maxReaders: 1.5 }, ["maxReaders", "1.5"]],
    [{ filename: ":memory:", statementCacheSize: NaN }, ["statementCacheSize", "NaN"]],
    [{ filename: ":memory:", statementCacheSize: -1 }, ["statementCacheSize", "-1"]],
  ]
  it.each(refused)("%j are refused with a ConnectionError", async (options, words) => {
    const message = await refusal(options)
    for (const word of words) expect(message).toContain(word)
  })

  it("do not make a file of another name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fulmar-"))
    await refusal({ filename: join(folder, "x\0.db") })
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })

  it("that are left out or undefined have their defaults", async () => {
    const live = layerOf({ filename: ":memory:", maxReaders: undefined, busyTimeout: undefined, pragmas: undefined })
    expect(await Effect.runPromise(Effect.provide(integers("select 1"), live))).toEqual([1])
    const zero = layerOf({ filename: ":memory:", statementCacheSize: 0, busyTimeout: 0, acquireTimeout: "1 second" })
    expect(await Effect.runPromise(Effect.provide(integers("select 1"), zero))).toEqual([1])
  })
})

describe("after the layer's scope is closed", () => {
  const message = (error: unknown) => {
    expect((error as SqlError).reason._tag).toBe("ConnectionError")
    return (error as SqlError).message
  }

  it("a database says that it is not open", () =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const filename = yield* temporaryFile
          const scope = yield* Scope.make()
          const context = yield* Layer.buildWithScope(layer({ filename }), scope)
          const on = <A, E>(effect: Effect.Effect<A, E, Database>) => Effect.provideContext(effect, context)
          yield* on(execute("create table t (n integer)"))
          yield* Scope.close(scope, Exit.void)
          const read = integers("select n from t")
          for (const effect of [read, transaction(read), transaction(read, { access: "read only" })]) {
            expect(message(yield* Effect.flip(on(effect)))).toContain("not open")
          }
          const { executor } = yield* on(Database)
          const cursor = Effect.scoped(executor.cursor("select n from t", [], { wide: false }))
          expect(message(yield* Effect.flip(cursor))).toContain("not open")
        }),
      ),
    ))

  it("a transaction that was open ends, and opens no connection anew", () =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const filename = yield* temporaryFile
          const scope = yield* Scope.make()
          const context = yield* Layer.buildWithScope(layer({ filename }), scope)
          const on = <A, E>(effect: Effect.Effect<A, E, Database>) => Effect.provideContext(effect, context)
          yield* on(execute("create table t (n integer)"))
          const begun = yield* Deferred.make<void>()
          const go = yield* Deferred.make<void>()
          const body = Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(go))
          const fiber = yield* Effect.forkChild(on(transaction(body)))
          yield* Deferred.await(begun)
          yield* Scope.close(scope, Exit.void)
          yield* Deferred.succeed(go, undefined)
          expect((yield* Fiber.await(fiber))._tag).toBe("Failure")
          const error = yield* Effect.flip(on(execute("insert into t values (1)")))
          expect(message(error)).toContain("not open")
        }),
      ),
    ))
})

it("maxReaders of 1 is enough", () =>
  inFile(() => transaction(integers("select 1"), { access: "read only" }), { maxReaders: 1 }))
