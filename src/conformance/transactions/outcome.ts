import { Deferred, Effect, Exit, Fiber, pipe, Schedule } from "effect"
import { from, insertInto, orderBy, select, update, where } from "../../core/index.js"
import { all, batch, execute, one } from "../../driver/operations/index.js"
import { add, eq } from "../../expr/index.js"
import { createAll } from "../../schema/index.js"
import { afterCommit, savepoint, transaction } from "../../tx/index.js"
import { failsWith, type Need, type Program, reasonOf, type Suite } from "../check.js"
import { holds, same } from "../expected.js"
import { eventually, nothingLeft } from "../nothing-left.js"
import { Account, Marker } from "../tables.js"

const mark = (id: number) => execute(insertInto(Marker, { id }))
const marks = Effect.map(all(pipe(from(Marker), orderBy(Marker.id))), (rows) => rows.map(({ id }) => id))

const balance = (id: number) => one(pipe(from(Account), where(eq(Account.id, id)), select(Account.balance)))
const pay = (id: number, amount: number) =>
  execute(pipe(update(Account, { balance: add(Account.balance, amount) }), where(eq(Account.id, id))))

const allOrNothing = Effect.gen(function* () {
  yield* transaction(Effect.andThen(mark(1), mark(2)))
  yield* Effect.exit(transaction(Effect.andThen(mark(3), Effect.fail("no"))))
  yield* Effect.exit(transaction(Effect.andThen(mark(4), Effect.die("no"))))
  yield* Effect.exit(transaction(Effect.andThen(mark(5), Effect.interrupt)))
  const fiber = yield* Effect.forkChild(transaction(Effect.andThen(mark(6), Effect.never)))
  yield* Effect.sleep("50 millis")
  yield* Fiber.interrupt(fiber)
  yield* Effect.timeoutOption(transaction(Effect.andThen(mark(7), Effect.never)), "50 millis")
  yield* same("what is kept", yield* marks, [1, 2])
})

const nestedOnes = Effect.gen(function* () {
  yield* transaction(
    Effect.gen(function* () {
      yield* mark(1)
      yield* Effect.exit(transaction(Effect.andThen(mark(2), Effect.fail("no"))))
      yield* savepoint(Effect.andThen(mark(3), Effect.exit(savepoint(Effect.andThen(mark(4), Effect.die("no"))))))
      // A statement that fails, within a savepoint, ends the savepoint only.
      yield* failsWith("a second mark", "UniqueViolation", savepoint(mark(1)))
      yield* Effect.timeoutOption(savepoint(Effect.andThen(mark(5), Effect.never)), "30 millis")
      yield* mark(6)
    }),
  )
  yield* same("what is kept", yield* marks, [1, 3, 6])
  yield* Effect.exit(transaction(Effect.andThen(savepoint(mark(7)), Effect.fail("no"))))
  yield* same("what is kept of a savepoint in a transaction that fails", yield* marks, [1, 3, 6])
})

const siblings = Effect.gen(function* () {
  yield* transaction(
    Effect.forEach(
      Array.from({ length: 20 }, (_, id) => id),
      (id) => Effect.exit(transaction(Effect.andThen(mark(id), id % 3 === 0 ? Effect.fail("no") : Effect.sleep(id % 4)))),
      { concurrency: "unbounded" },
    ),
  )
  yield* same("what is kept", yield* marks, Array.from({ length: 20 }, (_, id) => id).filter((id) => id % 3 !== 0))
})

const callbacks = Effect.gen(function* () {
  const called: Array<string> = []
  const note = (what: string) => afterCommit(Effect.sync(() => void called.push(what)))
  yield* transaction(Effect.gen(function* () {
    yield* note("outer")
    yield* Effect.exit(savepoint(Effect.andThen(note("undone"), Effect.fail("no"))))
    yield* savepoint(note("inner"))
    yield* same("what has run before the commit", called, [])
  }))
  yield* Effect.exit(transaction(Effect.andThen(note("failed"), Effect.fail("no"))))
  yield* same("what has run", called, ["outer", "inner"])
})

const hidden = Effect.gen(function* () {
  const written = yield* Deferred.make<void>()
  const looked = yield* Deferred.make<void>()
  const writer = yield* Effect.forkChild(
    transaction(Effect.andThen(mark(1), Effect.andThen(Deferred.succeed(written, undefined), Deferred.await(looked)))),
  )
  yield* Deferred.await(written)
  yield* same("what another sees before the commit", yield* marks, [])
  yield* same("what another transaction sees", yield* transaction(marks), [])
  yield* Deferred.succeed(looked, undefined)
  yield* Fiber.join(writer)
  yield* same("what another sees after it", yield* marks, [1])
})

/** Each reads both accounts, and pays from one if the two together can bear it. */
const skew = Effect.gen(function* () {
  yield* execute(insertInto(Account, [{ id: 1, balance: 50 }, { id: 2, balance: 50 }]))
  const draw = (id: number) =>
    transaction(
      Effect.gen(function* () {
        const sum = (yield* balance(1)) + (yield* balance(2))
        yield* Effect.sleep("50 millis")
        if (sum < 80) return "too little" as const
        yield* pay(id, -80)
        return "drawn" as const
      }),
      { isolation: "serializable", retry: Schedule.jittered(Schedule.spaced("10 millis")) },
    )
  const drawn = yield* Effect.all([draw(1), draw(2)], { concurrency: 2 })
  yield* same("what two serializable transactions did", drawn.toSorted(), ["drawn", "too little"])
  yield* same("the sum", (yield* balance(1)) + (yield* balance(2)), 20)
})

