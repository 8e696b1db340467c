import { Effect, pipe } from "effect"
import * as fulmar from "fulmar"
import {
  add,
  all,
  as,
  columnName,
  constraintOptions,
  createAll,
  cte,
  eq,
  execute,
  from,
  indexOn,
  innerJoin,
  insertFrom,
  insertInto,
  integer,
  limit,
  many,
  maybe,
  nullable,
  orderBy,
  primaryKey,
  references,
  select,
  table,
  text,
  union,
  unionAll,
  unique,
  update,
  where,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { onEmpty } from "./bakery.js"

const names = [
  "select", `a"b`, "__proto__", "constructor", "toString", "hasOwnProperty", "Ünïcode", "a.b", "a b", "a'b", "a`b",
  "a\\b", "$1", "?", ":x", "a;b", "--", "/*", "_1", "c0", "_present", "excluded",
  "😀", "order", "rowid", "then", "prototype", "_tag", "spec", "length", "name", "0", "-1",
]

const record = <A>(entries: ReadonlyArray<readonly [string, A]>): Record<string, A> => Object.fromEntries(entries)

/** Names that are known only when the program runs have no types. */
const sql: any = fulmar

describe("a table and a column of any name", () => {
  for (const name of names) {
    test(JSON.stringify(name), async () => {
      const number = `${name}2`
      const T = sql.table(
        name,
        record<fulmar.AnyColumnDef>([
          ["key", integer.pipe(primaryKey)], [name, text.pipe(unique)], [number, integer.pipe(nullable)],
        ]),
        (t: any) => [constraintOptions({ name: `ix ${name}` })(indexOn(t[name]))],
      )
      // A table called excluded must be changed under another name.
      const Target = name === "excluded" ? sql.alias("target")(T) : T
      const Other = sql.alias(`${name} other`)(T)
      const D = pipe(sql.from(T), sql.where(sql.eq(T.key, 1)), sql.as(`${name} d`)) as any
      const C = pipe(sql.from(T), sql.select(record([[name, T[name]]])), sql.limit(5), sql.cte(`${name} c`)) as any
      const rows = [
        record<unknown>([["key", 1], [name, "x"], [number, 1]]),
        record<unknown>([["key", 2], [name, "y"], [number, null]]),
      ]
      const again = record<unknown>([["key", 3], [name, "y"], [number, 5]])
      const set = sql.onConflictDoUpdate([T[name]], record([[number, sql.excluded(T[number])]]))
      const result = await onEmpty(
        Effect.gen(function* () {
          yield* sql.createAll([T])
          yield* sql.execute(sql.insertInto(T, rows))
          yield* sql.execute(pipe(sql.insertInto(Target, again), set))
          yield* sql.execute(pipe(sql.update(T, record([[name, "z"]])), sql.where(sql.eq(T.key, 2))))
          const bump = sql.update(T, record([[number, sql.add(T[number], 1)]]))
          const joined = sql.select({ [name]: T[name], other: Other })
          const groups = sql.select(record([[name, T[name]], ["m", sql.max(T[number])]]))
          const inner = pipe(sql.from(D), sql.where(sql.eq(D.key, T.key)), sql.select(record([[name, D[name]]])))
          const words = pipe(sql.from(T), sql.select(record([[name, T[name]]])))
          return {
            returned: yield* sql.all(pipe(bump, sql.where(sql.eq(T.key, 1)), sql.returning(T))),
            rows: yield* sql.all(pipe(sql.from(T), sql.orderBy(sql.desc(T[name])))),
            joined: yield* sql.all(pipe(
              sql.from(T),
              sql.leftJoin(Other, sql.eq(Other.key, 2)),
              sql.where(sql.eq(T.key, 1)),
              joined,
            )),
            derived: yield* sql.all(sql.from(D)),
            common: yield* sql.all(sql.from(C)),
            grouped: yield* sql.all(pipe(sql.from(T), sql.groupBy(T[name]), groups, sql.orderBy(T[name]))),
            nested: yield* sql.all(
              pipe(
                sql.from(T),
                sql.limit(1),
                sql.innerJoin(Other, sql.eq(Other.key, T.key)),
                sql.select(record([[name, sql.many(inner)]])),
              ),
            ),
            set: yield* sql.all(pipe(
              words,
              sql.unionAll(words),
              sql.orderRowsBy((row: any) => [row[name]]),
              sql.limit(1),
            )),
          }
        }) as Effect.Effect<unknown>,
      )
      const one = record<unknown>([["key", 1], [name, "x"], [number, 2]])
      const two = record<unknown>([["key", 2], [name, "z"], [number, 5]])
      const word = (x: string) => record<unknown>([[name, x]])
      expect(result).toEqual({
        returned: [one],
        rows: [two, one],
        joined: [record<unknown>([[name, "x"], ["other", two]])],
        derived: [one],
        common: [word("x"), word("z")],
        grouped: [record<unknown>([[name, "x"], ["m", 2]]), record<unknown>([[name, "z"], ["m", 5]])],
        nested: [record<unknown>([[name, [word("x")]]])],
        set: [word("x")],
      })
    })
  }
})

describe("names that meet", () => {
  const T = table("t", { id: integer.pipe(primaryKey), a: integer })
  const filled = Effect.andThen(createAll([T]), execute(insertInto(T, [{ id: 1, a: 10 }, { id: 2, a: 20 }])))
  const on = <A, E>(program: Effect.Effect<A, E, any>) => onEmpty(Effect.andThen(
    filled,
    program as Effect.Effect<A,
    E,
    never>,
  ))

  test("a key with a dot is not a key inside a record", async () => {
    const q = pipe(from(T), where(eq(T.id, 1)), select({ "a.b": T.id, a: { b: T.a } }))
    expect(await on(all(q))).toEqual([{ "a.b": 1, a: { b: 10 } }])
    expect(await on(all(pipe(q, unionAll(q))))).toEqual([{ "a.b": 1, a: { b: 10 } }, { "a.b": 1, a: { b: 10 } }])
    expect(await on(all(pipe(q, union(q), limit(2), limit(1))))).toEqual([{ "a.b": 1, a: { b: 10 } }])
  })

  test("keys that differ in case are different columns", async () => {
    const D = pipe(from(T), where(eq(T.id, 1)), select({ n: T.id, N: T.a }), as("d"))
    expect(await on(all(from(D)))).toEqual([{ n: 1, N: 10 }])
    const C = pipe(from(T), where(eq(T.id, 1)), select({ n: T.id, N: T.a }), cte("c"))
    expect(await on(all(from(C)))).toEqual([{ n: 1, N: 10 }])
  })

  test("a key may be another than the name in the database", async () => {
    const K = table(
      "k",
      {
        id: integer.pipe(primaryKey), word: text.pipe(columnName("the word")),
        next: integer.pipe(nullable, columnName("id2"), references((): never => K.id as never)),
      },
    ) as never as ReturnType<typeof makeK>
    const rows = await on(
      Effect.gen(function* () {
        yield* createAll([K])
        yield* execute(insertInto(K, { id: 1, word: "x", next: 1 }))
        yield* execute(pipe(update(K, { word: "y" }), where(eq(K.next, 1))))
        yield* execute(insertFrom(K, pipe(from(K), select({ word: K.word, id: add(K.id, 1), next: K.id }))))
        const D = pipe(from(K), as("d"))
        return [
          yield* all(pipe(
            from(K),
            select({ k: maybe(pipe(from(D), where(eq(D.word, K.word)), orderBy(D.id))) }),
            limit(1),
          )),
          yield* all(pipe(from(K), limit(9), where(eq(K.word, "y")), select(K.id))),
        ]
      }),
    )
    expect(rows).toEqual([[{ k: { id: 1, word: "y", next: 1 } }], [1, 2]])
  })

  test("a user's own table may be called as the compiler calls its own", async () => {
    const Own = table("_1", { id: integer.pipe(primaryKey) })
    const rows = await on(
      Effect.gen(function* () {
        yield* createAll([Own])
        yield* execute(insertInto(Own, [{ id: 1 }, { id: 2 }]))
        const joined = yield* all(pipe(
          from(T),
          limit(2),
          innerJoin(Own, eq(Own.id, T.id)),
          select({ t: T.id, own: Own.id }),
        ))
        const nested = yield* all(pipe(
          from(Own),
          select({ id: Own.id, ts: many(pipe(from(T), where(eq(T.id, Own.id)), select(T.a))) }),
        ))
        return [joined, nested]
      }),
    )
    expect(rows).toEqual([[{ t: 1, own: 1 }, { t: 2, own: 2 }], [{ id: 1, ts: [10] }, { id: 2, ts: [20] }]])
  })
})

const makeK = () => table("k", { id: integer.pipe(primaryKey), word: text, next: integer.pipe(nullable) })
