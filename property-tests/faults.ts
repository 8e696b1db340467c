/** Programs of transactions beside each other, and a database on which one call goes wrong, or is interrupted. */
import { Cause, Effect, Exit, Fiber, pipe } from "effect"
import * as fc from "fast-check"
import {
  all, allRows, createAll, Database, type DatabaseService, deleteFrom, execute, from, insertInto, integer, orderBy, primaryKey, savepoint, select, SqlError,
  table, transaction, UnknownDatabaseError,
} from "fulmar"

export const Row = table("fault_row", { id: integer.pipe(primaryKey) })

/** What a transaction does. */
export type Step =
  | { readonly _tag: "Insert" | "Fail" | "Pause" }
  | { readonly _tag: "Savepoint" | "Transaction" | "Caught"; readonly steps: ReadonlyArray<Step> }

const step: fc.Arbitrary<Step> = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, depthIdentifier: "steps" },
    { weight: 6, arbitrary: fc.record({ _tag: fc.constantFrom("Insert" as const, "Insert" as const, "Pause" as const, "Fail" as const) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        _tag: fc.constantFrom("Savepoint" as const, "Transaction" as const, "Caught" as const),
        steps: fc.array(tie("step"), { maxLength: 3, depthIdentifier: "steps" }),
      }),
    },
  ),
})).step

/** Which call of the driver goes wrong, and how. */
export interface Fault {
  readonly at: number
  readonly how: "fails" | "is interrupted"
}

export interface Case {
  readonly transactions: ReadonlyArray<ReadonlyArray<Step>>
  readonly fault: Fault
}

export const cases: fc.Arbitrary<Case> = fc.record({
  transactions: fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  fault: fc.record({ at: fc.nat(30), how: fc.constantFrom("fails" as const, "is interrupted" as const) }),
})

const broken = (): SqlError => new SqlError({ reason: new UnknownDatabaseError({ message: "planted" }) })

/** The database, one call of which fails before it has done anything, or finds its fiber interrupted. */
export const faulty = (database: DatabaseService, { at, how }: Fault): DatabaseService => {
  let calls = 0
  const through = <A, E>(call: () => Effect.Effect<A, E>): Effect.Effect<A, E | SqlError> =>
    Effect.suspend((): Effect.Effect<A, E | SqlError> => {
      if (calls++ !== at) return call()
      if (how === "fails") return Effect.fail(broken())
      return Effect.withFiber((fiber) => {
        fiber.interruptUnsafe()
        return Effect.andThen(Effect.yieldNow, Effect.suspend(call))
      })
    })
  return {
    ...database,
    acquire: (options, restore) =>
      Effect.map(database.acquire(options, restore), (lease) => {
        const { connection } = lease
        return {
          ...lease,
          connection: {
            ...connection,
            run: (sql, params, run) => through(() => connection.run(sql, params, run)),
            // Whoever cannot go back to a savepoint has lost more than this one call.
            control: (sql, wait) =>
              /^rollback to/i.test(sql) ? connection.control(sql, wait) : through(() => connection.control(sql, wait)),
            state: connection.state,
          },
        }
      }),
  }
}

/** Runs steps, and tells the ids of the rows that are there when they succeed. */
const runSteps = (steps: ReadonlyArray<Step>, next: () => number): Effect.Effect<ReadonlyArray<number>, unknown, any> =>
  Effect.gen(function* () {
    const ids: Array<number> = []
    for (const one of steps) {
      switch (one._tag) {
        case "Insert": {
          const id = next()
          yield* execute(insertInto(Row, { id }))
          ids.push(id)
          break
        }
        case "Pause":
          yield* Effect.yieldNow
          break
        case "Fail":
          return yield* Effect.fail("no")
        case "Savepoint":
          ids.push(...(yield* savepoint(runSteps(one.steps, next))))
          break
        case "Transaction":
          ids.push(...(yield* transaction(runSteps(one.steps, next))))
          break
        case "Caught":
          ids.push(...(yield* Effect.orElseSucceed(savepoint(runSteps(one.steps, next)), () => [])))
      }
    }
    return ids
  })

/**
 * Transactions that run side by side on a database with a fault are each kept whole or not at all, and leave nothing
 * behind: no connection in use, nobody who waits, and a database that works.
 */
export const leavesNothing = ({ fault, transactions }: Case): Effect.Effect<void, unknown, Database> =>
  Effect.gen(function* () {
    const database = yield* Database
    yield* execute(pipe(deleteFrom(Row), allRows))
    let last = 0
    const wanted: Array<number> = []
    const maybe: Array<ReadonlyArray<number>> = []
    const wrong = faulty(database, fault)
    const one = (steps: ReadonlyArray<Step>) =>
      Effect.gen(function* () {
        let done: ReadonlyArray<number> = []
        const body = Effect.map(runSteps(steps, () => ++last), (ids) => void (done = ids))
        const fiber = yield* Effect.forkChild(transaction(body) as Effect.Effect<void, unknown, Database>)
        const exit = yield* Fiber.await(fiber)
        if (Exit.isSuccess(exit)) wanted.push(...done)
        else if (Cause.hasInterrupts(exit.cause)) maybe.push(done)
      })
    yield* Effect.forEach(transactions, one, { concurrency: "unbounded", discard: true }).pipe(
      Effect.provideService(Database, wrong),
    )
    const found = yield* all(pipe(from(Row), orderBy(Row.id), select(Row.id)))
    const rest = new Set(found.filter((id) => !wanted.includes(id)))
    const isWhole = maybe.every((ids) => ids.every((id) => rest.has(id)) || ids.every((id) => !rest.has(id)))
    const known = new Set([...wanted, ...maybe.flat()])
    const figures = yield* database.pool
    const left = { used: figures.used, waiting: figures.waiting }
    if (!wanted.every((id) => found.includes(id)) || !isWhole || !found.every((id) => known.has(id)) || left.used + left.waiting > 0) {
      return yield* Effect.fail(new Error(`found ${found}, kept ${wanted}, perhaps ${JSON.stringify(maybe)}, left ${JSON.stringify(left)}`))
    }
    yield* transaction(savepoint(execute(insertInto(Row, { id: ++last }))))
  })

export const schema = createAll([Row])
