import { Effect, pipe } from "effect"
import {
  add,
  all,
  allRows,
  alias,
  and,
  as,
  autoIncrement,
  bigint,
  boolean,
  bytes,
  compile,
  constrain,
  count,
  countAll,
  createTable,
  date,
  defaultWith,
  deleteFrom,
  distinct,
  double,
  enumeration,
  eq,
  execute,
  exists,
  forUpdate,
  from,
  generatedAlways,
  groupBy,
  gt,
  ilike,
  innerJoin,
  insertFrom,
  insertInto,
  integer,
  isIn,
  json,
  leftJoin,
  limit,
  literal,
  mul,
  not,
  nullable,
  offset,
  onConflictDoUpdate,
  orderBy,
  param,
  prepare,
  primaryKey,
  scalar,
  select,
  sub,
  table,
  text,
  timestamptz,
  toSql,
  union,
  update,
  uuid,
  varchar,
  where,
  cast,
  value,
  many,
  createIndex,
  recursive,
  cte,
} from "fulmar"
import { dialect } from "fulmar/sqlite"
import { describe, expect, test } from "vitest"
import { Cake, failure, Fruit, inBakery, Kinds } from "./bakery.js"

const T = table("t", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: varchar(5),
  n: integer.pipe(nullable),
  tiny: integer.pipe(nullable, constrain.ge(0), constrain.lt(10)),
  twice: integer.pipe(generatedAlways(literal(2))),
})

const Excluded = table("excluded", { id: integer.pipe(primaryKey) })

/** What is said of a statement that cannot be compiled. */
const said = (statement: unknown): string => {
  const e = compile(dialect)(statement as never)
  return e._tag === "Right" ? `compiled: ${e.right.sql}` : `${e.left._tag}: ${e.left.message}`
}

