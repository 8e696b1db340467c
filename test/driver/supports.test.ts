import { Effect } from "effect"
import type { Layer } from "effect"
import { expectTypeOf, it } from "vitest"
import type { Database } from "../../src/driver/database.js"
import type { SqlError } from "../../src/driver/sql-error.js"
import type { Supports } from "../../src/driver/supports.js"
import type { Savepoint, Transaction } from "../../src/driver/transaction-service.js"
import { database, using } from "../../src/tx/named-database.js"
import type { DatabaseAt, SupportsAt } from "../../src/tx/named-database.js"
import { savepoint } from "../../src/tx/savepoint.js"
import { transaction } from "../../src/tx/transaction.js"

type Needs<C extends string> = Effect.Effect<1, never, Database | Supports<C>>
declare const sqlite: Layer.Layer<Database | Supports<"returning" | "upsert">, SqlError>
declare const plain: Needs<"returning">
declare const both: Effect.Effect<1, never, Database | Supports<"returning"> | Supports<"upsert">>
declare const lacking: Needs<"ilike">
declare const locking: Effect.Effect<1, never, Database | Transaction>

// Types only: nothing here is called.
export const types = (): void => {
  expectTypeOf(Effect.provide(plain, sqlite)).toEqualTypeOf<Effect.Effect<1, SqlError>>()
  expectTypeOf(Effect.provide(both, sqlite)).toEqualTypeOf<Effect.Effect<1, SqlError>>()
  expectTypeOf(Effect.provide(lacking, sqlite)).toEqualTypeOf<Effect.Effect<1, SqlError, Supports<"ilike">>>()
  // @ts-expect-error: what the layer lacks is left over, so that it cannot be run
  void Effect.runPromise(Effect.provide(lacking, sqlite))

  expectTypeOf(transaction(locking)).toEqualTypeOf<Effect.Effect<1, SqlError, Database>>()
  expectTypeOf(locking.pipe(transaction())).toEqualTypeOf<Effect.Effect<1, SqlError, Database>>()
  expectTypeOf(locking.pipe(transaction({ retry: 3 }))).toEqualTypeOf<Effect.Effect<1, SqlError, Database>>()
  expectTypeOf(transaction(Effect.fail("no" as const))).toEqualTypeOf<Effect.Effect<never, "no" | SqlError, Database>>()
  expectTypeOf(savepoint(plain)).toEqualTypeOf<
    Effect.Effect<1, SqlError, Database | Supports<"returning"> | Transaction>
  >()
  expectTypeOf(savepoint(Effect.succeed(1) as Effect.Effect<number, never, Savepoint>)).toEqualTypeOf<
    Effect.Effect<number, SqlError, Database | Transaction>
  >()
  // @ts-expect-error: not a way to begin
  transaction(plain, { begin: "later" })

  const Analytics = database("analytics")
  const there = plain.pipe(using(Analytics))
  expectTypeOf(there).toEqualTypeOf<
    Effect.Effect<1, never, DatabaseAt<"analytics"> | SupportsAt<"analytics", "returning">>
  >()
  expectTypeOf(Effect.provide(there, Analytics.layer(sqlite))).toEqualTypeOf<Effect.Effect<1, SqlError>>()
  // @ts-expect-error: the transaction of another database is not one of this database
  locking.pipe(using(Analytics))
  const lackingThere = Effect.provide(lacking.pipe(using(Analytics)), Analytics.layer(sqlite))
  // @ts-expect-error: what the other database lacks is left over
  void Effect.runPromise(lackingThere)
}

it("capabilities are discharged by types", () => {})
