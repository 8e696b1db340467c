/** How much databases read to load related rows: as much as there is, also without an index on the foreign key, not its square. */
import { Effect, pipe } from "effect"
import {
  allRows, createAll, Database, type DatabaseService, deleteFrom, desc, dropAll, execute, hasMany, indexed, insertInto, integer, limit, load,
  type LoadSpec, manyToMany, offset, orderBy, primaryKey, primaryKeyOn, refineRelation, table, transaction, varchar,
} from "fulmar"
import { afterAll, beforeAll, expect, it } from "vitest"
import { executorOf } from "../../src/driver/run.js"
import { describeOn, type LiveDb } from "../servers/live.js"
import { everywhere, on as runOn } from "./conformance.js"

type Run = DatabaseService["executor"]["run"]
type Sent = Parameters<Run>

const run = (...sent: Sent) => Effect.withFiber((fiber) => Effect.flatMap(Database, (database) => executorOf(fiber, database).run(...sent)))

/** The statements that a load sends, with what they are sent with. */
const sentBy = (effect: Effect.Effect<unknown, unknown, Database>) =>
  Effect.gen(function* () {
    const database = yield* Database
    const sent: Array<Sent> = []
    const watching: Run = (...given) => {
      sent.push(given)
      return database.executor.run(...given)
    }
    yield* Effect.provideService(effect, Database, { ...database, executor: { ...database.executor, run: watching } })
    return sent
  })

interface Plan {
  readonly "Actual Rows": number
  readonly "Actual Loops": number
  readonly "Rows Removed by Filter"?: number
  readonly "Rows Removed by Join Filter"?: number
  readonly Plans?: ReadonlyArray<Plan>
}
/** The rows that the steps of a plan gave and threw away. */
const rowsOf = (plan: Plan): number =>
  (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0) + (plan["Rows Removed by Join Filter"] ?? 0)) * plan["Actual Loops"] +
  (plan.Plans ?? []).reduce((sum, inner) => sum + rowsOf(inner), 0)

/** How many rows a load makes the database read; SQLite only says how often it goes through a whole table. */
const work = (db: LiveDb, effect: Effect.Effect<unknown, unknown, Database>) =>
  Effect.gen(function* () {
    if (db.kind === "mariadb" || db.kind === "mysql") {
      const handlers = Effect.map(run("show session status like 'Handler_read%'", [], { wide: false }), ({ rows }) =>
        rows.reduce((sum, [, value]) => sum + Number(value), 0),
      )
      return yield* transaction(Effect.gen(function* () {
        const before = yield* handlers
        yield* effect
        return (yield* handlers) - before
      }))
    }
    let read = 0
    for (const [sql, ...rest] of yield* sentBy(effect)) {
      const { rows } = yield* run(`explain ${db.kind === "sqlite" ? "query plan" : "(analyze, format json)"} ${sql}`, ...rest)
      if (db.kind === "sqlite") {
        const steps = rows.map((row) => String(row[3]))
        expect(steps.filter((step) => /^SCAN (?!.*CLAUSE|CONSTANT|\(|_)/.test(step)), steps.join("\n")).toHaveLength(1)
        expect(steps.filter((step) => /CORRELATED|AUTOMATIC/.test(step))).toEqual([])
        read += 1
      } else {
        const plan = typeof rows[0]![0] === "string" ? (JSON.parse(rows[0]![0]) as ReadonlyArray<{ readonly Plan: Plan }>) : (rows[0]![0] as never)
        read += rowsOf(plan[0]!.Plan)
      }
    }
    return read
  })

const A = table("work_a", { id: integer.pipe(primaryKey), code: varchar(20) })
const B = table("work_b", { id: integer.pipe(primaryKey), aId: integer, code: varchar(20) })
const C = table("work_c", { id: integer.pipe(primaryKey), bId: integer })
const D = table("work_d", { id: integer.pipe(primaryKey), aId: integer.pipe(indexed) })
const AB = table("work_ab", { aId: integer, bId: integer }, (t) => [primaryKeyOn(t.bId, t.aId)])
const tables = [A, B, C, D, AB] as const
const bs = hasMany(A, B, { id: "aId" })
const cs = hasMany(B, C, { id: "bId" })

const specs: Readonly<Record<string, LoadSpec>> = {
  "children and grandchildren": { bs: [bs, { cs }] },
  "some of each": { bs: [bs.pipe(refineRelation((q) => pipe(q, orderBy(desc(B.id)), limit(2), offset(1)))), { cs: cs.pipe(refineRelation((q) => pipe(q, limit(1)))) }] },
  "by a key of two columns": { bs: hasMany(A, B, { id: "aId", code: "code" }) },
  "over a junction": { bs: [manyToMany(A, B, { through: AB, from: { id: "aId" }, to: { bId: "id" } }), { cs }] },
}
/** Nested rows are asked for row by row, so they want an index. */
const nested: Readonly<Record<string, LoadSpec>> = {
  "children": { ds: hasMany(A, D, { id: "aId" }) },
  "some of each": { ds: hasMany(A, D, { id: "aId" }).pipe(refineRelation((q) => pipe(q, orderBy(desc(D.id)), limit(2)))) },
}

const ids = (n: number) => Array.from({ length: n }, (_, id) => id)
const fill = (db: LiveDb, n: number) =>
  Effect.gen(function* () {
    for (const one of tables) yield* execute(allRows(deleteFrom(one as typeof A)))
    yield* execute(insertInto(A, ids(n).map((id) => ({ id, code: `c${id}` }))))
    yield* execute(insertInto(B, ids(3 * n).map((id) => ({ id, aId: id % n, code: `c${id % n}` }))))
    yield* execute(insertInto(C, ids(6 * n).map((id) => ({ id, bId: id % (3 * n) }))))
    yield* execute(insertInto(D, ids(3 * n).map((id) => ({ id, aId: id % n }))))
    yield* execute(insertInto(AB, ids(3 * n).map((id) => ({ aId: id % n, bId: id }))))
    // A plan for an empty table is none for a full one.
    yield* run(db.kind === "mariadb" || db.kind === "mysql" ? "analyze table work_a, work_b, work_c, work_d, work_ab" : "analyze", [], { wide: false })
  })

describeOn(everywhere, "what is read", (db) => {
  const on = <A>(program: Effect.Effect<A, any, any>): Promise<A> => runOn(db, program)
  beforeAll(() => on(createAll(tables)))
  afterAll(() => on(dropAll(tables)))

  it("is as much as there is, without an index on the foreign key", async () => {
    const read: Record<string, Array<number>> = {}
    for (const n of [1000, 2000]) {
      await on(fill(db, n))
      for (const [name, spec] of Object.entries(specs)) (read[name] ??= []).push(await on(work(db, load(A, spec))))
      if (db.kind === "sqlite") continue
      for (const [name, spec] of Object.entries(nested)) (read[`nested ${name}`] ??= []).push(await on(work(db, load(A, spec, { strategy: "nested" }))))
    }
    for (const [name, [less, more]] of Object.entries(read)) {
      // There are 17 rows for each of the first table; a square would be thousands.
      expect(less, name).toBeLessThan(100 * 1000)
      expect(more, name).toBeLessThan(2.5 * less!)
    }
  })
})
