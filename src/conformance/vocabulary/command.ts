/** Commands: what they change, what they give back, and what they leave as it is. */
import { pipe } from "effect"
import { autoIncrement, integer, nullable, primaryKey, text } from "../../codec/index.js"
import {
  allRows, alongside, as, cte, deleteFrom, desc, excluded, from, insertFrom, insertIgnore, insertIgnoreFrom, insertInto, limit, newValue, oldValue,
  mergeInto, onConflictDoNothing, onConflictDoUpdate, onDuplicateKeyUpdate, orderBy, overridingSystemValue, overridingUserValue,
  replaceFrom, replaceInto, returning, select, table, thenDelete, thenDoNothing, thenInsert, thenUpdate, update, values, whenMatched,
  whenNotMatched, whenNotMatchedBySource, where, createTable, dropTable, createSequence, dropSequence, sequence, constraintOptions, indexOn, createIndex,
} from "../../core/index.js"
import { add, concat, currentValue, eq, gt, inQuery, isNull, literal, lt, matchAgainst, mergeAction, mul, never, nextValue, rawCommand, sub } from "../../expr/index.js"
import { Bakery, Cake, Fruit, Note } from "../tables.js"
import type { Commands } from "./case.js"

const bakeries = pipe(from(Bakery), orderBy(Bakery.id))
const notes = pipe(from(Note), orderBy(Note.cakeId), select(Note.body), where(gt(Note.cakeId, 0)))
const sea = { id: 1, name: "Sea", profit: 10.5 }
const lake = { id: 2, name: "Lake", profit: null }
const hill = { id: 3, name: "it's \\ 😀", profit: -0.5 }
const fig = { id: 4, name: "Fig", cakeId: null }
const fruits = pipe(from(Fruit), orderBy(Fruit.id), where(gt(Fruit.id, 2)))
const berry = { id: 3, name: "Berry", cakeId: 2 }

