/** Tables are made as they are described, and go again. */
import { BigDecimal, Effect, pipe } from "effect"
import { from, insertInto, orderBy } from "../core/index.js"
import { all, execute } from "../driver/operations/index.js"
import { rawCommand } from "../expr/index.js"
import { createAll, dropAll } from "../schema/index.js"
import { check, type ConformanceCheck, failsWith, type Program, reasonOf, type Suite } from "./check.js"
import { holds, same } from "./expected.js"
import { Described, Egg, Hen } from "./tables.js"

const circles = Effect.gen(function* () {
  yield* createAll([Hen, Egg])
  yield* execute(insertInto(Hen, { id: 1 }))
  yield* execute(insertInto(Egg, { id: 1, hen: 1 }))
  yield* dropAll([Hen, Egg])
  yield* failsWith("a table that was dropped", "SyntaxError", all(from(Hen)))
  yield* createAll([Egg, Hen])
  yield* same("the rows of a table made anew", yield* all(from(Egg)), [])
  yield* dropAll([Hen, Egg], { ifExists: true })
  yield* dropAll([Hen, Egg], { ifExists: true })
})

const refusals: Readonly<Record<string, Program>> = {
  "text against its pattern": execute(rawCommand`insert into ${Described} (id, name, mood, size) values (2, 'ABC', 'good', 1)`),
  "label that is none": execute(rawCommand`insert into ${Described} (id, name, mood, size) values (2, 'abc', 'so so', 1)`),
  "number below the least": execute(rawCommand`insert into ${Described} (id, name, mood, size) values (2, 'abc', 'good', 0)`),
  "NULL": execute(rawCommand`insert into ${Described} (id, name, mood, size) values (2, null, 'good', 1)`),
  "fraction with too many places": execute(
    rawCommand`insert into ${Described} (id, name, mood, size, weight) values (2, 'abc', 'good', 1, 0.15)`,
  ),
  "decimal with too many places": execute(
    rawCommand`insert into ${Described} (id, name, mood, size, price) values (2, 'abc', 'good', 1, 1.255)`,
  ),
}

const constraints = Effect.gen(function* () {
  yield* createAll([Described], { ifNotExists: true })
  yield* createAll([Described], { ifNotExists: true })
  yield* execute(insertInto(Described, { id: 1, name: "abc", mood: "it's bad", size: 1 }))
  for (const [what, program] of Object.entries(refusals)) {
    const found = yield* reasonOf(program)
    yield* holds(`a ${what} is refused by the database: ${found}`, /Violation|DataError/.test(found))
  }
  yield* execute(
    rawCommand`insert into ${Described} (id, name, mood, size, weight, price) values (2, 'abc', 'good', 1, 0.1, 1.25)`,
  )
  const defaults = { pieces: 12, label: "it's \\ new", fresh: true }
  yield* same("the rows, with the defaults of the table", yield* all(pipe(from(Described), orderBy(Described.id))), [
    { id: 1, name: "abc", mood: "it's bad", size: 1, weight: null, price: null, ...defaults },
    { id: 2, name: "abc", mood: "good", size: 1, weight: 0.1, price: BigDecimal.fromStringUnsafe("1.25"), ...defaults },
  ])
  yield* dropAll([Described])
  yield* createAll([Described])
  yield* same("the rows of a table made anew", yield* all(from(Described)), [])
})

const programs: Readonly<Record<string, Program>> = {
  "that refer to each other come and go": circles,
  "have their constraints, labels, checks, defaults and indexes": constraints,
}

export const ddlChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> =>
  Object.entries(programs).map(([name, program]) => check(suite, "tables", name, [], program))