describe("a statement that cannot be printed is a CompileError that names the part and what to do", () => {
  const cases: ReadonlyArray<readonly [name: string, statement: () => unknown, said: string]> = [
    [
      "a table out of scope", () => pipe(from(Cake), where(eq(Fruit.id, 1))),
      `table "fruit" is not in from/join, so its column "id" cannot be used here`,
    ],
    [
      "a table out of scope of a derived table",
      () => pipe(
        from(Cake),
        innerJoin(
          pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.id)) as never, as("f")) as never,
          gt(Cake.id, 0) as never,
        ),
      ),
      `table "cake" is not in from/join, so its column "id" cannot be used here`,
    ],
    [
      "a table twice",
      () => pipe(from(Cake), innerJoin(Cake as never, eq(Cake.id, 1))),
      `table "cake" is in from/join twice; give one of them another name with alias`,
    ],
    [
      "a column that is not grouped",
      () => pipe(from(Cake), groupBy(Cake.bakeryId), select({ name: Cake.name, n: countAll })),
      `column "cake"."name" is not in groupBy; add it to groupBy or use an aggregate of it`,
    ],
    [
      "a column beside an aggregate",
      () => pipe(from(Cake), select({ name: Cake.name, n: countAll })),
      `column "cake"."name" is not in groupBy; add it to groupBy or use an aggregate of it`,
    ],
    [
      "distinct rows sorted by something else",
      () => pipe(from(Cake), select({ n: Cake.name }), distinct, orderBy(Cake.id)),
      "distinct rows are sorted by something that is not selected; " +
        "select it, or sort before distinct in a derived table",
    ],
    [
      "a column that distinct left out",
      () => pipe(from(Cake), select({ n: Cake.name }), distinct, limit(1), where(eq(Cake.id, 1))),
      `"cake"."id" is not among the distinct columns that were limited; select it before distinct`,
    ],
    [
      "operands of other columns",
      () => pipe(from(Cake), select({ a: Cake.id }), union(pipe(from(Cake), select({ b: Cake.id })) as never) as never),
      "the operands of a set operation have different columns: a and b; select the same keys in both",
    ],
    ["nothing selected", () => pipe(from(Cake), select({})), "nothing is selected; select at least one column"],
    [
      "a function that the database lacks", () => pipe(from(Cake), where(ilike(Cake.name, "x"))),
      "SQLite has no ilike; compare lower(…) of both sides with like",
    ],
    [
      "a lock", () => pipe(from(Cake), forUpdate()),
      "SQLite does not lock rows; run the query in a transaction, which locks the database",
    ],
    [
      "a cast that there is not",
      () => pipe(from(Kinds), select({ x: cast(Kinds.raw, date) })), "SQLite has no cast from bytes to date",
    ],
    [
      "an update of every row", () => update(Cake, { price: 1 }),
      `the update of table "cake" has no where; add where, or allRows to mean every row`,
    ],
    [
      "a delete of every row", () => deleteFrom(Cake),
      `the delete of table "cake" has no where; add where, or allRows to mean every row`,
    ],
    [
      "an update of no column", () => pipe(update(Cake, {}), allRows),
      `the update of table "cake" sets no column; give at least one`,
    ],
    [
      "an insert with where",
      () => pipe(insertInto(T, { name: "x" }) as never, where(eq(T.id, 1)) as never), "an insert has no where",
    ],
    [
      "an insert into a query",
      () => insertInto(pipe(from(Cake), as("c")) as never, {} as never),
      `"c" is a query, not a table of the database, and cannot be changed`,
    ],
    [
      "an insert of an unknown column",
      () => insertFrom(T, pipe(from(Cake), select({ nme: Cake.name })) as never),
      `table "t" has no column "nme" to insert into; select its columns by their keys`,
    ],
    [
      "an upsert without columns",
      () => pipe(insertInto(T, { name: "x" }), onConflictDoUpdate([], { n: 1 })),
      "onConflictDoUpdate needs the columns of the unique constraint it is about",
    ],
    [
      "undefined as a condition", () => pipe(from(Cake), where(undefined as never)),
      "undefined stands where an expression is wanted; leave it out, or use always",
    ],
    [
      "undefined in and",
      () => pipe(from(Cake), where(and(eq(Cake.id, 1), undefined as never))),
      "undefined stands where an expression is wanted; leave it out, or use always",
    ],
    [
      "undefined in not", () => pipe(from(Cake), where(not(undefined as never))),
      "undefined stands where an expression is wanted; leave it out, or use always",
    ],
    [
      "a bare truth as a condition", () => pipe(from(Cake), where(false as never)),
      "false stands where an expression is wanted; leave it out, or use always",
    ],
    [
      "undefined as a value",
      () => pipe(from(Cake), where(eq(Cake.id, undefined as never))),
      "undefined is not a SQL value; use null, or leave the condition out",
    ],
    [
      "undefined in a list",
      () => pipe(from(Cake), where(isIn(Cake.id, [1, undefined as never]))),
      "undefined is not a SQL value; use null, or leave the condition out",
    ],
    [
      "undefined in arithmetic",
      () => pipe(from(Cake), select({ x: add(Cake.id, undefined as never) })),
      "undefined is not a SQL value; use null, or leave the condition out",
    ],
    [
      "undefined as a limit", () => pipe(from(Cake), limit(undefined as never)),
      "undefined is not a SQL value; use null, or leave the condition out",
    ],
    [
      "a negative limit", () => pipe(from(Cake), limit(-1)),
      "-1 does not fit here: expected a whole number of rows, 0 or more",
    ],
    [
      "half an offset", () => pipe(from(Cake), offset(0.5)),
      "0.5 does not fit here: expected a whole number of rows, 0 or more",
    ],
    [
      "NaN for a whole number", () => pipe(from(Cake), where(eq(Cake.id, NaN))),
      `NaN does not fit column "id" of table "cake": expected integer`,
    ],
    [
      "NaN for a fraction", () => pipe(from(Kinds), where(eq(Kinds.ratio, NaN))),
      "NaN cannot be a parameter: SQLite has no NaN; use NULL",
    ],
    [
      "Infinity for a whole number", () => pipe(from(Cake), where(eq(Cake.id, Infinity))),
      `Infinity does not fit column "id" of table "cake": expected integer`,
    ],
    [
      "a bigint of more than 64 bits", () => pipe(from(Kinds), where(eq(Kinds.big, 2n ** 63n))),
      `9223372036854775808n does not fit column "big" of table "kinds": expected bigint`,
    ],
    [
      "half of a surrogate pair", () => pipe(from(Cake), where(eq(Cake.name, "\ud800"))),
      `"\\ud800" does not fit column "name" of table "cake": expected varchar(80)`,
    ],
    [
      "a day that there is not", () => pipe(from(Kinds), where(eq(Kinds.day, "2023-02-29"))),
      `"2023-02-29" does not fit column "day" of table "kinds": expected date`,
    ],
    [
      "a moment that there is not", () => pipe(from(Kinds), where(eq(Kinds.at, new Date(NaN)))),
      `an invalid Date does not fit column "at" of table "kinds": expected timestamptz`,
    ],
    [
      "a label that there is not",
      () => pipe(from(Kinds), where(eq(Kinds.mood, "mad" as never))),
      `"mad" does not fit column "mood" of table "kinds": expected mood: "sad" | "glad"`,
    ],
    [
      "a recursive step that is sorted",
      () => from(recursive(
        "r",
        pipe(from(Cake), select({ id: Cake.id })),
        (self) => pipe(from(self), orderBy(self.id)),
      )),
      `the step of the recursive "r" is sorted or limited; sort and limit the query that reads it`,
    ],
    [
      "two CTEs of one name",
      () => pipe(from(pipe(from(Cake), cte("c"))), innerJoin(pipe(from(Fruit), cte("c"), alias("d")), literal(true))),
      `two different CTEs are named "c"; give one of them another name`,
    ],
    [
      "an upsert of a table called excluded",
      () => pipe(insertInto(Excluded, { id: 1 }), onConflictDoUpdate([Excluded.id], { id: 2 })),
      `a table named "excluded" cannot be told from the row that could not be inserted; ` +
        `give it another name with alias`,
    ],
    [
      "a table of a column that counts up beside another key",
      () => createTable(table("x", { a: integer.pipe(primaryKey, autoIncrement), b: integer.pipe(primaryKey) })),
      `column "a" of table "x" counts up but is not the primary key by itself`,
    ],
    [
      "an index over another table", () => createIndex("i", Cake, [add(Fruit.id, 1)]),
      `table "fruit" is not in from/join, so its column "id" cannot be used here`,
    ],
  ]
  for (const [name, statement, message] of cases) {
    test(name, () => {
      expect(said(statement())).toBe(`CompileError: ${message}`)
      expect(toSql(dialect)(statement() as never)).toBe(`-- ${message}`)
    })
  }

  test("its remedy stands by itself, too", () => {
    const e = compile(dialect)(deleteFrom(Cake))
    expect(e._tag === "Left" && e.left).toMatchObject({
      _tag: "CompileError", dialect: "SQLite", remedy: "add where, or allRows to mean every row", isRetryable: false,
    })
  })

  test("run, it is the reason of a SqlError", async () => {
    const e = await failure(all(pipe(from(Cake), where(eq(Cake.id, undefined as never)))))
    expect(e).toMatchObject({ _tag: "SqlError", reason: { _tag: "CompileError" } })
  })

  test("more parameters than the database takes are refused before it sees them", () => {
    const many_ = pipe(from(Cake), where(isIn(Cake.id, Array.from({ length: 40_000 }, (_, i) => i))))
    expect(said(many_)).toBe(
      "CompileError: the statement has 40000 parameters, and SQLite takes 32766; " +
        "run it in several parts, in one transaction",
    )
  })

  test("a statement as deep as the stack is refused", () => {
    let deep = eq(Cake.id, 1)
    for (let i = 0; i < 30_000; i++) deep = not(deep) as never
    expect(said(pipe(from(Cake), where(deep)))).toBe("CompileError: the statement is nested too deeply")
  })
})

