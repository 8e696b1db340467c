/** Commands that databases say differently do the same on each. */
import { Effect, pipe } from "effect"
import {
  alias,
  allRows,
  as,
  cte,
  deleteFrom,
  excluded,
  from,
  innerJoin,
  insertFrom,
  insertInto,
  limit,
  onConflictDoNothing,
  onConflictDoUpdate,
  orderBy,
  recursive,
  select,
  update,
  where,
} from "../core/index.js"
import { all, countRows, execute, existsRow } from "../driver/operations/index.js"
import { text } from "../codec/index.js"
import { count } from "../expr/aggregate.js"
import { add, concat, eq, exists, gt, isIn, literal, lower, lt, max, mul, scalar, value } from "../expr/index.js"
import { createAll } from "../schema/index.js"
import { check, type ConformanceCheck, type Program, type Suite } from "./check.js"
import { same } from "./expected.js"
import { bakery, Cake, everything, Fruit, Kinds, Note, Stock } from "./tables.js"

const stock = all(pipe(from(Stock), select({ name: Stock.name, n: Stock.n, note: Stock.note }), orderBy(Stock.name)))

const inserts = Effect.gen(function* () {
  yield* same("rows inserted", yield* execute(insertInto(Stock, { name: "a", n: 1 })), { rowsAffected: 1 })
  const two = [{ name: "b", n: 2, note: "x" }, { name: "c", n: 3 }]
  yield* same("rows inserted at once", yield* execute(insertInto(Stock, two)), { rowsAffected: 2 })
  yield* same("rows of an empty insert", yield* execute(insertInto(Stock, [])), { rowsAffected: 0 })
  yield* same("the rows", yield* stock, [
    { name: "a", n: 1, note: null },
    { name: "b", n: 2, note: "x" },
    { name: "c", n: 3, note: null },
  ])
  const ids = yield* all(pipe(from(Stock), select(Stock.id), orderBy(Stock.id)))
  yield* same("the numbers that were counted up", ids, [1, 2, 3])
})

const updates = Effect.gen(function* () {
  yield* execute(insertInto(Stock, [{ name: "a", n: 1 }, { name: "b", n: 2 }, { name: "c", n: 3 }]))
  const more = pipe(update(Stock, { n: add(Stock.n, 10), note: "more" }), where(gt(Stock.n, 1)))
  yield* same("rows changed", yield* execute(more), { rowsAffected: 2 })
  yield* same("rows that matched and stayed", yield* execute(pipe(update(Stock, { note: "more" }), where(gt(Stock.n, 1)))), {
    rowsAffected: 2,
  })
  yield* same("rows deleted", yield* execute(pipe(deleteFrom(Stock), where(eq(Stock.name, "b")))), { rowsAffected: 1 })
  yield* same("rows deleted where none is", yield* execute(pipe(deleteFrom(Stock), where(eq(Stock.name, "z")))), {
    rowsAffected: 0,
  })
  yield* same("the rows", yield* stock, [
    { name: "a", n: 1, note: null },
    { name: "c", n: 13, note: "more" },
  ])
  // Each value is computed of the row as it was.
  yield* execute(pipe(update(Stock, { n: add(Stock.n, 1), note: concat(Stock.name, "!") }), allRows))
  yield* execute(pipe(deleteFrom(Stock), allRows))
  yield* same("the rows after all are deleted", yield* countRows(from(Stock)), 0)
})

const upserts = Effect.gen(function* () {
  const put = (name: string, n: number) =>
    execute(
      pipe(
        insertInto(Stock, { name, n }),
        onConflictDoUpdate([Stock.name], { n: add(Stock.n, excluded(Stock.n)), note: "again" }),
      ),
    )
  yield* put("a", 1)
  yield* put("a", 2)
  yield* put("b", 5)
  const less = { where: lt(excluded(Stock.n), Stock.n) }
  yield* execute(
    pipe(insertInto(Stock, { name: "a", n: 100 }), onConflictDoUpdate([Stock.name], { n: excluded(Stock.n) }, less)),
  )
  yield* execute(pipe(insertInto(Stock, { name: "a", n: 7 }), onConflictDoNothing()))
  yield* same("the rows", yield* stock, [
    { name: "a", n: 3, note: "again" },
    { name: "b", n: 5, note: null },
  ])
})

