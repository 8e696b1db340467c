/** Streams hold a connection while they are read, and no longer. */
import { Effect, pipe, Stream } from "effect"
import { from, insertInto, orderBy, select, update, where } from "../core/index.js"
import { eq, sum } from "../expr/index.js"
import { all, countRows, execute, one, stream } from "../driver/operations/index.js"
import { createAll } from "../schema/index.js"
import { transaction } from "../tx/index.js"
import { check, type ConformanceCheck, type Program, type Suite } from "./check.js"
import { holds, same } from "./expected.js"
import { nothingLeft } from "./nothing-left.js"
import { Many } from "./tables.js"

const rowCount = 20000
const rows = stream(pipe(from(Many), orderBy(Many.id)))

const written = Effect.gen(function* () {
  yield* createAll([Many])
  const chunk = (i: number) => Array.from({ length: 2000 }, (_, j) => ({ id: i * 2000 + j, name: `row ${i * 2000 + j}` }))
  yield* transaction(
    Effect.forEach(
      Array.from({ length: rowCount / 2000 }, (_, i) => i),
      (i) => execute(insertInto(Many, chunk(i))),
      { discard: true },
    ),
  )
})

const everyRow = Effect.gen(function* () {
  let next = 0
  yield* Stream.runForEach(rows, (row) => same("the next row", row, { id: next, name: `row ${next++}` }))
  yield* same("the number of rows", next, rowCount)
  yield* same("count", yield* countRows(from(Many)), rowCount)
})

const givenBack = Effect.gen(function* () {
  // More often than there are connections.
  for (let i = 0; i < 10; i++) {
    const some = yield* Stream.runCollect(Stream.take(rows, 300 + i))
    yield* same("the first rows", [...some].map(({ id }) => id), Array.from({ length: 300 + i }, (_, id) => id))
    const failing = rows.pipe(
      Stream.mapEffect((row) => (row.id === 400 ? Effect.fail("enough" as const) : Effect.void)),
      Stream.runDrain,
    )
    yield* same("the failure of a stream", yield* Effect.flip(failing), "enough")
    const stalled = rows.pipe(Stream.runForEach((row) => (row.id === 500 ? Effect.never : Effect.void)))
    yield* Effect.timeoutOption(stalled, 30)
  }
})

const inTransaction = Effect.gen(function* () {
  const first = yield* transaction(
    Effect.gen(function* () {
      yield* execute(pipe(update(Many, { name: "changed" }), where(eq(Many.id, 0))))
      const [row] = yield* Stream.runCollect(Stream.take(rows, 1))
      yield* execute(pipe(update(Many, { name: "row 0" }), where(eq(Many.id, 0))))
      return row
    }),
  )
  yield* same("the row as the transaction sees it", first, { id: 0, name: "changed" })
  yield* same("the row after it", yield* all(pipe(from(Many), where(eq(Many.id, 0)), select(Many.name))), ["row 0"])
  const total = yield* one(pipe(from(Many), select({ sum: sum(Many.id) })))
  yield* holds("the sum is that of all rows", Number(total.sum) === (rowCount * (rowCount - 1)) / 2)
})

const programs: Readonly<Record<string, Program>> = {
  "give all rows, each once and in order": everyRow,
  "that are stopped early, fail or are interrupted give their connection back": givenBack,
  "that are stopped early in a transaction leave it usable": inTransaction,
}

export const streamChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> =>
  Object.entries(programs).map(([name, program]) =>
    check(suite, "streams", name, [], Effect.andThen(written, Effect.andThen(program, nothingLeft(suite)))),
  )
