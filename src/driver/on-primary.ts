import { Context, Effect } from "effect"

/** Whether the statements of a fiber go to the primary, though they only read. */
export const OnPrimary: Context.Reference<boolean> = Context.Reference("fulmar/OnPrimary", {
  defaultValue: (): boolean => false,
})

/**
 * Runs an effect whose reads go to the primary of a `replicated` database: where they must see what has just been
 * written, since a replica may be behind. Without replicas it changes nothing.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { all, createAll, execute, from, insertInto, integer, onPrimary, table } from "fulmar"
 * import { Sqlite } from "fulmar/sqlite"
 *
 * const Order = table("order", { id: integer })
 * const program = Effect.gen(function* () {
 *   yield* createAll([Order])
 *   yield* execute(insertInto(Order, { id: 1 }))
 *   return yield* onPrimary(all(from(Order)))
 * })
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" })))) // => [{ id: 1 }]
 * ```
 *
 * @since 0.1.0
 */
export const onPrimary = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.provideService(effect, OnPrimary, true)
