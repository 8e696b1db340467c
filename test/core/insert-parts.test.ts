/** Inserts of more rows than one statement takes parameters. */
import { Chunk, Effect, Option, pipe, Stream } from "effect"
import {
  all, allRows, alongside, bigint, compile, count, createAll, cte, defaultWith, deleteFrom, type Dialect, eq, excluded, execute, first, from, insertFrom,
  insertInto, integer, isIn, literal, max, onConflictDoNothing, onConflictDoUpdate, onUpdateWith, param, prepare, primaryKey, returning, scalar,
  select, stream, table, text, toSql, transaction, update, where,
} from "fulmar"
import { dialect as postgres } from "fulmar/postgres"
import { dialect as sqlite } from "fulmar/sqlite"
import { describe, expect, test } from "vitest"
import { onEmpty } from "./bakery.js"

const Seen = table("seen", { id: integer.pipe(primaryKey), name: text })
/** One parameter more than a statement takes: two parts. */
const most = 32_766 / 2
const rows = Array.from({ length: 2 * most + 1 }, (_, id) => ({ id, name: `n${id}` }))
const last = rows.length - 1

const fresh = <A, E>(program: Effect.Effect<A, E, any>): Promise<A> =>
  onEmpty(Effect.andThen(createAll([Seen]), program) as Effect.Effect<A, E, never>)

/** The parts of a statement where only so many parameters go into one. */
const parts = (dialect: Dialect, maxParameters: number, statement: unknown): ReadonlyArray<readonly [string, ReadonlyArray<unknown>]> | string => {
  const compiled = compile({ ...dialect, maxParameters })(statement as never)
  if (compiled._tag === "Left") return compiled.left.message
  return (compiled.right.parts ?? []).map(({ statement: { params, sql } }) => [sql, params] as const)
}

const three = [{ id: 1, name: "a" }, { id: 2, name: "b" }, { id: 3, name: "c" }]

describe("prints", () => {
  test("as many rows in each part as fit, and each part numbers its own parameters", () => {
    expect(parts(postgres, 5, insertInto(Seen, three))).toEqual([
      [`insert into "seen" ("id", "name") values ($1, $2), ($3, $4)`, ["1", "a", "2", "b"]],
      [`insert into "seen" ("id", "name") values ($1, $2)`, ["3", "c"]],
    ])
  })

  test("parts of as many rows with one text", () => {
    const compiled = compile(sqlite)(insertInto(Seen, rows))
    if (compiled._tag === "Left") throw compiled.left
    const [a, b, c] = compiled.right.parts!.map((part) => part.statement)
    expect(a!.sql).toBe(b!.sql)
    expect([a!.params.length, b!.params.length, c!.params]).toEqual([32_766, 32_766, [BigInt(last), `n${last}`]])
    expect([compiled.right.sql, compiled.right.params]).toEqual([a!.sql, a!.params])
  })

  test("parameters outside of the rows in each part", () => {
    const upsert = pipe(
      insertInto(Seen, three),
      onConflictDoUpdate([Seen.id], { name: "again" }),
      returning({ id: Seen.id, four: literal(4) }),
    )
    const tail = ` on conflict ("id") do update set "name" = ? returning "id", ? as "four"`
    expect(parts(sqlite, 6, upsert)).toEqual([
      [`insert into "seen" ("id", "name") values (?, ?), (?, ?)${tail}`, [1n, "a", 2n, "b", "again", 4n]],
      [`insert into "seen" ("id", "name") values (?, ?)${tail}`, [3n, "c", "again", 4n]],
    ])
  })

  test("a CTE in the parts that use it", () => {
    const top = pipe(from(Seen), where(eq(Seen.name, "a")), select({ id: max(Seen.id) }), cte("top"))
    const highest = scalar(pipe(from(top), select(top.id)))
    const command = insertInto(Seen, [{ id: highest as never, name: "x" }, { id: 2, name: "b" }])
    expect(parts(sqlite, 3, command)).toEqual([
      [
        `with "top" ("id") as (select max("seen"."id") as "id" from "seen" where "seen"."name" = ?) ` +
          `insert into "seen" ("id", "name") values ((select "top"."id" from "top"), ?)`,
        ["a", "x"],
      ],
      [`insert into "seen" ("id", "name") values (?, ?)`, [2n, "b"]],
    ])
  })

  test("for people one statement, since that has no parameters", () => {
    expect(toSql({ ...sqlite, maxParameters: 4 })(insertInto(Seen, three))).toBe(
      `insert into "seen" ("id", "name") values (1, 'a'), (2, 'b'), (3, 'c')`,
    )
  })

  test("not a row that has too many by itself", () => {
    const one = scalar(pipe(from(Seen), where(isIn(Seen.id, [1, 2, 3, 4])), select(max(Seen.id))))
    expect(parts(sqlite, 4, insertInto(Seen, [{ id: 1, name: "a" }, { id: one as never, name: "b" }]))).toBe(
      "row 1 of the insert has 5 parameters by itself, and SQLite takes 4; compute its values from fewer of them",
    )
  })

  test("not beside commands, which would run with each part", () => {
    const gone = pipe(deleteFrom(Seen), where(eq(Seen.name, "old")), returning({ id: Seen.id }), cte("gone"))
    const first_ = scalar(pipe(from(gone), select(max(gone.id))))
    const message = "run it in several parts, in one transaction"
    expect(parts(postgres, 4, insertInto(Seen, [{ id: first_ as never, name: "x" }, ...three]))).toContain(message)
    expect(parts(postgres, 4, pipe(insertInto(Seen, three), alongside(pipe(deleteFrom(Seen), allRows))))).toContain(message)
  })

  test("rows of inserts that are CTEs with the statement", () => {
    const made = pipe(insertInto(Seen, three), returning(Seen), cte("made"))
    const command = insertInto(Seen, [{ id: scalar(pipe(from(made), select(max(made.id)))) as never, name: "x" }])
    expect(parts(postgres, 7, command)).toEqual([])
  })

  test("not what is no insert of rows", () => {
    const some = where(isIn(Seen.id, [1, 2, 3, 4]))
    const message = "run it in several parts, in one transaction"
    expect(parts(sqlite, 3, insertFrom(Seen, pipe(from(Seen), some)))).toContain(message)
    expect(parts(sqlite, 3, pipe(update(Seen, { name: "x" }), some))).toContain(message)
  })
})

