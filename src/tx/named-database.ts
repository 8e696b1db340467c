import { Context, Effect, Layer } from "effect"
import { Database } from "../driver/database.js"
import type { DatabaseService } from "../driver/database.js"
import { notAnEffect } from "../driver/not-an-effect.js"
import type { Transaction } from "../driver/transaction-service.js"
import type { Supports } from "../driver/supports.js"

declare const DatabaseAtTypes: unique symbol

/**
 * The requirement for the further database of a name.
 *
 * @since 0.1.0
 */
export interface DatabaseAt<out Name extends string> {
  readonly [DatabaseAtTypes]: { readonly Name: () => Name }
}

declare const SupportsAtTypes: unique symbol

/** {@link Supports}, of the further database of a name. */
export interface SupportsAt<out Name extends string, out C extends string> {
  readonly [SupportsAtTypes]: { readonly Name: () => Name; readonly C: () => C }
}

/**
 * A further database of a program, beside the one of `Database`.
 *
 * @since 0.1.0
 */
export interface NamedDatabase<Name extends string> {
  readonly name: Name
  readonly key: Context.Key<DatabaseAt<Name>, DatabaseService>
  /** Makes a layer of a database provide this one. */
  readonly layer: <ROut, E, R>(layer: Layer.Layer<ROut, E, R>) => Layer.Layer<AtName<Name, ROut>, E, R>
}

/** What is required of, or provided as, the database becomes that of the one named. */
export type AtName<Name extends string, R> = R extends Database
  ? DatabaseAt<Name>
  : R extends Supports<infer C>
    ? SupportsAt<Name, C>
    : R

/** An effect that needs a transaction from outside cannot get that of another database. */
export type OwnTransaction<R> = [Extract<R, Transaction>] extends [never]
  ? unknown
  : { readonly "put transaction inside using": never }

/**
 * A further database: a value to make its layer with, and to give to {@link using}.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { database, transaction, using } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const Analytics = database("analytics")
 * const program = transaction(Effect.succeed(1)).pipe(using(Analytics))
 * const live = Analytics.layer(Sqlite.layer({ filename: ":memory:" }))
 * Effect.runSync(program.pipe(Effect.provide(live))) // => 1
 * ```
 *
 * @since 0.1.0
 */
export const database = <const Name extends string>(name: Name): NamedDatabase<Name> => {
  const key = Context.Service<DatabaseAt<Name>, DatabaseService>(`fulmar/Database/${name}`)
  return {
    name,
    key,
    layer: <ROut, E, R>(layer: Layer.Layer<ROut, E, R>) =>
      Layer.effect(key, Effect.map(Effect.context<Database>(), (context) => Context.get(context, Database))).pipe(
        Layer.provide(layer as unknown as Layer.Layer<Database, E, R>),
      ) as Layer.Layer<AtName<Name, ROut>, E, R>,
  }
}

/**
 * Runs the operations of an effect on a further database. A transaction that is open on another database is not that of
 * this one: `transaction` inside `using` begins its own.
 *
 * @example
 * ```ts
 * import { Effect, Layer } from "effect"
 * import { database, transaction, using } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const Archive = database("archive")
 * const both = transaction(transaction(Effect.succeed("two transactions")).pipe(using(Archive)))
 * const main = Sqlite.layer({ filename: ":memory:" })
 * const archive = Archive.layer(Sqlite.layer({ filename: ":memory:" }))
 * Effect.runSync(both.pipe(Effect.provide(Layer.merge(main, archive)))) // => "two transactions"
 * ```
 *
 * @since 0.1.0
 */
export const using =
  <Name extends string>(named: NamedDatabase<Name>) =>
  <A, E, R>(effect: Effect.Effect<A, E, R> & OwnTransaction<R>): Effect.Effect<A, E, AtName<Name, R>> =>
    (notAnEffect("using", effect) ??
      Effect.flatMap(Effect.service(named.key), (service) =>
        Effect.provideService(effect as Effect.Effect<A, E, R>, Database, service),
      )) as unknown as Effect.Effect<A, E, AtName<Name, R>>
