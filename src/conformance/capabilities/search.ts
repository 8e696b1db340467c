import { Effect, pipe } from "effect"
import { integer, primaryKey, text, vector } from "../../codec/index.js"
import { constraintOptions, from, indexOn, insertInto, select, table, where } from "../../core/index.js"
import { Database } from "../../driver/database.js"
import { all, execute } from "../../driver/operations/index.js"
import { eq, gt, l2Distance, matchAgainst, matches, plainToTsquery, rawCommand, rawQuery, toTsvector, value } from "../../expr/index.js"
import { createAll } from "../../schema/index.js"
import { Left } from "../tables.js"
import { probe, type Probe } from "./probe.js"

const Word = table("fulmar_word", { id: integer.pipe(primaryKey), name: text }, (word) => [
  indexOn(word.name).pipe(constraintOptions({ using: "fulltext" })),
])
const first = pipe(from(Left), where(eq(Left.id, 1)))

/** The index comes with its table, and a word that is in every row counts for nothing. */
const indexed = Effect.gen(function* () {
  const { dialect } = yield* Database
  if (dialect.capabilities.has("matchAgainst")) {
    yield* createAll([Word], { ifNotExists: true })
    yield* execute(rawCommand`delete from ${Word}`)
    yield* execute(insertInto(Word, [{ id: 1, name: "Opera" }, { id: 2, name: "Tart" }, { id: 3, name: "Sponge" }]))
  }
  return yield* all(pipe(from(Word), where(gt(matchAgainst([Word.name], "Opera"), 0)), select(Word.id)))
})

/** Has the server the extension pgvector? Then the database gets it. */
export const pgvector = Effect.gen(function* () {
  const found = yield* all(rawQuery({ name: text })`select name from pg_available_extensions where name = 'vector'`)
  if (found.length > 0) yield* execute(rawCommand`create extension if not exists vector`)
  return found.length > 0
})

/** Where the server has no extension pgvector there is nothing to be asked. */
const near = Effect.gen(function* () {
  const { dialect } = yield* Database
  if (dialect.capabilities.has("vectors") && !(yield* pgvector)) return [5]
  return yield* all(pipe(first, select(l2Distance(value(vector(2), [0, 0]), [3, 4]))))
})

export const searchProbes: Readonly<Record<string, Probe>> = {
  textSearch: probe(
    all(pipe(first, select(matches(toTsvector("simple", Left.name), plainToTsquery("simple", "OPERA"))))),
    [true],
  ),
  matchAgainst: probe(indexed, [1]),
  vectors: probe(near, [5]),
}