describe("a value that does not fit its column is a ValidationError with column, value and row", () => {
  const issues = (rows: unknown): ReadonlyArray<readonly [column: string, row: number, expected: string]> => {
    const e = compile(dialect)(insertInto(T, rows as never))
    return e._tag === "Left" && e.left._tag === "ValidationError" ? e.left.issues.map((i) => [
      i.column, i.row, i.expected,
    ] as const) : []
  }

  test("every column and every row at once", () => {
    expect(issues([{ name: "fine" }, { name: "too long", n: 1.5 }, { n: "x", tiny: 10, twice: 2, typo: 1 }])).toEqual([
      ["name", 1, "at most 5 characters"],
      ["n", 1, "integer or null"],
      ["n", 2, "integer or null"],
      ["tiny", 2, "less than 10"],
      ["twice", 2, "nothing, since the database generates it"],
      ["typo", 2, `one of the columns "id", "name", "n", "tiny", "twice"`],
      ["name", 2, "varchar(5); the column has no default"],
    ])
  })

  test("with a message that says where and what", () => {
    const e = compile(dialect)(insertInto(T, [{ name: "ok" }, { name: null as never }]))
    expect(e._tag === "Left" && e.left).toMatchObject({
      _tag: "ValidationError",
      table: "t",
      message: `Cannot write column "name" of table "t": expected varchar(5), got null`,
      issues: [{ column: "name", row: 1, value: null }],
    })
  })

  test("undefined is never NULL", () => {
    expect(issues({ name: "x", n: undefined })).toEqual([
      ["n", 0, "integer or null; leave the key out for its default"],
    ])
    expect(issues({ name: undefined })).toEqual([["name", 0, "varchar(5)"]])
    expect(said(pipe(
      update(T, { n: undefined as never }),
      allRows,
    ))).toMatch(/^ValidationError: Cannot write column "n"/)
    expect(said(pipe(
      insertInto(T, { name: "x" }),
      onConflictDoUpdate([T.id], { n: undefined as never }),
    ))).toMatch(/^ValidationError/)
  })

  test("an update refuses unknown and generated columns", () => {
    expect(said(pipe(update(T, { twice: 1 } as never), allRows))).toBe(
      `ValidationError: Cannot write column "twice" of table "t": ` +
        "expected nothing, since the database generates it, got 1",
    )
    expect(said(pipe(update(T, { typo: 1 } as never), allRows))).toMatch(/expected one of the columns/)
  })

  test("a default that the program makes is checked like any other", () => {
    const D = table("d", { id: integer.pipe(primaryKey), n: integer.pipe(constrain.gt(0), defaultWith(() => -1)) })
    expect(said(insertInto(D, { id: 1 }))).toBe(
      `ValidationError: Cannot write column "n" of table "d": expected greater than 0, got -1`,
    )
  })

  const Every = table("every", {
    i: integer, b: bigint, d: double, s: text, at: timestamptz, raw: bytes, yes: boolean, key: uuid, doc: json(),
    mood: enumeration("mood", ["a"]),
  })
  const good = {
    i: 1, b: 1n, d: 1, s: "", at: new Date(0), raw: new Uint8Array(), yes: true,
    key: "0f8fad5b-d9cb-469f-a165-70867728950e", doc: null, mood: "a" as const,
  }
  const bad: Readonly<Record<string, ReadonlyArray<unknown>>> = {
    i: [NaN, Infinity, 1.5, 2147483648, -2147483649, 1n, "1", true],
    b: [1, 2n ** 63n, -(2n ** 63n) - 1n, "1"],
    d: ["1", 1n, null],
    s: ["\ud800", "a\udc00", 1, new String("x")],
    at: [new Date(NaN), "2024-01-01", 0],
    raw: ["x", [1], new ArrayBuffer(1)],
    yes: [0, 1, "true"],
    key: ["x", "0f8fad5bd9cb469fa16570867728950e"],
    doc: [undefined, NaN, { a: undefined }, { a: 1n }, new Map(), () => 1, "\ud800"],
    mood: ["b", "", null],
  }
  for (const [column, values] of Object.entries(bad)) {
    test(`of a column of ${column}`, () => {
      for (const v of values) {
        const e = compile(dialect)(insertInto(Every, { ...good, [column]: v }))
        expect([
          v,
          e._tag === "Left" && e.left._tag === "ValidationError" && e.left.issues.map((i) => i.column),
        ]).toEqual([v, [column]])
      }
      expect(compile(dialect)(insertInto(Every, good))._tag).toBe("Right")
    })
  }

  test("nothing is sent, and it is the error of the Effect", async () => {
    const e = await failure(execute(insertInto(
      Cake,
      [{ id: 9, name: "ok", price: 1 }, { id: 10, name: "bad", price: 0.5 }],
    )))
    expect(e._tag).toBe("ValidationError")
    expect(await inBakery(Effect.andThen(
      Effect.ignore(execute(insertInto(Cake, { id: 9, name: "x", price: 0.5 }))),
      count(from(Cake)),
    ))).toBe(3)
  })

  test("a parameter of a prepared statement is checked, too", async () => {
    const byId = prepare(pipe(from(Cake), where(eq(Cake.id, param("id", integer)))))
    for (const id of [1.5, undefined, null, "1"]) {
      expect((await failure(byId({ id: id as never })))._tag).toBe("ValidationError")
    }
  })
})

