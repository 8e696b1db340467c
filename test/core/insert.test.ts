import { Effect, Option, pipe } from "effect"
import {
  add,
  all,
  autoIncrement,
  createAll,
  defaultTo,
  defaultWith,
  execute,
  from,
  insertFrom,
  insertInto,
  integer,
  literal,
  lower,
  mul,
  nullable,
  option,
  orderBy,
  primaryKey,
  returning,
  select,
  scalar,
  max,
  table,
  text,
  unionAll,
  where,
  eq,
  generatedAlways,
  gt,
  now,
  timestamptz,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { Cake, inBakery, onEmpty } from "./bakery.js"
import { golden } from "./golden.js"

let made = 0
const Base = table("item", { id: integer.pipe(primaryKey, autoIncrement), name: text })
const Item = table("item", {
  id: integer.pipe(primaryKey, autoIncrement),
  name: text,
  note: text.pipe(nullable),
  size: integer.pipe(defaultTo(7)),
  code: integer.pipe(defaultWith(() => ++made)),
  maybe: integer.pipe(option),
  small: text.pipe(generatedAlways(lower(Base.name))),
})
const Plain = table(
  "plain",
  { id: integer.pipe(primaryKey, autoIncrement), a: text.pipe(defaultTo("x")), b: integer.pipe(nullable) },
)

describe("prints", () => {
  golden("one row", insertInto(Plain, { a: "it's" }), {
    sqlite: {
      sql: `insert into "plain" ("a") values (?)`,
      params: ["it's"],
      text: `insert into "plain" ("a") values ('it''s')`,
    },
    postgres: {
      sql: `insert into "plain" ("a") values ($1)`,
      params: ["it's"],
      text: `insert into "plain" ("a") values ('it''s')`,
    },
    mariadb: {
      sql: "insert into `plain` (`a`) values (?)",
      params: ["it's"],
      text: "insert into `plain` (`a`) values ('it''s')",
    },
    mysql: {
      sql: "insert into `plain` (`a`) values (?)",
      params: ["it's"],
      text: "insert into `plain` (`a`) values ('it''s')",
    },
  })
  golden("rows, each with its own defaults", insertInto(Plain, [{ a: "one" }, { b: 2 }, {}]), {
    sqlite: {
      sql: `insert into "plain" ("a", "b") values (?, null), (?, ?), (?, null)`,
      params: ["one", "x", 2n, "x"],
      text: `insert into "plain" ("a", "b") values ('one', null), ('x', 2), ('x', null)`,
    },
    postgres: {
      sql: `insert into "plain" ("a", "b") values ($1, default), (default, $2), (default, default)`,
      params: ["one", "2"],
      text: `insert into "plain" ("a", "b") values ('one', default), (default, 2), (default, default)`,
    },
    mariadb: {
      sql: "insert into `plain` (`a`, `b`) values (?, default), (default, ?), (default, default)",
      params: ["one", 2n],
      text: "insert into `plain` (`a`, `b`) values ('one', default), (default, 2), (default, default)",
    },
    mysql: {
      sql: "insert into `plain` (`a`, `b`) values (?, default), (default, ?), (default, default)",
      params: ["one", 2n],
      text: "insert into `plain` (`a`, `b`) values ('one', default), (default, 2), (default, default)",
    },
  })
  golden("a row of defaults", insertInto(Plain, {}), {
    sqlite: `insert into "plain" default values`,
    postgres: `insert into "plain" default values`,
    mariadb: "insert into `plain` () values ()",
    mysql: "insert into `plain` () values ()",
  })
  golden("rows of defaults", insertInto(Plain, [{}, {}]), {
    sqlite: `insert into "plain" ("id") values (null), (null)`,
    postgres: `insert into "plain" ("id") values (default), (default)`,
    mariadb: "insert into `plain` (`id`) values (null), (null)",
    mysql: "insert into `plain` (`id`) values (null), (null)",
  })
  golden("no rows", insertInto(Plain, []), {
    sqlite: `insert into "plain" ("id") select null where false`,
    postgres: `insert into "plain" ("id") select null where false`,
    mariadb: "insert into `plain` (`id`) select null from dual where false",
    mysql: "insert into `plain` (`id`) select null from dual where false",
  })
  golden("expressions", insertInto(
    Plain,
    { a: lower(literal("A")), b: scalar(pipe(from(Cake), select(max(Cake.price)))) },
  ), {
    sqlite: {
      sql: `insert into "plain" ("a", "b") values (lower(?), (select max("cake"."price") as "value" from ` +
        `"cake"))`,
      params: ["A"],
      text: `insert into "plain" ("a", "b") values (lower('A'), (select max("cake"."price") as "value" from ` +
        `"cake"))`,
    },
    postgres: {
      sql: `insert into "plain" ("a", "b") values (lower($1::text), (select max("cake"."price") as "value" from "cake"))`,
      params: ["A"],
      text: `insert into "plain" ("a", "b") values (lower('A'), (select max("cake"."price") as "value" from "cake"))`,
    },
    mariadb: {
      sql: "insert into `plain` (`a`, `b`) values (lower(?), (select max(`cake`.`price`) as `value` from `cake`))",
      params: ["A"],
      text: "insert into `plain` (`a`, `b`) values (lower('A'), (select max(`cake`.`price`) as `value` from `cake`))",
    },
    mysql: {
      sql: "insert into `plain` (`a`, `b`) values (lower(?), (select max(`cake`.`price`) as `value` from `cake`))",
      params: ["A"],
      text: "insert into `plain` (`a`, `b`) values (lower('A'), (select max(`cake`.`price`) as `value` from `cake`))",
    },
  })
  golden("the rows of a query, by name", insertFrom(Plain, pipe(from(Cake), select({ b: Cake.price, a: Cake.name }))), {
    sqlite: `insert into "plain" ("b", "a") select "cake"."price" as "b", "cake"."name" as "a" from "cake"`,
    postgres: `insert into "plain" ("b", "a") select "cake"."price" as "b", "cake"."name" as "a" from "cake"`,
    mariadb: "insert into `plain` (`b`, `a`) select `cake`.`price` as `b`, `cake`.`name` as `a` from `cake`",
    mysql: "insert into `plain` (`b`, `a`) select `cake`.`price` as `b`, `cake`.`name` as `a` from `cake`",
  })
  golden("the rows of a set operation", insertFrom(
    Plain,
    pipe(from(Cake), select({ a: Cake.name }), unionAll(pipe(from(Cake), select({ a: literal("y") })))),
  ), {
    sqlite: {
      sql: `insert into "plain" ("a") select "cake"."name" as "a" from "cake" union all select ? as "a" from ` +
        `"cake"`,
      params: ["y"],
      text: `insert into "plain" ("a") select "cake"."name" as "a" from "cake" union all select 'y' as "a" from ` +
        `"cake"`,
    },
    postgres: {
      sql: `insert into "plain" ("a") select "cake"."name" as "a" from "cake" union all select $1::text as "a" from "cake"`,
      params: ["y"],
      text: `insert into "plain" ("a") select "cake"."name" as "a" from "cake" union all select 'y' as "a" from "cake"`,
    },
    mariadb: {
      sql: "insert into `plain` (`a`) select `cake`.`name` as `a` from `cake` union all select ? as `a` from `cake`",
      params: ["y"],
      text: "insert into `plain` (`a`) select `cake`.`name` as `a` from `cake` union all select 'y' as `a` from `cake`",
    },
    mysql: {
      sql: "insert into `plain` (`a`) select `cake`.`name` as `a` from `cake` union all select ? as `a` from `cake`",
      params: ["y"],
      text: "insert into `plain` (`a`) select `cake`.`name` as `a` from `cake` union all select 'y' as `a` from `cake`",
    },
  })
  golden("no query for a column that the program makes", insertFrom(
    Item,
    pipe(from(Cake), select({ name: Cake.name })),
  ), {
    sqlite: `-- column "code" has a default made by the program, which an insert from a query cannot call; ` +
        `select a value for it`,
    postgres: `-- column "code" has a default made by the program, which an insert from a query cannot call; select a value for it`,
    mariadb: `-- column "code" has a default made by the program, which an insert from a query cannot call; select a value for it`,
    mysql: `-- column "code" has a default made by the program, which an insert from a query cannot call; select a value for it`,
  })
})

describe("rows", () => {
  test("columns that are left out get their default, of many rows each for itself", async () => {
    made = 0
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Item])
        yield* execute(insertInto(
          Item,
          [
            { name: "A", size: 1, note: "n", maybe: Option.some(3) }, { name: "B" },
            { id: 9, name: "C", code: 40, note: null },
          ],
        ))
        yield* execute(insertInto(Item, { name: "D", maybe: Option.none() }))
        return yield* all(from(Item))
      }),
    )
    expect(rows).toEqual([
      { id: 1, name: "A", note: "n", size: 1, code: 1, maybe: Option.some(3), small: "a" },
      { id: 2, name: "B", note: null, size: 7, code: 2, maybe: Option.none(), small: "b" },
      { id: 9, name: "C", note: null, size: 7, code: 40, maybe: Option.none(), small: "c" },
      { id: 10, name: "D", note: null, size: 7, code: 3, maybe: Option.none(), small: "d" },
    ])
  })

  test("a default made by the program is made for each run", async () => {
    made = 0
    const insert = insertInto(Item, { name: "A" })
    const codes = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Item])
        yield* execute(insert)
        yield* execute(insert)
        return yield* all(pipe(from(Item), select(Item.code), orderBy(Item.code)))
      }),
    )
    expect(codes).toEqual([1, 2])
  })

  test("rows of nothing but defaults are rows, and no rows are none", async () => {
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Plain])
        const one = yield* execute(insertInto(Plain, {}))
        const two = yield* execute(insertInto(Plain, [{}, {}]))
        const none = yield* execute(insertInto(Plain, []))
        const noRows = yield* all(pipe(insertInto(Plain, []), returning(Plain)))
        return [one.rowsAffected, two.rowsAffected, none.rowsAffected, noRows, yield* all(from(Plain))]
      }),
    )
    const row = (id: number) => ({ id, a: "x", b: null })
    expect(rows).toEqual([1, 2, 0, [], [row(1), row(2), row(3)]])
  })

  test("the columns of a query go where their names say", async () => {
    const rows = await inBakery(
      Effect.gen(function* () {
        yield* createAll([Plain])
        yield* execute(insertFrom(
          Plain,
          pipe(
            from(Cake),
            where(gt(Cake.price, 10)),
            orderBy(Cake.id),
            select({ b: mul(Cake.price, 2), a: Cake.name }),
          ),
        ))
        return yield* all(from(Plain))
      }),
    )
    expect(rows).toEqual([{ id: 1, a: "Opera", b: 60 }, { id: 2, a: "Sponge", b: 40 }])
  })

  test("a value may be an expression, in one row and not in the next", async () => {
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Plain])
        yield* execute(insertInto(Plain, [{ a: lower(literal("Q")), b: add(literal(1), 1) }, { a: "Z" }]))
        return yield* all(pipe(from(Plain), select({ a: Plain.a, b: Plain.b })))
      }),
    )
    expect(rows).toEqual([{ a: "q", b: 2 }, { a: "Z", b: null }])
  })

  test("a default of the database may be an expression", async () => {
    const Log = table(
      "log",
      {
        id: integer.pipe(primaryKey), at: timestamptz.pipe(defaultTo(now)),
        n: integer.pipe(defaultTo(add(literal(1), 2))),
      },
    )
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Log])
        yield* execute(insertInto(Log, [{ id: 1 }, { id: 2, n: 5 }]))
        return yield* all(pipe(from(Log), where(eq(Log.n, 3))))
      }),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.at).toBeInstanceOf(Date)
  })
})
