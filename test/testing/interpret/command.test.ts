import { pipe } from "effect"
import { describe, expect, test } from "vitest"
import {
  add, allRows, alias, as, autoIncrement, check, checkThat, concat, constraintOptions, count, defaultTo, defaultWith, deleteFrom, desc, eq, excluded, foreignKey, from, generatedAlways, generatedAlwaysAsIdentity, gt, indexOn, innerJoin, insertFrom, insertIgnore,
  insertInto, integer, isNotNull, limit, literal, lt, lte, mergeAction, mergeInto, mul, newValue, notInQuery, nullable, nullOf, oldValue, onConflictDoNothing, onConflictDoUpdate, onUpdateWith, orderBy, overridingSystemValue, overridingUserValue,
  primaryKey, references, replaceInto, returning, scalar, select, table, text, thenDelete, thenInsert, thenUpdate, unique, update, values, whenMatched, whenNotMatched, whenNotMatchedBySource, where,
} from "../../../src/index.js"
import { holding, interpretCommand, type Memory, memory } from "../../../src/testing/index.js"

const Cake = table("cake", { id: integer.pipe(primaryKey, autoIncrement), name: text.pipe(unique), price: integer.pipe(nullable) })
const db = memory(
  holding(Cake, [
    { id: 1, name: "Opera", price: 30 },
    { id: 2, name: "Tart", price: 20 },
    { id: 5, name: "Roll", price: null },
  ]),
)

/** What a command did; what it could not do is thrown. */
const run = (command: object, world: Memory = db) => {
  const done = interpretCommand(command as typeof any)(world)
  if (done._tag === "Left") {
    throw done.left
  }
  return { rows: done.right.rows as ReadonlyArray<unknown>, n: done.right.rowsAffected, db: done.right.db, tables: done.right.db.tables.map((t) => t.rows) }
}
const any = pipe(update(Cake, { price: 1 }), allRows)
const failure = (command: object, world: Memory = db): unknown => {
  const done = interpretCommand(command as typeof any)(world)
  return done._tag === "Left" ? ("reason" in done.left ? done.left.reason : done.left._tag) : null
}

describe("insert", () => {
  test("rows get their numbers, defaults, and what the program makes", () => {
    let made = 0
    const Job = table("job", { id: integer.pipe(primaryKey, autoIncrement), kind: text.pipe(defaultTo("plain")), no: integer.pipe(defaultWith(() => ++made)), twice: integer.pipe(generatedAlways(mul(literal(2), 4))) })
    const jobs = memory(holding(Job, []))
    const first = run(pipe(insertInto(Job, [{}, { kind: "odd" }]), returning(Job)), jobs)
    expect(first.rows).toEqual([
      { id: 1, kind: "plain", no: 1, twice: 8 },
      { id: 2, kind: "odd", no: 2, twice: 8 },
    ])
    const less = run(pipe(deleteFrom(Job), where(eq(Job.id, 2))), first.db)
    expect(run(pipe(insertInto(Job, {}), returning(Job.id)), less.db).rows).toEqual([3])
    expect(jobs.tables[0]!.rows).toEqual([])
  })
  test("values are checked before anything is done", () => {
    expect(failure(insertInto(Cake, { name: 7 } as never))).toBe("ValidationError")
    expect(failure(insertInto(Cake, { nam: "x" } as never))).toBe("ValidationError")
    expect(failure(insertInto(Cake, {} as never))).toBe("ValidationError")
  })
  test("a row of a query goes to the columns of its keys", () => {
    const copied = run(pipe(insertFrom(Cake, pipe(from(Cake), where(lt(Cake.id, 2)), select({ price: Cake.price, name: concat(Cake.name, "!") }))), returning(Cake)))
    expect(copied.rows).toEqual([{ id: 6, name: "Opera!", price: 30 }])
  })
  test("a number that is given is written, or ignored", () => {
    expect(run(pipe(insertInto(Cake, { id: 9, name: "x" }), returning(Cake.id))).rows).toEqual([9])
    expect(run(pipe(insertInto(Cake, { id: 9, name: "x" }), overridingUserValue, returning(Cake.id))).rows).toEqual([6])
  })
  test("what only the database numbers takes no number, but where that is overridden", () => {
    const Job = table("job", { id: integer.pipe(primaryKey, generatedAlwaysAsIdentity) })
    const jobs = memory(holding(Job, []))
    expect(failure(insertInto(Job, { id: 4 }), jobs)).toBe("Unsupported")
    expect(run(pipe(insertInto(Job, { id: 4 }), overridingSystemValue, returning(Job.id)), jobs).rows).toEqual([4])
  })
  test("a query in a value sees the table as it was", () => {
    const n = scalar(pipe(from(Cake), select(count(Cake.id))))
    expect(run(pipe(insertInto(Cake, [{ name: "a", price: n }, { name: "b", price: n }]), returning(Cake.price))).rows).toEqual([3, 3])
  })
})

