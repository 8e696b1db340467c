import { Effect, Layer } from "effect"
import { expect, it } from "vitest"
import { afterCommit } from "../../src/tx/after-commit.js"
import { database, using } from "../../src/tx/named-database.js"
import { transaction } from "../../src/tx/transaction.js"
import { execute, integers, layer, memory } from "../driver/fixture.js"

const Analytics = database("analytics")
const live = Layer.merge(memory, Analytics.layer(layer({ filename: ":memory:" })))

const table = execute("create table t (n integer)")
const insert = (n: number) => execute("insert into t values (?)", BigInt(n))
const rows = integers("select n from t order by n")

it("a further database has its own rows and its own transactions", () =>
  Effect.runPromise(
    Effect.gen(function* () {
      yield* table
      yield* using(Analytics)(table)
      const log: Array<string> = []
      const body = Effect.gen(function* () {
        yield* insert(1)
        yield* insert(10).pipe(using(Analytics))
        yield* transaction(
          Effect.gen(function* () {
            yield* insert(11)
            yield* afterCommit(Effect.sync(() => void log.push("analytics")))
          }),
        ).pipe(using(Analytics))
        yield* afterCommit(Effect.sync(() => void log.push("main")))
        return yield* Effect.fail("no")
      })
      yield* Effect.ignore(transaction(body))
      expect(yield* rows).toEqual([])
      expect(yield* rows.pipe(using(Analytics))).toEqual([10, 11])
      expect(log).toEqual(["analytics"])
    }).pipe(Effect.provide(live)),
  ))
