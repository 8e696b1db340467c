/** Operators of the database mean the same wherever they stand. */
import { pipe } from "effect"
import {
  add, all, and, boolean, createAll, eq, execute, from, insertInto, integer, isNull, nullable, orderBy, primaryKey, rawOperator, select, table, text,
} from "fulmar"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

const Word = table("word", { id: integer.pipe(primaryKey), word: text.pipe(nullable) })
const like = rawOperator(boolean)`like`
const bits = rawOperator(integer, { precedence: "other" })`&`

describeOn(everywhere, "operators of the database", (db) => {
  it("nest as they are written", async () => {
    await on(db, createAll([Word]))
    await on(db, execute(insertInto(Word, [{ id: 1, word: "it's" }, { id: 2, word: "b" }, { id: 3, word: null }])))
    const query = pipe(
      from(Word),
      orderBy(Word.id),
      select({
        like: like(Word.word, "it'%"), same: eq(eq(Word.id, 1), like(Word.word, "it%")), unknown: isNull(like(Word.word, "%")),
        bits: bits(Word.id, 3), masked: eq(bits(add(Word.id, 1), add(Word.id, 2)), 2), nested: add(bits(Word.id, bits(Word.id, 1)), 4),
        both: and(like(Word.word, "%"), eq(bits(Word.id, 1), 1)),
      }),
    )
    expect(await on(db, all(query))).toEqual([
      { like: true, same: true, unknown: false, bits: 1, masked: true, nested: 5, both: true },
      { like: false, same: true, unknown: false, bits: 2, masked: false, nested: 4, both: false },
      { like: null, same: null, unknown: true, bits: 3, masked: false, nested: 5, both: null },
    ])
  })
})