describe("values at the edge come back as they were written", () => {
  test("numbers, texts and bytes", async () => {
    const x = [0, -0, 1e308, 5e-324, Infinity, -Infinity].map((d) => value(double, d))
    const rows = await inBakery(all(pipe(
      from(Cake),
      limit(1),
      select({
        a: x[1]!, b: x[2]!, c: x[3]!, d: x[4]!, e: x[5]!, bom: literal("\ufeff"),
        empty: literal(""), long: literal("é".repeat(100_000)),
      }),
    )))
    expect(rows).toEqual([{
      a: expect.closeTo(0), b: 1e308, c: 5e-324, d: Infinity, e: -Infinity, bom: "\ufeff", empty: "",
      long: "é".repeat(100_000),
    }])
  })

  test("whole numbers, without -0", async () => {
    const rows = await inBakery(all(pipe(
      from(Cake),
      limit(1),
      select({ a: value(integer, -0), b: literal(-0), c: literal(2 ** 53 - 1), d: literal(-(2 ** 53) + 1) }),
    )))
    expect(rows).toEqual([{ a: 0, b: 0, c: 2 ** 53 - 1, d: -(2 ** 53) + 1 }])
  })
})

test("no tree is changed by being used, and compiling twice gives the same", () => {
  const base = pipe(from(Cake), where(gt(Cake.price, 1)))
  const before = toSql(dialect)(base)
  const uses = [
    pipe(base, limit(1)), pipe(base, leftJoin(Fruit, eq(Fruit.cakeId, Cake.id))), pipe(base, union(base)),
    pipe(
      from(Fruit),
      where(exists(base)),
      select({ x: scalar(pipe(base, select(Cake.id))), y: many(base), z: sub(mul(Fruit.id, 2), 1) }),
    ),
  ]
  for (const q of uses) {
    expect(toSql(dialect)(q)).toBe(toSql(dialect)(q))
    expect(compile(dialect)(q)).toBe(compile(dialect)(q))
    expect(Object.isFrozen(q)).toBe(true)
  }
  expect(toSql(dialect)(base)).toBe(before)
})
