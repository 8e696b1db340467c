/** What a statement fails with says why, the same everywhere; and what failed has done nothing. */
import { Effect, pipe } from "effect"
import { deleteFrom, from, insertInto, orderBy, update, where } from "../core/index.js"
import { all, execute } from "../driver/operations/index.js"
import { SqlError } from "../driver/sql-error.js"
import { eq, rawCommand, rawQuery } from "../expr/index.js"
import { createAll } from "../schema/index.js"
import { savepoint, transaction } from "../tx/index.js"
import { check, type ConformanceCheck, failsWith, type Program, type Suite } from "./check.js"
import { holds, same } from "./expected.js"
import { nothingLeft } from "./nothing-left.js"
import { Child, Parent } from "./tables.js"

const violations: Readonly<Record<string, readonly [reason: string, program: Program]>> = {
  "a unique column": ["UniqueViolation", execute(insertInto(Parent, { id: 2, name: "a" }))],
  "a primary key": [
    "UniqueViolation",
    execute(insertInto(Parent, [{ id: 3, name: "c" }, { id: 1, name: "d" }])),
  ],
  "an update to a key that is there": [
    "UniqueViolation",
    Effect.andThen(
      execute(insertInto(Parent, { id: 4, name: "e" })),
      execute(pipe(update(Parent, { name: "a" }), where(eq(Parent.id, 4)))),
    ),
  ],
  "a parent that is not there": ["ForeignKeyViolation", execute(insertInto(Child, { id: 2, parent: 99, size: 1 }))],
  "a parent that is needed": ["ForeignKeyViolation", execute(pipe(deleteFrom(Parent), where(eq(Parent.id, 1))))],
  "a NULL": ["NotNullViolation", execute(rawCommand`insert into ${Parent} (id, name) values (5, null)`)],
  "an update to NULL": ["NotNullViolation", execute(rawCommand`update ${Parent} set name = null where id = 1`)],
  "a check": ["CheckViolation", execute(rawCommand`insert into ${Child} (id, parent, size) values (3, 1, 0)`)],
  "an update against a check": ["CheckViolation", execute(rawCommand`update ${Child} set size = ${-1} where id = 1`)],
}

const start = Effect.gen(function* () {
  yield* createAll([Parent, Child])
  yield* execute(insertInto(Parent, { id: 1, name: "a" }))
  yield* execute(insertInto(Child, { id: 1, parent: 1, size: 1 }))
})
const rows = Effect.all([all(pipe(from(Parent), orderBy(Parent.id))), all(pipe(from(Child), orderBy(Child.id)))])
const marker = execute(insertInto(Parent, { id: 50, name: "marker" }))

const violated = (suite: Suite, reason: string, violating: Program): Program =>
  Effect.gen(function* () {
    yield* start
    const before = yield* rows
    // A transaction around it, as some do more than one thing.
    yield* failsWith("alone", reason, transaction(violating))
    yield* same("the rows afterwards", yield* rows, before)
    yield* transaction(
      Effect.gen(function* () {
        yield* marker
        yield* failsWith("in a savepoint", reason, savepoint(violating))
        yield* failsWith("a second time, in a savepoint", "UniqueViolation", savepoint(marker))
      }),
    )
    const [parents, children] = yield* rows
    yield* same("what the transaction around it wrote", parents.map(({ id }) => id), [1, 50])
    yield* same("the children afterwards", children, before[1])
    yield* nothingLeft(suite)
  })

/** The error says more than its kind. */
const named: Program = Effect.gen(function* () {
  yield* start
  const error = yield* Effect.flip(execute(insertInto(Parent, { id: 2, name: "a" })))
  const reason = error instanceof SqlError ? error.reason : undefined
  yield* holds(
    `a UniqueViolation names its constraint or its columns: ${JSON.stringify(reason)}`,
    reason?._tag === "UniqueViolation" && (reason.constraint !== null || reason.columns.length > 0),
  )
  yield* holds("a UniqueViolation is not worth another try", reason?.isRetryable === false)
  yield* holds("the error has the statement, without its values", /insert into/i.test(reason?.sql ?? ""))
})

const wrong: Program = Effect.gen(function* () {
  yield* failsWith("a table that is not there", "SyntaxError", all(rawQuery({})`select * from fulmar_no_such_table`))
  yield* failsWith("words that are no SQL", "SyntaxError", execute(rawCommand`fulmar fulmar`))
  yield* failsWith("a statement that is for transaction()", "TransactionError", execute(rawCommand`commit`))
  yield* start
  yield* failsWith(
    "a write in a read only transaction",
    "ReadOnlyError",
    transaction(execute(insertInto(Parent, { id: 9, name: "z" })), { access: "read only" }),
  )
})

export const errorChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> => [
  ...Object.entries(violations).map(([name, [reason, program]]) =>
    check(suite, "errors", `${name} violated is a ${reason}, alone and in a savepoint`, [], violated(suite, reason, program)),
  ),
  check(suite, "errors", "say what was violated, and by which statement", [], named),
  check(suite, "errors", "of statements that cannot be run have their own reasons", [], wrong),
]
