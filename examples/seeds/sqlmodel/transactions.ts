/** Transactions: what succeeds is kept, what fails is undone; a savepoint can fail alone. */
import { all, execute, from, insertInto, orderBy, savepoint, select, transaction } from "fulmar"
import { Effect, pipe } from "effect"
import { sample } from "../sample.js"
import { Hero, tables } from "./tables.js"

const add = (name: string) => execute(insertInto(Hero, { name }))
const names = all(pipe(from(Hero), select(Hero.name), orderBy(Hero.id)))

export const kept = sample("Transaction: commit", {
  tables,
  program: Effect.andThen(transaction(add("Spider-Man")), names),
  gives: ["Spider-Man"],
})

export const undone = sample("Transaction: rollback on an error", {
  tables,
  program: Effect.gen(function* () {
    const failing = Effect.gen(function* () {
      yield* add("Spider-Man")
      yield* add("Batman")
      return yield* Effect.fail("no more heroes")
    })
    const error = yield* Effect.flip(transaction(failing))
    return [error, yield* names]
  }),
  gives: ["no more heroes", [] as ReadonlyArray<string>],
})

export const nestedUndone = sample("Transaction: a savepoint is undone, the rest is kept", {
  tables,
  program: Effect.gen(function* () {
    yield* transaction(
      Effect.gen(function* () {
        yield* add("Spider-Man")
        yield* Effect.ignore(savepoint(Effect.andThen(add("Batman"), Effect.fail("not him"))))
      }),
    )
    return yield* names
  }),
  gives: ["Spider-Man"],
})

export const isolated = sample("Transaction: isolation level", {
  tables,
  program: transaction(Effect.andThen(add("Spider-Man"), names), { isolation: "serializable" }),
  gives: ["Spider-Man"],
})
