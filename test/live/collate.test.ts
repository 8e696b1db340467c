/** A collation says how texts compare and sort, and what is the same to GROUP BY and DISTINCT. */
import { pipe } from "effect"
import {
  all, alias, collate, countAll, createAll, eq, execute, from, greatest, groupBy, innerJoin, insertInto, integer, isIn, lower, lt,
  orderBy, primaryKey, select, table, text, where,
} from "fulmar"
import { beforeAll, expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Word = table("word", { id: integer.pipe(primaryKey), word: text })
const Other = Word.pipe(alias("other"))

/** For each database a collation that is blind to case, and one that is not. */
const names = {
  sqlite: ["NOCASE", "BINARY"],
  postgres: ["blind", "C"],
  mariadb: ["utf8mb4_general_ci", "utf8mb4_nopad_bin"],
  mysql: ["utf8mb4_0900_ai_ci", "utf8mb4_0900_bin"],
} as const

describeOn(everywhere, "a collation", (db) => {
  const [blind, exact] = names[db.kind]
  const blindly = collate(Word.word, blind)
  const ids = pipe(from(Word), select(Word.id), orderBy(Word.id))

  beforeAll(async () => {
    if (db.kind === "postgres") {
      await db.query("create collation blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false)")
    }
    await on(db, createAll([Word]))
    const words = ["b", "A", "B", "a"].map((word, i) => ({ id: i + 1, word }))
    await on(db, execute(insertInto(Word, words)))
  })

  it("compares", async () => {
    expect(await on(db, all(pipe(ids, where(eq(blindly, "a")))))).toEqual([2, 4])
    expect(await on(db, all(pipe(ids, where(isIn(blindly, ["B", "x"])))))).toEqual([1, 3])
    expect(await on(db, all(pipe(ids, where(lt(collate(Word.word, exact), "a")))))).toEqual([2, 3])
    expect(await on(db, all(pipe(ids, where(eq(collate(lower(Word.word), exact), "a")))))).toEqual([2, 4])
  })

  it("joins", async () => {
    const pairs = pipe(from(Word), innerJoin(Other, eq(blindly, Other.word)), where(eq(Word.id, 1)), select(Other.id), orderBy(Other.id))
    expect(await on(db, all(pairs))).toEqual([1, 3])
  })

  it("sorts", async () => {
    const sorted = pipe(from(Word), orderBy(collate(Word.word, exact)), select(Word.word))
    expect(await on(db, all(sorted))).toEqual(["A", "B", "a", "b"])
    const blindlySorted = pipe(from(Word), orderBy(blindly, Word.id), select(Word.id))
    expect(await on(db, all(blindlySorted))).toEqual([2, 4, 1, 3])
  })

  it("groups", async () => {
    const groups = pipe(from(Word), groupBy(blindly), select({ n: countAll }))
    expect(await on(db, all(groups))).toEqual([{ n: 2 }, { n: 2 }])
  })

  it("decides which is greatest", async () => {
    const q = pipe(from(Word), where(eq(Word.id, 4)), select(greatest(collate(Word.word, exact), "B")))
    expect(await on(db, all(q))).toEqual(["a"])
  })
})