const other = alias("other")(Cake)
const dearest = scalar(pipe(from(other), select({ x: max(other.price) })))

const ofTheTable = Effect.gen(function* () {
  yield* bakery
  const f = pipe(from(Fruit), where(gt(Fruit.id, 1)), select({ id: Fruit.id, cake: Fruit.cakeId }), as("f"))
  yield* execute(pipe(update(Cake, { price: add(dearest, 1) as never }), where(eq(Cake.id, 2))))
  yield* execute(
    pipe(
      update(Cake, { price: add(Cake.price, Fruit.id) }),
      innerJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
      where(eq(Cake.id, 1)),
    ),
  )
  yield* execute(
    pipe(update(Cake, { name: concat(Cake.name, "!") }), innerJoin(f, eq(f.cake, Cake.id)), where(eq(f.id, 2))),
  )
  const c = alias("c")(Cake)
  yield* execute(
    pipe(update(c, { price: mul(c.price, 2) }), where(exists(pipe(from(Cake), where(gt(Cake.id, c.id)))))),
  )
  yield* execute(insertInto(Cake, { id: 9, name: "Gone", price: 1 }))
  const dear = scalar(pipe(from(Cake), select({ x: max(Cake.price) })))
  yield* execute(pipe(deleteFrom(c), where(isIn(c.id, [8, 9])), where(lt(c.price, dear) as never)))
  const fruits = scalar(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)), select({ n: count(Fruit.id) })))
  const rows = yield* all(
    pipe(from(Cake), orderBy(Cake.id), select({ id: Cake.id, name: Cake.name, price: Cake.price, n: fruits })),
  )
  yield* same("the cakes", rows, [
    { id: 1, name: "Opera", price: 62, n: 1 },
    { id: 2, name: "Tart!", price: 62, n: 2 },
    { id: 3, name: "Sponge", price: 20, n: 0 },
  ])
})

const ctes = Effect.gen(function* () {
  yield* bakery
  const dear = pipe(from(Cake), where(gt(Cake.price, 15)), select({ id: Cake.id }), cte("dear"))
  yield* execute(insertFrom(Note, pipe(from(dear), select({ cakeId: dear.id }))))
  yield* same("the notes", yield* all(pipe(from(Note), select({ n: count(Note.cakeId) }))), [{ n: 4 }])
  const steps = recursive(
    "steps",
    pipe(from(Note), select({ n: literal(1), path: literal("a") }), limit(1)),
    (self) => pipe(from(self), where(lt(self.n, 40)), select({ n: add(self.n, 1), path: concat(self.path, "b") })),
  )
  const grown = pipe(from(steps), where(eq(steps.n, 40)), select({ path: steps.path }))
  yield* same("a text that grew", yield* all(grown as never) as Program, [{ path: `a${"b".repeat(39)}` }])
})

const parameters = Effect.gen(function* () {
  yield* bakery
  const found = pipe(
    from(Kinds),
    where(eq(Kinds.key, everything.key)),
    where(eq(Kinds.doc, everything.doc)),
    where(eq(Kinds.mood, "glad")),
    where(eq(lower(value(text, "A")), "a")),
    select({ id: Kinds.id }),
  )
  yield* same("the row that has all of them", yield* all(found), [{ id: 1 }])
})

const counted = Effect.gen(function* () {
  yield* bakery
  const none = pipe(from(Cake), where(eq(Cake.id, 99)))
  yield* same("how many cakes there are", [yield* countRows(from(Cake)), yield* countRows(none)], [3, 0])
  yield* same("whether there is a cake", [yield* existsRow(from(Cake)), yield* existsRow(none)], [true, false])
})

const withStock = (program: Program): Program => Effect.andThen(createAll([Stock]), program)

const programs: Readonly<Record<string, Program>> = {
  "insert rows, and say how many": withStock(inserts),
  "update and delete rows, and say how many matched": withStock(updates),
  "that meet a row that is there change it, by its unique column": withStock(upserts),
  "may read the table that they change, and others": ofTheTable,
  "take rows from CTEs, and recursive ones grow beyond their first row": ctes,
  "and queries: rows are counted, and looked for": counted,
  "and queries give a parameter the type of its column": parameters,
}

export const commandChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> =>
  Object.entries(programs).map(([name, program]) => check(suite, "commands", name, [], program))