export const commands: Commands = {
  "insert": [[insertInto(Bakery, hill), null], [bakeries, [sea, lake, hill]]],
  "insert several, NULL where nothing is said": [
    [insertInto(Bakery, [{ id: 4, name: "x" }, { ...hill, profit: null }]), null],
    [pipe(bakeries, where(gt(Bakery.id, 2))), [{ ...hill, profit: null }, { id: 4, name: "x", profit: null }]],
  ],
  "insert none": [[insertInto(Bakery, []), null], [bakeries, [sea, lake]]],
  "insert the rows of a query": [
    [insertFrom(Bakery, pipe(from(Cake), where(gt(Cake.id, 2)), select({ id: Cake.id, name: concat(Cake.name, "!") }))), null],
    [bakeries, [sea, lake, { id: 3, name: "Sponge!", profit: null }]],
  ],
  "insert the rows of a query that gives none": [[insertFrom(Bakery, pipe(from(Bakery), where(never))), null], [bakeries, [sea, lake]]],
  "insert the rows of its own table": [
    [insertFrom(Bakery, pipe(from(Bakery), select({ id: add(Bakery.id, 2), name: Bakery.name, profit: Bakery.profit }))), null],
    [bakeries, [sea, lake, { ...sea, id: 3 }, { ...lake, id: 4 }]],
  ],
  "update": [
    [pipe(update(Bakery, { profit: mul(Bakery.profit, 2), name: "new" }), where(eq(Bakery.id, 1))), null],
    [bakeries, [{ id: 1, name: "new", profit: 21 }, lake]],
  ],
  "update of all rows, of NULL": [
    [pipe(update(Bakery, { profit: add(Bakery.profit, 1) }), allRows), null],
    [bakeries, [{ ...sea, profit: 11.5 }, lake]],
  ],
  "update to NULL": [[pipe(update(Bakery, { profit: null }), allRows), null], [bakeries, [{ ...sea, profit: null }, lake]]],
  "update of no row": [[pipe(update(Bakery, { name: "x" }), where(never)), null], [bakeries, [sea, lake]]],
  "update by the values before": [
    [pipe(update(Cake, { id: add(Cake.id, 10), price: Cake.id }), where(eq(Cake.id, 3))), null],
    [pipe(from(Cake), where(gt(Cake.id, 2)), select({ id: Cake.id, price: Cake.price })), [{ id: 13, price: 3 }]],
  ],
  "update by a query": [
    [pipe(update(Fruit, { name: "old" }), where(inQuery(Fruit.cakeId, pipe(from(Cake), where(eq(Cake.name, "Tart")), select(Cake.id))))), null],
    [fruits, [{ ...berry, name: "old" }, fig]],
  ],
  "delete": [[pipe(deleteFrom(Fruit), where(isNull(Fruit.cakeId))), null], [fruits, [berry]]],
  "delete of all rows": [[pipe(deleteFrom(Fruit), allRows), null], [fruits, []]],
  "delete of no row": [[pipe(deleteFrom(Fruit), where(gt(Fruit.cakeId, 2))), null], [fruits, [berry, fig]]],
  "conflict that does nothing": [
    [pipe(insertInto(Bakery, [{ id: 1, name: "x" }, hill]), onConflictDoNothing(Bakery.id)), null],
    [bakeries, [sea, lake, hill]],
  ],
  "conflict of whatever key that does nothing": [[pipe(insertInto(Bakery, { id: 2, name: "x" }), onConflictDoNothing()), null], [bakeries, [sea, lake]]],
  "no conflict that does nothing": [[pipe(insertInto(Bakery, hill), onConflictDoNothing(Bakery.id)), null], [bakeries, [sea, lake, hill]]],
  "conflict that updates": [
    [pipe(insertInto(Bakery, [{ id: 1, name: "x", profit: 1 }, hill]), onConflictDoUpdate([Bakery.id], { name: concat(Bakery.name, excluded(Bakery.name)), profit: add(Bakery.profit, excluded(Bakery.profit)) })), null],
    [bakeries, [{ id: 1, name: "Seax", profit: 11.5 }, lake, hill]],
  ],
  "conflict that updates with NULL": [
    [pipe(insertInto(Bakery, { id: 1, name: "x", profit: null }), onConflictDoUpdate([Bakery.id], { profit: excluded(Bakery.profit) })), null],
    [bakeries, [{ ...sea, profit: null }, lake]],
  ],
  "conflict that updates on a condition": [
    [pipe(insertInto(Bakery, [{ id: 1, name: "a", profit: 1 }, { id: 2, name: "b", profit: 99 }]), onConflictDoUpdate([Bakery.id], { name: excluded(Bakery.name) }, { where: gt(excluded(Bakery.profit), 50) })), null],
    [bakeries, [sea, { ...lake, name: "b" }]],
  ],
  "raw commands": [
    [rawCommand`update ${Bakery} set name = ${"it's"} where id = ${2}`, null],
    [bakeries, [sea, { ...lake, name: "it's" }]],
  ],
  "raw commands of no row": [[rawCommand`delete from ${Fruit} where ${Fruit.id} > ${9}`, null], [fruits, [berry, fig]]],
  "raw commands with NULL": [[rawCommand`update ${Note} set body = ${null}`, null], [notes, [null, null]]],
}