describe("constraints", () => {
  test("unique constraints, of which NULL breaks none", () => {
    expect(failure(insertInto(Cake, { id: 1, name: "x" }))).toBe("UniqueViolation")
    expect(failure(insertInto(Cake, { name: "Opera" }))).toBe("UniqueViolation")
    expect(failure(insertInto(Cake, [{ name: "x" }, { name: "x" }]))).toBe("UniqueViolation")
    const Loose = table("loose", { a: integer.pipe(nullable, unique) })
    expect(run(insertInto(Loose, [{ a: null }, { a: null }]), memory(holding(Loose, []))).n).toBe(2)
  })
  test("a partial unique index counts rows for which its condition holds", () => {
    const Loan = table("loan", { id: integer.pipe(primaryKey), isbn: text, back: integer.pipe(nullable) }, (loan) => [
      indexOn(loan.isbn).pipe(constraintOptions({ unique: true, where: eq(loan.back, 0) })),
    ])
    const loans = memory(holding(Loan, [{ id: 1, isbn: "a", back: 0 }, { id: 2, isbn: "a", back: 1 }]))
    expect(run(insertInto(Loan, { id: 3, isbn: "a", back: 1 }), loans).n).toBe(1)
    expect(failure(insertInto(Loan, { id: 3, isbn: "a", back: 0 }), loans)).toBe("UniqueViolation")
  })
  test("all rows may change places at once", () => {
    expect(run(pipe(update(Cake, { id: add(Cake.id, 1) }), allRows)).tables[0]!.map((row) => row["id"])).toEqual([2, 3, 6])
  })
  test("NOT NULL and checks, of which NULL breaks none", () => {
    const Slice = table("slice", { id: integer.pipe(primaryKey), grams: integer.pipe(nullable), of: text }, (slice) => [checkThat(gt(slice.grams, 10))])
    const slices = memory(holding(Slice, []))
    expect(failure(insertInto(Slice, { id: 1, grams: 5, of: "x" }), slices)).toBe("CheckViolation")
    expect(run(insertInto(Slice, { id: 1, grams: null, of: "x" }), slices).n).toBe(1)
    expect(failure(insertInto(Slice, { id: 1, of: nullOf(text) as never }), slices)).toBe("NotNullViolation")
    const Even = table("even", { n: integer.pipe(check(gt(literal(1), 2))) })
    expect(failure(insertInto(Even, { n: 2 }), memory(holding(Even, [])))).toBe("CheckViolation")
  })
})

describe("foreign keys", () => {
  const tables = (onDelete: "cascade" | "restrict" | "set null" | "set default" | "no action", onUpdate: "cascade" | "no action" = "no action") => {
    const Fruit = table("fruit", { id: integer.pipe(primaryKey), cakeId: integer.pipe(nullable, defaultTo(2), references(() => Cake.id, { onDelete, onUpdate })) })
    return { Fruit, world: memory(...db.tables, holding(Fruit, [{ id: 1, cakeId: 1 }, { id: 2, cakeId: null }])) }
  }
  const gone = pipe(deleteFrom(Cake), where(eq(Cake.id, 1)))
  test("a row refers to one that is there, or to none", () => {
    const { Fruit, world } = tables("no action")
    expect(failure(insertInto(Fruit, { id: 3, cakeId: 9 }), world)).toBe("ForeignKeyViolation")
    expect(run(insertInto(Fruit, { id: 3, cakeId: null }), world).n).toBe(1)
    expect(failure(insertInto(Fruit, { id: 3 }), memory(holding(Fruit, [])))).toBe("Unsupported")
  })
  test("what becomes of rows whose row goes is what the key says", () => {
    expect(failure(gone, tables("no action").world)).toBe("ForeignKeyViolation")
    expect(failure(gone, tables("restrict").world)).toBe("ForeignKeyViolation")
    expect(run(gone, tables("cascade").world).tables[1]).toEqual([{ id: 2, cakeId: null }])
    expect(run(gone, tables("set null").world).tables[1]).toEqual([{ id: 1, cakeId: null }, { id: 2, cakeId: null }])
    expect(run(gone, tables("set default").world).tables[1]).toEqual([{ id: 1, cakeId: 2 }, { id: 2, cakeId: null }])
    expect(run(gone, tables("cascade").world).n).toBe(1)
  })
  test("a key that changes takes what refers to it along, or may not change", () => {
    const moved = pipe(update(Cake, { id: 8 }), where(eq(Cake.id, 1)))
    expect(failure(moved, tables("cascade").world)).toBe("ForeignKeyViolation")
    expect(run(moved, tables("cascade", "cascade").world).tables[1]).toEqual([{ id: 1, cakeId: 8 }, { id: 2, cakeId: null }])
  })
  test("rows may go together with those that they refer to", () => {
    const id = integer.pipe(primaryKey)
    const Tree = table("tree", { id, within: integer.pipe(nullable) }, (tree) => [foreignKey([tree.within], () => [tree.id])])
    const tree = memory(holding(Tree, [{ id: 1, within: null }, { id: 2, within: 1 }]))
    expect(run(pipe(deleteFrom(Tree), allRows), tree).n).toBe(2)
    expect(failure(pipe(deleteFrom(Tree), where(eq(Tree.id, 1))), tree)).toBe("ForeignKeyViolation")
  })
})

