/** What a dialect declares it can do, and what it does not declare it refuses before anything is sent. */
import { Duration, Effect, pipe } from "effect"
import {
  add, alias, all, always, as, createAll, Database, deleteFrom, eq, execute, forceIndex, forShare, forUpdate,
  alongside, atTimeZone, createSequence, dropSequence, nextValue, sequence, cte, concat, literal, md5, from, fullJoin, generateSeries, ilike, insertInto, integer,
  leftJoinLateral, nullable, orderBy, primaryKey, references, returning, mergeAction, mergeInto, thenDelete,
  thenInsert, thenUpdate, whenMatched, whenNotMatched,
  select, table, text, transaction, insertIgnore, excluded, onDuplicateKeyUpdate, replaceInto,
  unique, update, where, rawCommand, type Expr, constraintOptions, gt, indexOn, l2Distance, matchAgainst, matches, plainToTsquery, rawQuery, toTsvector, vector, json, jsonConcat, jsonContains, jsonMergePatch, jsonPathQueryArray, value, savepoint, constrain, nullsFirst,
} from "fulmar"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { type Anything, everywhere, nothingLeft, on, tagOf } from "./conformance.js"

const Left = table("left_side", { id: integer.pipe(primaryKey), name: text })
const Word = table("word", { id: integer.pipe(primaryKey), name: text }, (word) => [
  indexOn(word.name).pipe(constraintOptions({ using: "fulltext" })),
])
const Right = table("right_side", { id: integer.pipe(primaryKey), other: integer })
const Keyless = table("keyless", { id: integer, name: text })

const seed = Effect.gen(function* () {
  yield* execute(insertInto(Left, [{ id: 1, name: "Opera" }, { id: 2, name: "TART" }]))
  yield* execute(insertInto(Right, [{ id: 10, other: 2 }, { id: 11, other: 3 }]))
})

const part = value(json(), { a: 1 })
const ofOne = <A, R, N>(expr: Expr<A, R, N>) => pipe(from(Left), where(eq(Left.id, 1)), select(expr))

const numbers = sequence("numbers", { start: 7 })