export const insertReturning: Commands = {
  "insert returning": [[pipe(insertInto(Note, { cakeId: 3, body: "it's \\ 😀" }), returning({ c: Note.cakeId, body: concat(Note.body, "!") })), [{ c: 3, body: "it's \\ 😀!" }]]],
  "insert returning NULL": [[pipe(insertInto(Note, { body: null }), returning({ body: Note.body, one: literal(1) })), [{ body: null, one: 1 }]]],
  "a conflict that updates, returning": [
    [pipe(insertInto(Bakery, { id: 1, name: "x" }), onConflictDoUpdate([Bakery.id], { name: excluded(Bakery.name) }), returning({ name: Bakery.name, profit: Bakery.profit })), [{ name: "x", profit: 10.5 }]],
  ],
}
export const insertReturningByKey: Commands = {
  "insert returning by key": [[pipe(insertInto(Bakery, [hill, { id: 4, name: "x" }]), returning({ id: Bakery.id, name: concat(Bakery.name, "!"), profit: Bakery.profit })), [{ ...hill, name: "it's \\ 😀!" }, { id: 4, name: "x!", profit: null }]]],
}
export const updateReturning: Commands = {
  "update returning": [[pipe(update(Bakery, { profit: add(Bakery.profit, 1) }), where(eq(Bakery.id, 1)), returning(Bakery)), [{ ...sea, profit: 11.5 }]]],
  "update returning NULL": [[pipe(update(Bakery, { name: "x" }), where(eq(Bakery.id, 2)), returning({ profit: Bakery.profit })), [{ profit: null }]]],
  "update of no row returning": [[pipe(update(Bakery, { name: "x" }), where(never), returning({ id: Bakery.id })), []]],
}
export const returningOld: Commands = {
  "update returning the row as it was": [
    [pipe(update(Bakery, { profit: null }), where(eq(Bakery.id, 1)), returning({ old: oldValue(Bakery.profit), new: newValue(Bakery.profit), id: Bakery.id })), [{ old: 10.5, new: null, id: 1 }]],
  ],
  "delete returning no row as it is": [
    [pipe(deleteFrom(Fruit), where(eq(Fruit.id, 3)), returning({ old: oldValue(Fruit.name), new: newValue(Fruit.name) })), [{ old: "Berry", new: null }]],
  ],
  "insert returning no row as it was": [
    [pipe(insertInto(Bakery, hill), returning({ old: oldValue(Bakery.id), new: newValue(Bakery.id) })), [{ old: null, new: 3 }]],
  ],
}
export const deleteReturning: Commands = {
  "delete returning": [[pipe(deleteFrom(Fruit), where(eq(Fruit.id, 3)), returning(Fruit)), [berry]], [fruits, [fig]]],
  "delete returning NULL": [[pipe(deleteFrom(Fruit), where(eq(Fruit.id, 4)), returning({ c: Fruit.cakeId })), [{ c: null }]]],
  "delete of no row returning": [[pipe(deleteFrom(Fruit), where(never), returning({ id: Fruit.id })), []]],
}
export const replaceReturning: Commands = {
  "replace returning": [[pipe(replaceInto(Fruit, { id: 4, name: "x" }), returning(Fruit)), [{ id: 4, name: "x", cakeId: null }]]],
}

export const insertIgnores: Commands = {
  "insert or ignore": [[insertIgnore(Bakery, [{ id: 1, name: "x" }, hill]), null], [bakeries, [sea, lake, hill]]],
  "insert or ignore all": [[insertIgnore(Bakery, { id: 1, name: "x", profit: null }), null], [bakeries, [sea, lake]]],
  "insert or ignore the rows of a query": [
    [insertIgnoreFrom(Bakery, pipe(from(Cake), select({ id: Cake.id, name: Cake.name }))), null],
    [bakeries, [sea, lake, { id: 3, name: "Sponge", profit: null }]],
  ],
  "insert or ignore the rows of a query that gives none": [[insertIgnoreFrom(Bakery, pipe(from(Bakery), where(never))), null], [bakeries, [sea, lake]]],
}
export const replaces: Commands = {
  "replace": [[replaceInto(Fruit, [{ id: 4, name: "x" }, { id: 5, name: "y" }]), null], [pipe(fruits, select(Fruit.name)), ["Berry", "x", "y"]]],
  "replace makes NULL of what is not said": [[replaceInto(Fruit, { id: 3, name: "x" }), null], [fruits, [{ id: 3, name: "x", cakeId: null }, fig]]],
  "replace the rows of a query": [
    [replaceFrom(Fruit, pipe(from(Fruit), where(gt(Fruit.id, 2)), select({ id: add(Fruit.id, 1), name: Fruit.name }))), null],
    [pipe(fruits, select({ id: Fruit.id, name: Fruit.name })), [{ id: 3, name: "Berry" }, { id: 4, name: "Berry" }, { id: 5, name: "Fig" }]],
  ],
  "replace the rows of a query that gives none": [[replaceFrom(Fruit, pipe(from(Fruit), where(never))), null], [fruits, [berry, fig]]],
}
export const duplicates: Commands = {
  "duplicate key": [
    [pipe(insertInto(Bakery, [{ id: 1, name: "x", profit: 1 }, hill]), onDuplicateKeyUpdate({ profit: add(Bakery.profit, excluded(Bakery.profit)) })), null],
    [bakeries, [{ ...sea, profit: 11.5 }, lake, hill]],
  ],
  "duplicate key of NULL": [
    [pipe(insertInto(Bakery, { id: 1, name: "x" }), onDuplicateKeyUpdate({ profit: excluded(Bakery.profit) })), null],
    [bakeries, [{ ...sea, profit: null }, lake]],
  ],
}
export const limited: Commands = {
  "delete of the first rows": [[pipe(deleteFrom(Fruit), allRows, orderBy(desc(Fruit.id)), limit(1)), null], [fruits, [berry]]],
  "update of the first rows": [[pipe(update(Fruit, { name: "x" }), allRows, orderBy(desc(Fruit.id)), limit(1)), null], [fruits, [berry, { ...fig, name: "x" }]]],
  "delete of the first none": [[pipe(deleteFrom(Fruit), allRows, orderBy(Fruit.id), limit(0)), null], [fruits, [berry, fig]]],
}

