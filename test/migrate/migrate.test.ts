import { Effect, Fiber, type Layer } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { all, type Database, execute, from, insertInto, integer, primaryKey, rawCommand, rawQuery, table, text } from "fulmar"
import { down, fresh, migration, type MigrationError, type MigrationEvent, refresh, reset, status, to, up } from "fulmar/migrate"
import { Sqlite } from "fulmar/sqlite"
import { afterAll, describe, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "fulmar-migrate-"))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

/** Runs a program on a new database. */
const run = <A, E>(program: Effect.Effect<A, E, Database>) =>
  Effect.runPromise(Effect.provide(program, Sqlite.layer({ filename: join(folder, `${files++}.db`) }) as Layer.Layer<Database>))

const tables = Effect.map(
  all(rawQuery({ name: text })`select name from sqlite_schema where type = 'table' order by name`),
  (rows) => rows.map(({ name }) => name),
)
const states = (list: Parameters<typeof status>[0]) =>
  Effect.map(status(list), (found) => found.map(({ name, state }) => `${name} ${state}`))
const failure = <A, R>(effect: Effect.Effect<A, unknown, R>) => Effect.map(Effect.flip(effect), (e) => e as MigrationError)

const cake = migration({ name: "1_cake", up: "create table cake (id integer primary key, name text)", down: "drop table cake" })
const fruit = migration({
  name: "2_fruit",
  up: "create table fruit (id integer); create index f on fruit (id); insert into fruit values (7)",
  down: "drop table fruit",
})
const tart = migration({ name: "10_tart", up: "create table tart (id integer)", down: "drop table tart" })

