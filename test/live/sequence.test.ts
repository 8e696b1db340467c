/** Sequences give each number once, whatever becomes of the transaction. */
import { Effect, pipe } from "effect"
import {
  all, bigint, createAll, createSequence, currentValue, dropSequence, execute, from, insertInto, integer, nextValue, orderBy, primaryKey,
  select, sequence, table, transaction,
} from "fulmar"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Invoice = table("invoice", { id: integer.pipe(primaryKey), number: bigint })
const numbers = sequence(`inv'oice "number" \`s\` \\`, { start: 9007199254740993n, increment: 2 })

const any = <A, E>(effect: Effect.Effect<A, E, any>): Effect.Effect<A, E, never> => effect as never

describeOn(["postgres", "mariadb"], "a sequence", (db) => {
  it("gives each number once", async () => {
    await on(db, createAll([Invoice]))
    await on(db, any(execute(createSequence(numbers))))
    await on(db, any(execute(createSequence(numbers, { ifNotExists: true }))))
    await on(db, any(execute(insertInto(Invoice, [{ id: 1, number: nextValue(numbers) }, { id: 2, number: nextValue(numbers) }]))))
    const rolledBack = transaction(
      Effect.andThen(any(execute(insertInto(Invoice, { id: 3, number: nextValue(numbers) }))), Effect.fail("back" as const)),
    )
    expect(await on(db, Effect.flip(rolledBack))).toBe("back")
    const both = transaction(
      Effect.gen(function* () {
        const next = yield* any(all(pipe(from(Invoice), select(nextValue(numbers)), orderBy(Invoice.id))))
        const current = yield* any(all(pipe(from(Invoice), select(currentValue(numbers)))))
        return { next, current }
      }),
    )
    const first = 9007199254740993n
    const { current, next } = await on(db, both)
    expect(next.toSorted()).toEqual([first + 6n, first + 8n])
    expect(current).toEqual([first + 8n, first + 8n])
    expect(await on(db, all(pipe(from(Invoice), orderBy(Invoice.id), select(Invoice.number))))).toEqual([first, first + 2n])
    await on(db, any(execute(dropSequence(numbers))))
    await on(db, any(execute(dropSequence(numbers, { ifExists: true }))))
  })
})

describeOn(everywhere, "a sequence, where there are none,", (db) => {
  it("is refused by name", async () => {
    if (db.kind === "postgres" || db.kind === "mariadb") return
    const error = await on(db, Effect.flip(any(execute(createSequence(numbers)))))
    expect(String((error as { message?: string }).message ?? error)).toContain("has no sequences")
  })
})