const gone = pipe(deleteFrom(Fruit), where(gt(Fruit.id, 2)), returning({ id: Fruit.id, name: Fruit.name }), cte("gone"))
export const modifying: Commands = {
  "a command as a table": [[insertFrom(Bakery, from(gone)), null], [fruits, []], [bakeries, [sea, lake, { id: 3, name: "Berry", profit: null }, { id: 4, name: "Fig", profit: null }]]],
  "a command alongside a query": [
    [pipe(from(Fruit), where(gt(Fruit.id, 3)), select(Fruit.name), alongside(pipe(deleteFrom(Fruit), where(gt(Fruit.id, 2))))), ["Fig"]],
    [fruits, []],
  ],
  "a command alongside a command": [
    [pipe(insertInto(Bakery, hill), alongside(pipe(deleteFrom(Fruit), where(eq(Fruit.id, 3))))), null],
    [fruits, [fig]],
    [bakeries, [sea, lake, hill]],
  ],
  "a command of no row alongside": [[pipe(from(Bakery), select({ n: Bakery.id }), where(never), alongside(pipe(deleteFrom(Fruit), where(never)))), []], [fruits, [berry, fig]]],
}

const News = values("news", { id: integer, name: text, profit: integer.pipe(nullable) }, [
  { id: 1, name: "one", profit: 5 },
  { id: 2, name: "two", profit: null },
  { id: 7, name: "seven", profit: 9 },
])
const news = pipe(from(News), as("n"))
const merge = mergeInto(Bakery, news, eq(Bakery.id, news.id))
export const merges: Commands = {
  "merge": [
    [pipe(merge, whenMatched(thenUpdate({ name: concat(Bakery.name, news.name) })), whenNotMatched(thenInsert({ id: news.id, name: news.name, profit: 0.5 }))), null],
    [bakeries, [{ ...sea, name: "Seaone" }, { ...lake, name: "Laketwo" }, { id: 7, name: "seven", profit: 0.5 }]],
  ],
  "merge by the first WHEN that applies": [
    [pipe(merge, whenMatched(isNull(news.profit), thenDelete), whenMatched(gt(news.profit, 4), thenDoNothing), whenMatched(thenUpdate({ name: "never" })), whenNotMatched(lt(news.profit, 5), thenInsert({ id: news.id, name: news.name }))), null],
    [bakeries, [sea]],
  ],
  "merge of no row": [[pipe(mergeInto(Bakery, news, never), whenMatched(thenDelete)), null], [bakeries, [sea, lake]]],
  "merge whose WHEN is NULL": [[pipe(merge, whenMatched(gt(news.profit, 0), thenUpdate({ name: "x" }))), null], [bakeries, [{ ...sea, name: "x" }, lake]]],
}
export const mergesReturning: Commands = {
  "merge returning": [
    [pipe(mergeInto(Bakery, news, eq(Bakery.id, news.id)), whenMatched(isNull(Bakery.profit), thenDelete), returning({ what: mergeAction, id: Bakery.id })), [{ what: "DELETE", id: 2 }]],
  ],
  "merge returning what is inserted": [
    [pipe(merge, whenNotMatched(thenInsert({ id: news.id, name: news.name })), returning({ what: mergeAction, id: Bakery.id, profit: Bakery.profit })), [{ what: "INSERT", id: 7, profit: null }]],
  ],
  "merge by what the source has not": [
    [pipe(mergeInto(Bakery, pipe(from(News), where(eq(News.id, 1)), as("one")), eq(Bakery.id, pipe(from(News), where(eq(News.id, 1)), as("one")).id)), whenNotMatchedBySource(thenUpdate({ name: "gone" })), returning({ what: mergeAction, name: Bakery.name })), [{ what: "UPDATE", name: "gone" }]],
    [bakeries, [sea, { ...lake, name: "gone" }]],
  ],
}

