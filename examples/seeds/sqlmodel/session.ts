/** Session: there is none; rows are read, changed and saved as values. Create, read, update, delete, and many at once. */
import {
  all, change, contains, count, deleteFrom, deleteRow, edit, eq, execute, first, from, insertInto, insertRow, lt, newRow, one, returning, saveAll, select, update,
  updateRow, where,
} from "fulmar"
import { Effect, Option, pipe } from "effect"
import { sample } from "../sample.js"
import { heroes, Hero, tables } from "./tables.js"

const spiderMan = newRow(Hero, { name: "Spider-Man", secretName: "Peter Parker" })
const row = { id: 1, name: "Spider-Man", secretName: "Peter Parker", age: null, active: true, teamId: null }

/** What the database made of a row comes back with it, so there is nothing to refresh. */
export const add = sample("Session: add, commit, refresh", { tables, program: insertRow(spiderMan), gives: row })

const named = pipe(from(Hero), where(eq(Hero.name, "Spider-Man")))

export const read = sample("Session: all, first, one", {
  tables,
  given: insertRow(spiderMan),
  program: Effect.all([all(named), first(named), one(named)]),
  gives: [[row], Option.some(row), row],
})

export const notOne = sample("Session: one raises if there is not exactly one", {
  tables,
  given: heroes,
  program: Effect.all([
    Effect.flip(one(pipe(from(Hero), where(eq(Hero.name, "Nobody"))))),
    Effect.flip(one(from(Hero))),
  ]).pipe(Effect.map((errors) => errors.map((error) => error._tag as string))),
  gives: ["NoResultFound", "MultipleResultsFound"],
})

export const updated = sample("Session: change and commit", {
  tables,
  given: insertRow(spiderMan),
  program: Effect.flatMap(one(named), (hero) => updateRow(edit(Hero, hero).pipe(change({ age: 26 })))),
  gives: { ...row, age: 26 },
})

export const updatedBy = sample("sqlmodel_update", {
  tables,
  given: insertRow(spiderMan),
  program: Effect.flatMap(one(named), (hero) => updateRow(edit(Hero, hero).pipe(change({ name: "New Name", age: 30 })))),
  gives: { ...row, name: "New Name", age: 30 },
})

export const deleted = sample("Session: delete and commit", {
  tables,
  given: insertRow(spiderMan),
  program: Effect.gen(function* () {
    yield* deleteRow(Hero, yield* one(named))
    return yield* count(from(Hero))
  }),
  gives: 0,
})

export const addAll = sample("Session: add_all", {
  tables,
  program: Effect.map(saveAll(["Spider-Man", "Batman", "Robin"].map((name) => newRow(Hero, { name }))), (saved) => saved.map(({ id, name }) => [id, name] as const)),
  gives: [[1, "Spider-Man"], [2, "Batman"], [3, "Robin"]],
})

export const bulkUpdate = sample("Bulk update", {
  tables,
  given: heroes,
  program: Effect.gen(function* () {
    yield* execute(pipe(update(Hero, { active: false }), where(eq(Hero.teamId, 1))))
    return yield* count(pipe(from(Hero), where(eq(Hero.active, false))))
  }),
  gives: 2,
})

export const bulkDelete = sample("Bulk delete", {
  tables,
  given: heroes,
  program: Effect.gen(function* () {
    const { rowsAffected } = yield* execute(pipe(deleteFrom(Hero), where(lt(Hero.age, 18))))
    return [rowsAffected, yield* all(pipe(from(Hero), where(contains(Hero.name, "Robin")), select(Hero.id)))]
  }),
  gives: [1, [] as ReadonlyArray<number>],
})

export const insertReturning = sample("insert().returning()", {
  tables,
  program: all(pipe(insertInto(Hero, { name: "Spider-Man", secretName: "Peter Parker" }), returning(Hero))),
  gives: [row],
})
