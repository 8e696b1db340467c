/** Joined texts are the same on every database. */
import { Effect, pipe } from "effect"
import {
  all, asc, cast, coalesce, concat, createAll, desc, distinctValues, eq, execute, filterWhere, from, groupBy, gt, having,
  insertInto, integer, leftJoin, length, nullable, nullsLast, one, orderBy, orderedBy, over, primaryKey, select, stringAgg,
  table, text,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Word = table("word", {
  id: integer.pipe(primaryKey), kind: integer, word: text.pipe(nullable), place: integer.pipe(nullable),
})
const Kind = table("kind", { id: integer.pipe(primaryKey) })
const hostile = `it's "\\" ?😀$1,\n`
const words = Effect.gen(function* () {
  yield* createAll([Kind, Word])
  yield* execute(insertInto(Kind, [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]))
  yield* execute(
    insertInto(Word, [
      { id: 1, kind: 1, word: "b", place: 2 }, { id: 2, kind: 1, word: hostile, place: null }, { id: 3, kind: 1, word: null, place: 3 },
      { id: 4, kind: 1, word: "a", place: 1 }, { id: 5, kind: 1, word: "b", place: 0 },
      { id: 6, kind: 2, word: "", place: null }, { id: 7, kind: 2, word: "", place: null }, { id: 8, kind: 3, word: null, place: 1 },
    ]),
  )
})

describeOn(everywhere, "joined texts", (db) => {
  beforeAll(() => on(db, words))

  it("come in the order that is asked for, without NULLs", async () => {
    const query = pipe(
      from(Kind),
      leftJoin(Word, eq(Word.kind, Kind.id)),
      groupBy(Kind.id),
      select({
        id: Kind.id,
        words: stringAgg(Word.word, ", ").pipe(orderedBy(nullsLast(asc(Word.place)))),
        down: stringAgg(Word.word, hostile).pipe(orderedBy(desc(Word.id))),
        some: stringAgg(Word.word, "-").pipe(filterWhere(gt(Word.place, 0)), orderedBy(Word.place)),
        different: stringAgg(Word.word, "-").pipe(distinctValues, orderedBy(desc(Word.word))),
        without: stringAgg(concat(Word.word, "!"), "").pipe(orderedBy(Word.id)),
        numbers: stringAgg(cast(Word.place, text), "").pipe(orderedBy(Word.place)),
        more: coalesce(concat(stringAgg(Word.word, ",").pipe(orderedBy(Word.id)), "!"), "none"),
      }),
      orderBy(Kind.id),
    )
    expect(await on(db, all(query))).toEqual([
      {
        id: 1, words: `b, a, b, ${hostile}`, down: ["b", "a", hostile, "b"].join(hostile), some: "a-b",
        different: `${hostile}-b-a`, without: `b!${hostile}!a!b!`, numbers: "0123", more: `b,${hostile},a,b!`,
      },
      { id: 2, words: ", ", down: hostile, some: null, different: "", without: "!!", numbers: null, more: ",!" },
      { id: 3, words: null, down: null, some: null, different: null, without: null, numbers: "1", more: "none" },
      { id: 4, words: null, down: null, some: null, different: null, without: null, numbers: null, more: "none" },
    ])
  })

  it("stand in having and orderBy", async () => {
    const names = stringAgg(Word.word, "").pipe(orderedBy(Word.id))
    const query = pipe(from(Word), groupBy(Word.kind), having(gt(names, "")), select({ kind: Word.kind }), orderBy(desc(names)))
    expect(await on(db, all(query))).toEqual([{ kind: 1 }])
  })

  it("are of nothing NULL", async () => {
    const query = pipe(from(Word), select({ x: stringAgg(Word.word, ",").pipe(filterWhere(gt(Word.id, 99))) }))
    expect(await on(db, one(query))).toEqual({ x: null })
  })
})

const Long = table("long", { id: integer.pipe(primaryKey), text })
const unit = "é😀xyz".repeat(100_000)
const longs = Effect.gen(function* () {
  yield* createAll([Long])
  for (let id = 1; id <= 20; id++) yield* execute(insertInto(Long, { id, text: unit }))
})
const joined = pipe(from(Long), select({ n: length(stringAgg(Long.text, "\u00a0").pipe(orderedBy(Long.id))) }))

describeOn(["sqlite", "postgres", "mysql"], "long joined texts", (db) => {
  it("are whole", async () => {
    expect(await on(db, Effect.andThen(longs, one(joined)))).toEqual({ n: 20 * 500_000 + 19 })
  })
})

describeOn("mariadb", "joined texts longer than a packet", (db) => {
  it("are an error", async () => {
    await on(db, longs)
    const outcome = await on(db, Effect.flip(one(joined)))
    expect(outcome).toMatchObject({ reason: { _tag: "DataError", message: expect.stringContaining("max_allowed_packet") } })
    const some = pipe(from(Long), select({ n: length(stringAgg(Long.text, "\u00a0").pipe(filterWhere(gt(Long.id, 10)))) }))
    expect(await on(db, one(some))).toEqual({ n: 10 * 500_000 + 9 })
  })
})

describeOn(["sqlite", "postgres"], "joined texts over a window", (db) => {
  it("are those of the frame", async () => {
    await on(db, words)
    const x = stringAgg(Word.word, "-").pipe(over({ partitionBy: [Word.kind], orderBy: [Word.id] }))
    expect(await on(db, all(pipe(from(Word), select({ x }), orderBy(Word.id))))).toEqual(
      ["b", `b-${hostile}`, `b-${hostile}`, `b-${hostile}-a`, `b-${hostile}-a-b`, "", "-", null].map((text) => ({ x: text })),
    )
  })
})