const Pie = table("fulmar_pie", { id: integer.pipe(primaryKey, autoIncrement), name: text.pipe(nullable) })
const pies = pipe(from(Pie), orderBy(Pie.id))
export const overriding: Commands = {
  "values for identity columns": [
    [dropTable(Pie, { ifExists: true }), null],
    [createTable(Pie), null],
    [pipe(insertInto(Pie, { id: 7, name: null }), overridingSystemValue), null],
    [pies, [{ id: 7, name: null }]],
    [dropTable(Pie), null],
  ],
  "values of identity columns left out": [
    [dropTable(Pie, { ifExists: true }), null],
    [createTable(Pie), null],
    [pipe(insertInto(Pie, [{ id: 7, name: "x" }, { id: 9, name: "y" }]), overridingUserValue), null],
    [pies, [{ id: 1, name: "x" }, { id: 2, name: "y" }]],
    [dropTable(Pie), null],
  ],
}

const up = sequence("fulmar_up", { start: 7, increment: 2 })
const down = sequence("fulmar_down", { start: -1n, increment: -1 })
const one = pipe(from(Bakery), where(eq(Bakery.id, 1)))
export const sequences: Commands = {
  "numbers of a sequence": [
    [dropSequence(up, { ifExists: true }), null],
    [createSequence(up), null],
    [pipe(one, select(nextValue(up))), [7n]],
    [pipe(one, select(nextValue(up))), [9n]],
    [pipe(one, select(sub(currentValue(up), 1n))), [8n]],
    [dropSequence(up), null],
  ],
  "numbers of a sequence that goes down": [
    [createSequence(down, { ifNotExists: true }), null],
    [pipe(one, select(nextValue(down))), [-1n]],
    [pipe(one, select({ next: nextValue(down) })), [{ next: -2n }]],
    [pipe(one, select(currentValue(down))), [-2n]],
    [dropSequence(down, { ifExists: true }), null],
    [dropSequence(down, { ifExists: true }), null],
  ],
}

const Word = table("fulmar_phrase", { id: integer.pipe(primaryKey), name: text.pipe(nullable), body: text }, (word) => [
  indexOn(word.name, word.body).pipe(constraintOptions({ using: "fulltext" })),
])
const found = (query: string, mode: "natural" | "boolean") => gt(matchAgainst([Word.name, Word.body], query, { mode }), 0)
/** A word that is in half of the rows or more may count for nothing. */
export const matchAgainsts: Commands = {
  "words in a full text index": [
    [dropTable(Word, { ifExists: true }), null],
    [createTable(Word), null],
    [createIndex("fulmar_phrases", Word, [Word.name, Word.body], { using: "fulltext" }), null],
    [insertInto(Word, [{ id: 1, name: "Opera", body: "coffee cake" }, { id: 2, name: null, body: "apple cake" }, { id: 3, name: "Sponge", body: "plain" }, { id: 4, name: "Tart", body: "cherry" }]), null],
    [pipe(from(Word), where(found("apple", "natural")), select(Word.id)), [2]],
    [pipe(from(Word), where(found("+cake -coffee", "boolean")), select(Word.id)), [2]],
    [pipe(from(Word), where(found("Opera Sponge", "natural")), orderBy(Word.id), select(Word.id)), [1, 3]],
    [pipe(from(Word), where(eq(Word.id, 4)), select(matchAgainst([Word.name, Word.body], "coffee"))), [0]],
    [dropTable(Word), null],
  ],
}