const deadlock = Effect.gen(function* () {
  yield* execute(insertInto(Account, [{ id: 1, balance: 0 }, { id: 2, balance: 0 }]))
  const both = (first: number, second: number, retry: number) =>
    transaction(
      Effect.gen(function* () {
        yield* pay(first, 1)
        yield* Effect.sleep("100 millis")
        yield* pay(second, 1)
      }),
      { retry },
    )
  const found = yield* Effect.all([reasonOf(both(1, 2, 0)), reasonOf(both(2, 1, 0))], { concurrency: 2 })
  yield* holds(
    `one of two that wait for each other fails with Deadlock: ${found.join(" and ")}`,
    found.filter((tag) => tag === "Deadlock").length === 1 && found.filter((tag) => tag.startsWith("no failure")).length === 1,
  )
  yield* same("the balance", [yield* balance(1), yield* balance(2)], [1, 1])
  yield* Effect.all([both(1, 2, 5), both(2, 1, 5)], { concurrency: 2 })
  yield* same("the balance after both were tried again", [yield* balance(1), yield* balance(2)], [3, 3])
})

const killed = ({ hooks }: Suite) =>
  Effect.gen(function* () {
    const kill = Effect.flatMap(hooks.connectionId!, (id) => hooks.kill!(id))
    const later = Effect.sleep("100 millis")
    yield* failsWith(
      "a statement after the connection was killed",
      "ConnectionError",
      transaction(Effect.gen(function* () {
        yield* mark(1)
        yield* kill
        yield* later
        yield* mark(2)
      })),
    )
    yield* failsWith(
      "the COMMIT after the connection was killed",
      "ConnectionError",
      transaction(Effect.andThen(mark(3), Effect.andThen(kill, later))),
    )
    yield* same("what is kept", yield* marks, [])
    yield* transaction(mark(4))
    yield* same("what is kept by the next one", yield* marks, [4])
  })

const isolations = Effect.gen(function* () {
  for (const isolation of ["read uncommitted", "read committed", "repeatable read", "serializable"] as const) {
    const exit = yield* Effect.exit(transaction(marks, { isolation }))
    if (Exit.isSuccess(exit)) yield* same(`what a transaction sees that is ${isolation}`, exit.value, [])
    else yield* failsWith(`a transaction that is ${isolation}, which the database has not,`, "TransactionError", exit)
  }
})

const seenFromOutside = ({ hooks }: Suite) =>
  Effect.gen(function* () {
    const open = hooks.openTransactions!
    const inside = yield* transaction(Effect.andThen(mark(1), open))
    yield* holds(`hooks.openTransactions sees a transaction that is open: it gave ${inside}`, inside > 0)
    yield* Effect.exit(transaction(Effect.andThen(mark(2), Effect.fail("no"))))
    yield* Effect.timeoutOption(transaction(Effect.andThen(mark(3), Effect.never)), "30 millis")
    yield* eventually("no transaction is open afterwards", Effect.map(open, (now) => now === 0))
  })

const batches = Effect.gen(function* () {
  const made = (id: number) => insertInto(Marker, { id })
  const ids = pipe(from(Marker), orderBy(Marker.id), select(Marker.id))
  const given = yield* batch({ one: made(1), before: ids, two: made(2), after: ids })
  const once = { rowsAffected: 1 }
  yield* same("what a batch gives", given, { one: once, before: [1], two: once, after: [1, 2] })
  const error = yield* Effect.flip(batch({ three: made(3), again: made(1), four: made(4) }))
  yield* same("the statement that failed", [error._tag, error.statement], ["SqlError", "again"])
  yield* Effect.exit(transaction(Effect.andThen(batch([made(5)]), Effect.fail("no"))))
  yield* transaction(Effect.andThen(Effect.exit(savepoint(batch([made(6), made(1)]))), batch([made(7), ids])))
  yield* same("what is kept", yield* marks, [1, 2, 7])
})

/** Each sentence, what it needs, and its program, on {@link Account} and {@link Marker} without rows. */
export const outcomes = (
  suite: Suite,
): Readonly<Record<string, readonly [needs: ReadonlyArray<Need>, program: Program]>> => {
  const on = (program: Program): Program =>
    Effect.andThen(createAll([Account, Marker]), Effect.andThen(program, nothingLeft(suite)))
  return {
    "keep all, or nothing when they fail, die or are interrupted": [[], on(allOrNothing)],
    "of a batch keep all of its statements or none, and say which one failed": [[], on(batches)],
    "nest, and the inner one can fail alone": [[], on(nestedOnes)],
    "that sibling fibers begin inside one keep each other's work": [[], on(siblings)],
    "run what is for after the commit then, and only then": [[], on(callbacks)],
    "have the isolation that they ask for, or are refused": [[], on(isolations)],
    "are seen by others when they are committed, not before": [["connections"], on(hidden)],
    "that are serializable cannot both decide by what the other changes": [["connections"], on(skew)],
    "that wait for each other: one is a Deadlock, and can be tried again": [["connections"], on(deadlock)],
    "leave none open, as the database itself sees it": [["openTransactions"], on(seenFromOutside(suite))],
    "whose connection is killed are undone, and say so": [["connectionId", "kill"], on(killed(suite))],
  }
}