describe("update and delete", () => {
  test("all values are computed of the row as it was", () => {
    const Pair = table("pair", { a: integer, b: integer })
    expect(run(pipe(update(Pair, { a: Pair.b, b: Pair.a }), allRows), memory(holding(Pair, [{ a: 1, b: 2 }]))).tables[0]).toEqual([{ a: 2, b: 1 }])
  })
  test("a row as it was, and as it is", () => {
    const both = { was: oldValue(Cake.price), is: newValue(Cake.price) }
    expect(run(pipe(update(Cake, { price: add(Cake.price, 1) }), where(eq(Cake.id, 1)), returning(both))).rows).toEqual([{ was: 30, is: 31 }])
    expect(run(pipe(deleteFrom(Cake), where(eq(Cake.id, 1)), returning(both))).rows).toEqual([{ was: 30, is: null }])
    expect(run(pipe(insertInto(Cake, { name: "x", price: 5 }), returning(both))).rows).toEqual([{ was: null, is: 5 }])
  })
  test("a condition that is NULL means no row; what is set always is set", () => {
    const Note = table("note", { id: integer.pipe(primaryKey), n: integer.pipe(nullable), changed: integer.pipe(onUpdateWith(() => 7)) })
    const notes = memory(holding(Note, [{ id: 1, n: null, changed: 0 }, { id: 2, n: 1, changed: 0 }]))
    expect(run(pipe(update(Note, { n: 3 }), where(lt(Note.n, 9)), returning(Note)), notes).rows).toEqual([{ id: 2, n: 3, changed: 7 }])
  })
  test("with joined rows; a row that is joined with several is changed once, if they agree", () => {
    const v = values("v", { id: integer, price: integer }, [{ id: 1, price: 7 }, { id: 1, price: 7 }, { id: 2, price: 8 }])
    const priced = (set: object) => pipe(update(Cake, set as { price: number }), innerJoin(v, eq(v.id, Cake.id)), allRows, returning({ id: Cake.id, price: Cake.price, v: v.price }))
    expect(run(priced({ price: v.price })).rows).toEqual([{ id: 1, price: 7, v: 7 }, { id: 2, price: 8, v: 8 }])
    const w = values("w", { id: integer, price: integer }, [{ id: 1, price: 7 }, { id: 1, price: 8 }])
    expect(failure(pipe(update(Cake, { price: w.price }), innerJoin(w, eq(w.id, Cake.id)), allRows))).toBe("Undetermined")
    expect(run(pipe(deleteFrom(Cake), innerJoin(w, eq(w.id, Cake.id)), where(gt(w.price, 7)), returning(Cake.name))).rows).toEqual(["Opera"])
  })
  test("only the first rows by an order", () => {
    expect(run(pipe(deleteFrom(Cake), where(isNotNull(Cake.price)), orderBy(desc(Cake.price)), limit(1), returning(Cake.id))).rows).toEqual([1])
    expect(failure(pipe(deleteFrom(Cake), where(lt(Cake.id, 3)), orderBy(isNotNull(Cake.price)), limit(1)))).toBe("Undetermined")
  })
  test("rows are chosen by the table as it was", () => {
    const dear = pipe(from(Cake), where(gt(Cake.price, 20)), select(Cake.id))
    expect(run(pipe(deleteFrom(Cake), where(notInQuery(Cake.id, dear)))).tables[0]!.map((row) => row["id"])).toEqual([1])
  })
  test("under another name", () => {
    const Other = Cake.pipe(alias("other"))
    expect(run(pipe(update(Other, { price: add(Other.price, 1) }), where(lte(Other.id, 2)), returning(Other.price))).rows).toEqual([31, 21])
  })
})