/** For each capability a statement that needs it, and what it gives. */
const needing: Readonly<Record<string, readonly [Effect.Effect<unknown, unknown, any>, unknown]>> = {
  ilike: [all(pipe(from(Left), where(ilike(Left.name, "t_r%")), select(Left.id))), [2]],
  rowLocks: [
    Effect.all([
      transaction(all(pipe(from(Left), where(eq(Left.id, 1)), select(Left.name), forUpdate()))),
      transaction(all(pipe(from(Left), where(eq(Left.id, 1)), select(Left.name), forShare()))),
    ]),
    [["Opera"], ["Opera"]],
  ],
  lateral: [
    all(pipe(
      from(Left),
      leftJoinLateral(pipe(from(Right), where(eq(Right.other, Left.id)), as("beside")), always),
      select({ l: Left.name, r: Right.pipe(alias("beside")).id }),
      orderBy(Left.id),
    )),
    [{ l: "Opera", r: null }, { l: "TART", r: 10 }],
  ],
  timeSeries: [
    all(from(generateSeries("t", new Date(0), new Date(7_200_000), Duration.hours(1)))),
    [{ value: new Date(0) }, { value: new Date(3_600_000) }, { value: new Date(7_200_000) }],
  ],
  indexHints: [
    all(pipe(from(Left.pipe(forceIndex("PRIMARY"))), where(eq(Left.id, 2)), select(Left.name))),
    ["TART"],
  ],
  fullJoin: [
    all(pipe(
      from(Left),
      fullJoin(Right, eq(Right.other, Left.id)),
      select({ l: Left.name, r: Right.id }),
      orderBy(nullsFirst(Left.id)),
    )),
    [{ l: null, r: 11 }, { l: "Opera", r: null }, { l: "TART", r: 10 }],
  ],
  onDuplicateKey: [
    Effect.andThen(
      execute(pipe(insertInto(Left, { id: 1, name: "Tart" }), onDuplicateKeyUpdate({ name: excluded(Left.name) }))),
      all(pipe(from(Left), orderBy(Left.id), select(Left.name))),
    ),
    ["Tart", "TART"],
  ],
  insertIgnore: [
    Effect.andThen(
      execute(insertIgnore(Left, [{ id: 1, name: "Tart" }, { id: 3, name: "Sponge" }])),
      all(pipe(from(Left), orderBy(Left.id), select(Left.name))),
    ),
    ["Opera", "TART", "Sponge"],
  ],
  replaceInto: [
    Effect.andThen(
      execute(replaceInto(Left, [{ id: 1, name: "Tart" }, { id: 3, name: "Sponge" }])),
      all(pipe(from(Left), orderBy(Left.id), select(Left.name))),
    ),
    ["Tart", "TART", "Sponge"],
  ],
  dataModifyingCte: [
    Effect.gen(function* () {
      const gone = pipe(deleteFrom(Left), where(eq(Left.id, 1)), returning({ name: Left.name }), cte("gone"))
      const rows = yield* all(pipe(from(gone), alongside(pipe(deleteFrom(Right), where(eq(Right.id, 10))))))
      return [rows, yield* all(pipe(from(Left), select(Left.id))), yield* all(pipe(from(Right), select(Right.id)))]
    }),
    [[{ name: "Opera" }], [2], [11]],
  ],
  merge: [
    Effect.andThen(
      execute(pipe(
        mergeInto(Left, Right, eq(Left.id, Right.other)),
        whenMatched(thenUpdate({ name: "merged" })),
        whenNotMatched(thenInsert({ id: Right.other, name: "new" })),
      )),
      all(pipe(from(Left), orderBy(Left.id), select(Left.name))),
    ),
    ["Opera", "merged", "new"],
  ],
  "merge returning": [
    all(pipe(mergeInto(Left, Right, eq(Left.id, Right.other)), whenMatched(thenDelete), returning({ what: mergeAction, id: Left.id }))),
    [{ what: "DELETE", id: 2 }],
  ],
  "replace returning": [all(pipe(replaceInto(Left, { id: 1, name: "x" }), returning(Left))), [{ id: 1, name: "x" }]],
  sequences: [
    Effect.gen(function* () {
      yield* execute(createSequence(numbers))
      const rows = yield* all(pipe(from(Left), select(nextValue(numbers))))
      yield* execute(dropSequence(numbers))
      return rows.toSorted()
    }),
    [7n, 8n],
  ],
  timeZones: [
    all(pipe(from(Left), where(eq(Left.id, 1)), select(atTimeZone(literal(new Date(0)), "Asia/Kathmandu")))),
    ["1970-01-01T05:30:00"],
  ],
  md5: [all(pipe(from(Left), where(eq(Left.id, 1)), select(md5(concat(Left.name, "ü😀"))))), ["d95601c4291936092b7cfbc1dcf6081d"]],
  "insert returning": [
    all(pipe(insertInto(Keyless, [{ id: 7, name: "x" }, { id: 8, name: "y" }]), returning({ id: Keyless.id, name: Keyless.name }))),
    [{ id: 7, name: "x" }, { id: 8, name: "y" }],
  ],
  "insert returning by key": [
    all(pipe(insertInto(Left, [{ id: 7, name: "x" }, { id: 8, name: "y" }]), returning({ id: Left.id, name: Left.name }))),
    [{ id: 7, name: "x" }, { id: 8, name: "y" }],
  ],
  "update returning": [
    all(pipe(update(Left, { id: add(Left.id, 100) }), where(eq(Left.name, "TART")), returning({ id: Left.id }))),
    [{ id: 102 }],
  ],
  "delete returning": [
    all(pipe(deleteFrom(Left), where(eq(Left.name, "Opera")), returning({ id: Left.id, name: Left.name }))),
    [{ id: 1, name: "Opera" }],
  ],
  jsonConcat: [all(ofOne(jsonConcat(part, { b: 2 }))), [{ a: 1, b: 2 }]],
  jsonContains: [all(ofOne(jsonContains(part, { a: 1 }))), [true]],
  jsonMergePatch: [all(ofOne(jsonMergePatch(part, { a: null, b: 2 }))), [{ b: 2 }]],
  textSearch: [all(ofOne(matches(toTsvector("simple", Left.name), plainToTsquery("simple", "OPERA")))), [true]],
  vectors: [
    Effect.gen(function* () {
      const { dialect } = yield* Database
      const near = all(ofOne(l2Distance(value(vector(2), [0, 0]), [3, 4])))
      if (!dialect.capabilities.has("vectors")) return yield* near
      const found = yield* all(rawQuery({ name: text })`select name from pg_available_extensions where name = ${"vector"}`)
      if (found.length === 0) return [5] // see vector.test.ts
      yield* execute(rawCommand`create extension if not exists vector`)
      return yield* near
    }),
    [5],
  ],
  matchAgainst: [
    Effect.gen(function* () {
      const { dialect } = yield* Database
      if (dialect.capabilities.has("matchAgainst")) {
        yield* createAll([Word])
        yield* execute(insertInto(Word, [{ id: 1, name: "Opera" }, { id: 2, name: "Tart" }, { id: 3, name: "Sponge" }]))
      }
      return yield* all(pipe(from(Word), where(gt(matchAgainst([Word.name], "Opera"), 0)), select(Word.id)))
    }),
    [1],
  ],
  jsonPath: [all(ofOne(jsonPathQueryArray(part, "$.a"))), [[1]]],
}