describe("migrations", () => {
  it("are applied in the order of the numbers in their names, once", async () => {
    const program = Effect.gen(function* () {
      const first = yield* up([tart, fruit, cake])
      return [first, yield* up([tart, fruit, cake]), yield* tables, yield* states([cake, fruit, tart])] as const
    })
    const [first, second, names, found] = await run(program)
    expect(first.map(({ name }) => name)).toEqual(["1_cake", "2_fruit", "10_tart"])
    expect(first[1]?.steps).toHaveLength(3)
    expect(second).toEqual([])
    expect(names).toEqual(["cake", "fruit", "fulmar_migrations", "tart"])
    expect(found).toEqual(["1_cake applied", "2_fruit applied", "10_tart applied"])
  })

  it("are undone, the last one that was applied first", async () => {
    const program = Effect.gen(function* () {
      yield* up([cake, tart])
      yield* up([cake, fruit, tart])
      const one = yield* down([cake, fruit, tart])
      const two = yield* down([cake, fruit, tart], { steps: 2 })
      return [one, two, yield* tables].map((list) => list.map((x) => (typeof x === "string" ? x : x.name)))
    })
    expect(await run(program)).toEqual([["2_fruit"], ["10_tart", "1_cake"], ["fulmar_migrations"]])
  })

  it("go to one of them, up and down", async () => {
    const list = [cake, fruit, tart]
    const program = Effect.gen(function* () {
      const first = yield* to(list, "2_fruit")
      const second = yield* to(list, "1_cake")
      const third = yield* to(list, "10_tart")
      const none = yield* failure(to(list, "3_none"))
      return [[first, second, third].map((runs) => runs.map((r) => `${r.direction} ${r.name}`)), none.message] as const
    })
    expect(await run(program)).toEqual([
      [["up 1_cake", "up 2_fruit"], ["down 2_fruit"], ["up 2_fruit", "up 10_tart"]],
      'No migration has the name "3_none".',
    ])
  })

  it("leave nothing of themselves when they fail, and say where", async () => {
    const broken = migration({ name: "2_broken", up: "create table a (id integer); insert into nowhere values (1); select 1" })
    const program = Effect.gen(function* () {
      const error = yield* failure(up([cake, broken, tart]))
      return [error, yield* tables, yield* states([cake, broken, tart])] as const
    })
    const [error, names, found] = await run(program)
    expect(error).toMatchObject({ _tag: "MigrationError", problem: "Failed", migration: "2_broken", step: 2 })
    expect(error.message).toBe(
      'Migration "2_broken" could not be applied: step 2 of 3 failed: no such table: nowhere\ninsert into nowhere values (1)\n' +
        "Nothing of this migration was kept: correct it, and run it again.",
    )
    expect(names).toEqual(["cake", "fulmar_migrations"])
    expect(found).toEqual(["1_cake applied", "2_broken pending", "10_tart pending"])
  })

  it("are Effects, which are undone with the rest", async () => {
    const Cake = table("cake", { id: integer.pipe(primaryKey), name: text })
    const filled = migration({ name: "2_fill", up: [execute(insertInto(Cake, { id: 1, name: "Opera" })), "insert into cake values (2, 'Tart')"] })
    const dies = migration({ name: "3_dies", up: Effect.andThen(execute(rawCommand`delete from cake`), Effect.die("no")) })
    const program = Effect.gen(function* () {
      yield* up([cake, filled])
      const exit = yield* Effect.exit(up([cake, filled, dies]))
      return [exit._tag, yield* all(from(Cake))] as const
    })
    expect(await run(program)).toEqual(["Failure", [{ id: 1, name: "Opera" }, { id: 2, name: "Tart" }]])
  })

  it("that have changed are refused, but not for comments and the ends of lines", async () => {
    const same = { ...fruit, up: [`-- new\r\n${String(fruit.up[0]).replaceAll("; ", ";\r\n")};`] }
    const other = { ...fruit, up: ["create table fruit (id text)"] }
    const program = Effect.gen(function* () {
      yield* up([cake, fruit])
      return [yield* up([cake, same]), yield* failure(up([cake, other])), yield* failure(up([cake]))] as const
    })
    const [none, changed, missing] = await run(program)
    expect(none).toEqual([])
    expect(changed.message).toMatch(/^Migration "2_fruit" has changed since it was applied\. /)
    expect(missing.message).toMatch(/^Migration "2_fruit" was applied, and is not there any more\. /)
  })

  it("that come before applied ones are applied, or refused", async () => {
    const program = Effect.gen(function* () {
      yield* up([cake, tart])
      const refused = yield* failure(up([cake, fruit, tart], { outOfOrder: "refuse" }))
      const shown = (yield* status([cake, fruit, tart])).filter(({ outOfOrder }) => outOfOrder)
      return [refused.problem, shown.map(({ name }) => name), yield* up([cake, fruit, tart])] as const
    })
    expect(await run(program)).toEqual(["OutOfOrder", ["2_fruit"], [expect.objectContaining({ name: "2_fruit", outOfOrder: true })]])
  })

  it("that were applied and are gone can be ignored", async () => {
    const program = Effect.gen(function* () {
      yield* up([cake, fruit])
      return yield* up([cake, tart], { missing: "ignore" })
    })
    expect((await run(program)).map(({ name }) => name)).toEqual(["10_tart"])
  })

  it("without down are not undone, nor those after them", async () => {
    const once = migration({ name: "3_once", up: "create table once (id integer)" })
    const program = Effect.gen(function* () {
      yield* up([cake, once, tart])
      return [yield* failure(reset([cake, once, tart])), yield* tables] as const
    })
    const [error, names] = await run(program)
    expect(error.message).toBe('Migration "3_once" cannot be undone: it has no down. Nothing was undone.')
    expect(names).toContain("tart")
  })

  it("are shown by a dry run, which writes nothing", async () => {
    const program = Effect.gen(function* () {
      const runs = yield* up([cake, fruit], { dryRun: true })
      return [runs, yield* tables, yield* states([cake])] as const
    })
    const [runs, names, found] = await run(program)
    expect(runs[1]).toEqual({
      name: "2_fruit",
      direction: "up",
      steps: ["create table fruit (id integer)", "create index f on fruit (id)", "insert into fruit values (7)"],
      outOfOrder: false,
    })
    expect([names, found]).toEqual([[], ["1_cake pending"]])
  })

  it("are applied anew by fresh, refresh and reset", async () => {
    const list = [cake, fruit]
    const program = Effect.gen(function* () {
      yield* execute(rawCommand`create table "odd "" name" (id integer primary key)`)
      yield* execute(rawCommand`create table child (id integer references "odd "" name")`)
      yield* execute(rawCommand`insert into "odd "" name" values (1)`)
      yield* execute(rawCommand`insert into child values (1)`)
      yield* execute(rawCommand`create view v as select * from child`)
      const first = yield* fresh(list)
      const keys = yield* all(rawQuery({ on: integer })`pragma foreign_keys`)
      const after = yield* tables
      const again = yield* refresh(list)
      yield* reset(list)
      return [first.length, keys, after, again.map((r) => `${r.direction} ${r.name}`), yield* tables] as const
    })
    expect(await run(program)).toEqual([
      2,
      [{ on: 1 }],
      ["cake", "fruit", "fulmar_migrations"],
      ["down 2_fruit", "down 1_cake", "up 1_cake", "up 2_fruit"],
      [],
    ])
  })

  it("switch foreign keys off outside the transaction, and are undone where a key then points at nothing", async () => {
    const base = migration({
      name: "1_base",
      up: "create table a (id integer primary key); create table b (a integer references a on delete cascade); insert into a values (1); insert into b values (1)",
    })
    const rebuild = migration({
      name: "2_rebuild",
      up: "pragma foreign_keys = off; create table new_a (id integer primary key, note text); insert into new_a (id) select id from a; drop table a; alter table new_a rename to a; pragma foreign_keys = on",
    })
    const wrong = migration({ name: "3_wrong", up: "pragma foreign_keys = off; delete from a" })
    const program = Effect.gen(function* () {
      yield* up([base, rebuild])
      const kept = yield* all(rawQuery({ n: integer })`select count(*) from b`)
      const error = yield* failure(up([base, rebuild, wrong]))
      return [kept, error.message, yield* all(rawQuery({ n: integer })`select count(*) from a`), yield* all(rawQuery({ on: integer })`pragma foreign_keys`)] as const
    })
    const [kept, message, left, keys] = await run(program)
    expect(kept).toEqual([{ n: 1 }])
    expect(message).toMatch(/migration "3_wrong" left rows that refer to what is not there: 1\. Nothing of it was kept/)
    expect(left).toEqual([{ n: 1 }])
    expect(keys).toEqual([{ on: 1 }])
  })

  it("outside a transaction are run step by step", async () => {
    const outside = migration({ name: "2_vacuum", up: "create table v (id integer); vacuum; create table w (id integer)", transaction: false })
    const events: Array<string> = []
    const onEvent = (event: MigrationEvent) => Effect.sync(() => void events.push(`${event._tag} ${event.name}`))
    const program = Effect.andThen(up([cake, outside], { onEvent }), tables)
    expect(await run(program)).toEqual(["cake", "fulmar_migrations", "v", "w"])
    expect(events).toEqual([
      "Began 1_cake", "StepDone 1_cake", "Ended 1_cake",
      "Began 2_vacuum", "StepDone 2_vacuum", "StepDone 2_vacuum", "StepDone 2_vacuum", "Ended 2_vacuum",
    ])
  })

  it("outside a transaction go on after the step that was done last", async () => {
    const broken = (third: string) =>
      migration({ name: "2_steps", up: `create table v (id integer); insert into v values (1); ${third}`, transaction: false })
    const program = Effect.gen(function* () {
      const error = yield* failure(up([cake, broken("insert into nowhere values (1)")]))
      const half = (yield* status([cake, broken("x")]))[1]
      const edited = yield* failure(up([cake, { ...broken("x"), up: ["create table other (id integer); x; y"] }]))
      const other = yield* failure(down([cake, broken("x")]))
      yield* up([cake, broken("insert into v values (2)")])
      return [error, half, edited.problem, other.problem, yield* all(rawQuery({ id: integer })`select id from v`)] as const
    })
    const [error, half, edited, other, rows] = await run(program)
    expect(error.message).toMatch(/step 3 of 3 failed: no such table: nowhere[^]*The steps before it are done, and are not repeated/)
    expect(half).toMatchObject({ state: "applying", step: 2, steps: 3 })
    expect([edited, other]).toEqual(["Changed", "Unfinished"])
    expect(rows).toEqual([{ id: 1 }, { id: 2 }])
  })

  it("that are interrupted leave nothing", async () => {
    const slow = migration({ name: "2_slow", up: ["create table s (id integer)", Effect.never] })
    const program = Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(up([cake, slow]))
      yield* Effect.sleep("50 millis")
      yield* Fiber.interrupt(fiber)
      return [yield* tables, yield* up([cake, tart])] as const
    })
    const [names, runs] = await run(program)
    expect(names).toEqual(["cake", "fulmar_migrations"])
    expect(runs.map(({ name }) => name)).toEqual(["10_tart"])
  })

  it("of one name, or of none, are refused", async () => {
    expect((await run(failure(up([cake, cake])))).message).toBe('Two migrations have the name "1_cake": rename one of them.')
    expect((await run(failure(up([migration({ up: "" })])))).problem).toBe("Invalid")
  })
})