describe("rows that are there already", () => {
  const again = insertInto(Cake, { name: "Opera", price: 9 })
  test("are left, or changed", () => {
    expect(run(pipe(again, onConflictDoNothing())).n).toBe(0)
    expect(run(pipe(again, onConflictDoUpdate([Cake.name], { price: add(Cake.price, excluded(Cake.price)) }), returning(Cake))).rows).toEqual([{ id: 1, name: "Opera", price: 39 }])
    expect(run(pipe(again, onConflictDoUpdate([Cake.name], { price: excluded(Cake.price) }, { where: gt(excluded(Cake.price), Cake.price) }))).n).toBe(0)
  })
  test("a conflict is about the constraint of its columns", () => {
    expect(failure(pipe(insertInto(Cake, { id: 2, name: "Opera" }), onConflictDoNothing(Cake.id)))).toBe(null)
    expect(failure(pipe(insertInto(Cake, { id: 7, name: "Opera" }), onConflictDoNothing(Cake.id)))).toBe("UniqueViolation")
    expect(failure(pipe(again, onConflictDoNothing(Cake.price)))).toBe("Unsupported")
    expect(failure(pipe(insertInto(Cake, [{ name: "x" }, { name: "x" }]), onConflictDoUpdate([Cake.name], { price: 1 })))).toBe("Undetermined")
  })
  test("are left out, or replaced", () => {
    expect(run(insertIgnore(Cake, [{ name: "Opera" }, { name: "New" }])).n).toBe(1)
    expect(run(replaceInto(Cake, { id: 2, name: "Opera" })).tables[0]).toEqual([{ id: 5, name: "Roll", price: null }, { id: 2, name: "Opera", price: null }])
  })
})

describe("merge", () => {
  const delivery = (...rows: ReadonlyArray<{ readonly name: string; readonly price: number }>) => values("d", { name: text, price: integer }, rows)
  const d = delivery({ name: "Opera", price: 1 }, { name: "Tart", price: 0 }, { name: "New", price: 4 })
  test("does the first thing that applies with each row", () => {
    const q = pipe(
      mergeInto(Cake, d, eq(Cake.name, d.name)),
      whenMatched(eq(d.price, 0), thenDelete),
      whenMatched(thenUpdate({ price: d.price })),
      whenNotMatched(thenInsert({ name: d.name, price: d.price })),
      whenNotMatchedBySource(thenUpdate({ price: 99 })),
      returning({ what: mergeAction, cake: Cake.name, d: d.price, row: d }),
    )
    const done = run(q)
    expect(done.rows).toEqual([
      { what: "UPDATE", cake: "Opera", d: 1, row: { name: "Opera", price: 1 } },
      { what: "DELETE", cake: "Tart", d: 0, row: { name: "Tart", price: 0 } },
      { what: "INSERT", cake: "New", d: 4, row: { name: "New", price: 4 } },
      { what: "UPDATE", cake: "Roll", d: null, row: null },
    ])
    expect(done.tables[0]).toEqual([{ id: 1, name: "Opera", price: 1 }, { id: 5, name: "Roll", price: 99 }, { id: 6, name: "New", price: 4 }])
  })
  test("a row that two rows of the source would change is a DataError", () => {
    const twice = delivery({ name: "Opera", price: 1 }, { name: "Opera", price: 2 })
    expect(failure(pipe(mergeInto(Cake, twice, eq(Cake.name, twice.name)), whenMatched(thenUpdate({ price: twice.price }))))).toBe("DataError")
  })
})

test("a derived table is a source too", () => {
  const dear = pipe(from(Cake), where(gt(Cake.price, 20)), select({ id: Cake.id }), as("dear"))
  expect(run(pipe(deleteFrom(Cake), innerJoin(dear, eq(dear.id, Cake.id)), allRows)).n).toBe(1)
})