describe("runs", () => {
  test("all parts: rows are counted together", async () => {
    const program = Effect.all([execute(insertInto(Seen, rows)), count(from(Seen))])
    expect(await fresh(program)).toEqual([{ rowsAffected: rows.length }, rows.length])
  })

  test("all parts: what they return is in their order", async () => {
    const ids = await fresh(all(pipe(insertInto(Seen, rows), returning(Seen.id))))
    expect(ids).toEqual(rows.map((row) => row.id))
    const some = await fresh(first(pipe(insertInto(Seen, rows), returning(Seen))))
    expect(some).toEqual(Option.some(rows[0]))
  })

  test("all parts before the first row of a stream", async () => {
    const sizes = stream(pipe(insertInto(Seen, rows), returning(Seen.id)), { chunkSize: 10_000 }).pipe(
      Stream.chunks,
      Stream.map((chunk) => Chunk.size(Chunk.fromIterable(chunk))),
      Stream.runCollect,
    )
    expect(await fresh(sizes)).toEqual([10_000, 10_000, 10_000, rows.length - 30_000])
  })

  test("named parameters in any part, checked before anything is sent", async () => {
    const put = prepare(insertInto(Seen, [...rows.slice(0, last), { id: last, name: param("name", Seen.name) }]))
    const back = pipe(from(Seen), where(eq(Seen.id, last)), select(Seen.name))
    expect(await fresh(Effect.andThen(put({ name: "given" }), all(back)))).toEqual(["given"])
    const wrong = Effect.all([Effect.flip(put({ name: 7 as never })), count(from(Seen))])
    expect(await fresh(wrong)).toMatchObject([{ _tag: "ValidationError" }, 0])
  })

  test("nothing, when a part fails", async () => {
    const twice = insertInto(Seen, [...rows, { id: 0, name: "again" }])
    const program = Effect.all([Effect.flip(execute(twice)), count(from(Seen))])
    expect(await fresh(program)).toMatchObject([{ reason: { _tag: "UniqueViolation" } }, 0])
  })

  test("in a transaction as a savepoint", async () => {
    const twice = insertInto(Seen, [...rows, { id: 0, name: "again" }])
    const program = transaction(Effect.gen(function* () {
      yield* execute(insertInto(Seen, { id: -1, name: "before" }))
      const error = yield* Effect.flip(execute(twice))
      yield* execute(insertInto(Seen, { id: -2, name: "after" }))
      return [error, yield* all(pipe(from(Seen), select(Seen.id)))]
    }) as Effect.Effect<unknown, unknown, any>)
    expect(await fresh(program)).toMatchObject([{ reason: { _tag: "UniqueViolation" } }, [-2, -1]])
  })

  test("nothing, when a value of any row does not fit", async () => {
    const program = Effect.all([
      Effect.flip(execute(insertInto(Seen, [...rows, { id: "x" as never, name: "a" }]))),
      count(from(Seen)),
    ])
    expect(await fresh(program)).toMatchObject([{ _tag: "ValidationError", issues: [{ row: rows.length }] }, 0])
  })

  test("the functions of the program once for each row, and those of an upsert once", async () => {
    let ids = 0
    let moments = 0
    const Made = table("made", {
      id: integer.pipe(primaryKey, defaultWith(() => ++ids)),
      name: text,
      at: bigint.pipe(onUpdateWith(() => BigInt(++moments))),
    })
    const upsert = pipe(
      insertInto(Made, rows.map(({ name }) => ({ name, at: 0n }))),
      onConflictDoUpdate([Made.id], { name: excluded(Made.name) }),
    )
    await onEmpty(Effect.andThen(createAll([Made]), execute(upsert)) as Effect.Effect<unknown, unknown, never>)
    expect([ids, moments]).toEqual([rows.length, 1])
  })

  test("conflicts with rows of an earlier part", async () => {
    const again = pipe(insertInto(Seen, [...rows, { id: 0, name: "again" }]), onConflictDoNothing(Seen.id))
    expect(await fresh(execute(again))).toEqual({ rowsAffected: rows.length })
  })
})
