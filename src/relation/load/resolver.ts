import { Context, Effect, Exit, Request, RequestResolver, Scheduler } from "effect"
import type { Fiber } from "effect"
import { Database, type DatabaseService } from "../../driver/database.js"
import { currentLevel, type TransactionLevel } from "../../driver/transaction-service.js"
import { keyText } from "../key-values.js"
import type { Entry } from "./entry.js"
import { fetchKeys } from "./fetch.js"
import type { Fetched, Key, LoadError } from "./fetched.js"

/** The related rows of some keys. */
class RelatedRows extends Request.Class<{ readonly entry: Entry; readonly keys: ReadonlyArray<Key> }, ReadonlyArray<Fetched>, LoadError, Database> {}

/** One object for the same relation, read on the same database in the same transaction or outside of any. */
const batches = new WeakMap<object, WeakMap<DatabaseService | TransactionLevel, object>>()

const batchOf = (entry: Entry, where: DatabaseService | TransactionLevel): object => {
  const byPlace = batches.get(entry.identity) ?? new WeakMap<DatabaseService | TransactionLevel, object>()
  batches.set(entry.identity, byPlace)
  const batch = byPlace.get(where) ?? {}
  byPlace.set(where, batch)
  return batch
}

/** What fibers want at the same time of one relation is read at once, but never across transactions. */
const resolver = RequestResolver.makeWith<RelatedRows>({
  batchKey: ({ context, request }) => {
    const database = Context.getUnsafe(context as Context.Context<Database>, Database)
    return batchOf(request.entry, currentLevel(context as never, database) ?? database)
  },
  delay: Effect.yieldNow,
  collectWhile: () => true,
  runAll: (entries) => {
    const keys = new Map<string, Key>()
    for (const { request } of entries) for (const key of request.keys) keys.set(keyText(key), key)
    const rows = fetchKeys(entries[0].request.entry, [...keys.values()])
    const { context } = entries[0]
    return Effect.flatMap(Effect.exit(Effect.provideContext(rows, context as never) as Effect.Effect<ReadonlyArray<Fetched>, LoadError>), (exit) =>
      Effect.sync(() => {
        for (const entry of entries) entry.completeUnsafe(Exit.map(exit, (found) => found) as never)
      }),
    )
  },
})

/** Is it run by `runSync`, in which nothing can be waited for? */
const isSync = (fiber: Fiber.Fiber<unknown, unknown>): boolean =>
  Context.getUnsafe(fiber.context, Scheduler.Scheduler).executionMode === "sync"

/** The related rows of these keys, read together with what other fibers want of the relation now. */
export const relatedRows = (entry: Entry, keys: ReadonlyArray<Key>): Effect.Effect<ReadonlyArray<Fetched>, LoadError, Database> =>
  Effect.withFiber((fiber) =>
    isSync(fiber) || keys.length === 0 ? fetchKeys(entry, keys) : Effect.request(new RelatedRows({ entry, keys }), resolver),
  )