const clear = Effect.andThen(execute(rawCommand`delete from ${Right}`), execute(rawCommand`delete from ${Left}`))
const everything = Effect.all([all(pipe(from(Left), orderBy(Left.id))), all(pipe(from(Right), orderBy(Right.id)))])

describeOn(everywhere, "capabilities", (db) => {
  it("are all known here", async () => {
    await on(db, createAll([Left, Right, Keyless]))
    const { dialect } = await on(db, Database)
    expect(Object.keys(needing)).toEqual(expect.arrayContaining([...dialect.capabilities]))
  })

  for (const [capability, [statement, expected]] of Object.entries(needing)) {
    it(`${capability} is there if it is declared, and else refused`, async () => {
      const program = Effect.gen(function* () {
        const { dialect } = yield* Database
        yield* clear
        yield* seed
        if (dialect.capabilities.has(capability)) return expect(yield* statement).toEqual(expected)
        const before = yield* everything
        const error: any = yield* Effect.flip(statement)
        expect(error).toMatchObject({ _tag: "SqlError", reason: { _tag: "CompileError", dialect: dialect.name } })
        expect(yield* everything).toEqual(before)
      })
      await on(db, program as Effect.Effect<void, unknown, Anything>)
    })
  }
})

const Parent = table("parent", { id: integer.pipe(primaryKey), name: text.pipe(unique) })
const Child = table("child", {
  id: integer.pipe(primaryKey),
  parent: integer.pipe(nullable, references(() => Parent.id)),
  size: integer.pipe(constrain.ge(1, { check: true })),
})

const violations: Readonly<Record<string, readonly [string, Effect.Effect<unknown, unknown, any>]>> = {
  "a unique column": ["UniqueViolation", execute(insertInto(Parent, { id: 2, name: "a" }))],
  "a primary key": ["UniqueViolation", execute(insertInto(Parent, [{ id: 3, name: "c" }, { id: 1, name: "d" }]))],
  "an update to a key that is there": [
    "UniqueViolation",
    Effect.andThen(
      execute(insertInto(Parent, { id: 4, name: "e" })),
      execute(pipe(update(Parent, { name: "a" }), where(eq(Parent.id, 4)))),
    ),
  ],
  "a parent that is not there": ["ForeignKeyViolation", execute(insertInto(Child, { id: 2, parent: 99, size: 1 }))],
  "a parent that is needed": ["ForeignKeyViolation", execute(pipe(deleteFrom(Parent), where(eq(Parent.id, 1))))],
  "a NULL": ["NotNullViolation", execute(rawCommand`insert into ${Parent} (id, name) values (5, null)`)],
  "an update to NULL": ["NotNullViolation", execute(rawCommand`update ${Parent} set name = null where id = 1`)],
  "a check": ["CheckViolation", execute(rawCommand`insert into ${Child} (id, parent, size) values (3, 1, 0)`)],
  "an update against a check": ["CheckViolation", execute(rawCommand`update ${Child} set size = ${-1} where id = 1`)],
}

describeOn(everywhere, "violations", (db) => {
  const start = Effect.gen(function* () {
    yield* execute(insertInto(Parent, { id: 1, name: "a" }))
    yield* execute(insertInto(Child, { id: 1, parent: 1, size: 1 }))
  })
  const rows = Effect.all([all(pipe(from(Parent), orderBy(Parent.id))), all(pipe(from(Child), orderBy(Child.id)))])

  it("have tables", () => on(db, Effect.andThen(createAll([Parent, Child]), start)))

  for (const [name, [tag, violating]] of Object.entries(violations)) {
    it(`of ${name} are a ${tag}, alone and in a savepoint`, async () => {
      const program = Effect.gen(function* () {
        const before = yield* rows
        // A transaction around it, as some do more than one thing.
        expect(yield* tagOf(transaction(violating))).toBe(tag)
        expect(yield* rows).toEqual(before)
        const marker = execute(insertInto(Parent, { id: 50, name: "marker" }))
        const tags = yield* transaction(
          Effect.gen(function* () {
            yield* marker
            const inner = yield* tagOf(savepoint(violating))
            const outer = yield* tagOf(marker.pipe(savepoint))
            return [inner, outer]
          }),
        )
        expect(tags).toEqual([tag, "UniqueViolation"])
        const [parents, children] = yield* rows
        expect([parents.map((row) => row.id), children]).toEqual([[1, 50], before[1]])
        yield* execute(pipe(deleteFrom(Parent), where(eq(Parent.id, 50))))
      })
      await on(db, program as Effect.Effect<void, unknown, Anything>)
    })
  }

  it("leave nothing open", () => on(db, nothingLeft(db)))
})
