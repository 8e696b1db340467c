import { BigDecimal, Effect, pipe } from "effect"
import {
  add,
  all,
  type AnyQuery,
  autoIncrement,
  bigint,
  boolean,
  bytes,
  check,
  checkThat,
  columnName,
  comment,
  compile,
  constrain,
  constraintOptions,
  createAll,
  createIndex,
  createIndexes,
  createStatements,
  createTable,
  date,
  decimal,
  defaultTo,
  defaultWith,
  double,
  dropAll,
  dropIndex,
  dropStatements,
  dropTable,
  enumeration,
  eq,
  execute,
  foreignKey,
  from,
  generatedAlways,
  gt,
  indexed,
  indexOn,
  inet,
  insertInto,
  integer,
  interval,
  isNull,
  json,
  literal,
  lower,
  mul,
  nullable,
  numeric,
  option,
  primaryKey,
  primaryKeyOn,
  rawQuery,
  references,
  select,
  table,
  text,
  time,
  timestamp,
  timestamptz,
  toSql,
  unique,
  uniqueOn,
  unknownType,
  uuid,
  varchar,
  array,
} from "fulmar"
import { dialect } from "fulmar/sqlite"
import { describe, expect, test } from "vitest"
import { Cake, onEmpty, plain } from "./bakery.js"
import { golden } from "./golden.js"

const Base = table("loaf", { id: integer, name: text, price: integer })
const Loaf = table(
  "loaf",
  {
    id: integer.pipe(primaryKey, autoIncrement),
    name: varchar(80).pipe(unique, comment("as on the label")),
    price: integer.pipe(defaultTo(3), check(gt(Base.price, 0))),
    code: text.pipe(nullable, columnName("loaf_code"), indexed),
    double: integer.pipe(generatedAlways(mul(Base.price, 2), { stored: false })),
    small: text.pipe(generatedAlways(lower(Base.name))),
    mood: enumeration("mood", ["sad", "it's"]).pipe(option),
    weight: double.pipe(constrain.ge(0, { check: true }), nullable),
    at: timestamptz.pipe(defaultWith(() => new Date(0))),
  },
  (t) => [
    uniqueOn(t.name, t.code),
    checkThat(gt(t.price, t.id), "dear"),
    indexOn(t.price, t.name),
    constraintOptions({ name: "by_code", unique: true, where: isNull(t.code) })(indexOn(t.code)),
  ],
)
const Line = table(
  "line",
  {
    order: integer, n: integer,
    loafId: integer.pipe(
      nullable,
      references(() => Loaf.id, { onDelete: "set null", onUpdate: "cascade", name: "fk_loaf" }),
    ),
  },
  (t) => [primaryKeyOn(t.order, t.n)],
)
const Part = table(
  "part",
  { id: integer.pipe(primaryKey), order: integer, line: integer },
  (t) => [foreignKey([t.order, t.line], () => [Line.order, Line.n], { onDelete: "cascade", name: "fk_line" })],
)
const Hen = table("hen", { id: integer.pipe(primaryKey), eggId: integer.pipe(nullable, references(() => Egg.id)) })
const Egg: { readonly id: never } = table(
  "egg",
  { id: integer.pipe(primaryKey), henId: integer.pipe(nullable, references(() => Hen.id)) },
) as never
const Types = table("types", {
  a: bigint, b: double, c: decimal(), d: boolean, e: text, f: bytes, g: date, h: time, i: timestamp, j: timestamptz,
  k: interval, l: json(), m: uuid, n: inet, o: array(integer), p: unknownType,
})

describe("prints", () => {
  golden("a table with every kind of column and constraint", createTable(Loaf), {
    sqlite: `create table "loaf" ("id" integer primary key autoincrement, "name" text not null unique, "price" ` +
        `integer not null default (3) check ("price" > 0), "loaf_code" text, "double" integer generated ` +
        `always as ("price" * 2) virtual not null, "small" text generated always as (lower("name")) stored ` +
        `not null, "mood" text check ("mood" in ('sad', 'it''s')), "weight" real check ("weight" >= 0), "at" ` +
        `text not null, unique ("name", "loaf_code"), constraint "dear" check ("price" > "id")) strict`,
  })
  golden("a table only if it is not there", createTable(Line, { ifNotExists: true }), {
    sqlite: `create table if not exists "line" ("order" integer not null, "n" integer not null, "loafId" ` +
        `integer, primary key ("order", "n"), constraint "fk_loaf" foreign key ("loafId") references "loaf" ` +
        `("id") on delete set null on update cascade) strict`,
  })
  golden("a composite foreign key", createTable(Part), {
    sqlite: `create table "part" ("id" integer not null, "order" integer not null, "line" integer not null, ` +
        `primary key ("id"), constraint "fk_line" foreign key ("order", "line") references "line" ("order", ` +
        `"n") on delete cascade) strict`,
  })
  golden("the types of columns", createTable(Types), {
    sqlite: `create table "types" ("a" integer not null, "b" real not null, "c" text not null, "d" integer not ` +
        `null, "e" text not null, "f" blob not null, "g" text not null, "h" text not null, "i" text not ` +
        `null, "j" text not null, "k" text not null, "l" text not null, "m" text not null, "n" text not ` +
        `null, "o" text not null, "p" any not null) strict`,
  })
  golden("the end of a table", dropTable(Loaf), { sqlite: `drop table "loaf"` })
  golden("the end of a table that may not be there", dropTable(Loaf, { ifExists: true }), {
    sqlite: `drop table if exists "loaf"`,
  })
  golden("an index", createIndex("by_name", Cake, [Cake.name, lower(Cake.name)]), {
    sqlite: `create index "by_name" on "cake" ("name", (lower("name")))`,
  })
  golden("a unique partial index", createIndex(
    "one",
    Cake,
    [Cake.name],
    { unique: true, ifNotExists: true, where: eq(Cake.price, 3) },
  ), {
    sqlite: `create unique index if not exists "one" on "cake" ("name") where "price" = 3`,
  })
  golden("the end of an index", dropIndex("one", Cake), { sqlite: `drop index "one"` })
  golden("the end of an index that may not be there", dropIndex("one", Cake, { ifExists: true }), {
    sqlite: `drop index if exists "one"`,
  })
  golden("a column that is set to NULL but cannot be, which is refused", createTable(table(
    "x",
    { a: integer.pipe(references(() => Cake.id, { onDelete: "set null" })) },
  )), {
    sqlite: `-- column "a" of table "x" is set to NULL by its foreign key but is NOT NULL; pipe it through ` +
        `nullable`,
  })
  golden("a column that counts up but is not the key, which is refused", createTable(table(
    "x",
    { a: integer.pipe(autoIncrement) },
  )), {
    sqlite: `-- column "a" of table "x" counts up but is not the primary key by itself`,
  })

  test("the indexes of a table", () => {
    expect(createIndexes(Loaf, { ifNotExists: true }).map(toSql(dialect))).toEqual([
      'create index if not exists "ix_loaf_loaf_code" on "loaf" ("loaf_code")',
      'create index if not exists "ix_loaf_price_name" on "loaf" ("price", "name")',
      'create unique index if not exists "by_code" on "loaf" ("loaf_code") where "loaf_code" is null',
    ])
  })

  test("tables after those they refer to, and away before them", () => {
    const names = (sql: string) => /"(\w+)"/.exec(sql)![1]
    expect(
      createStatements(dialect)([Part, Line, Loaf]).map(toSql(dialect)).slice(0, 3).map(names),
    ).toEqual(["loaf", "line", "part"])
    expect(dropStatements([Loaf, Line, Part]).map(toSql(dialect)).map(names)).toEqual(["part", "line", "loaf"])
  })

  test("values of defaults and checks as text, since a schema has no parameters", () => {
    for (const statement of createStatements(dialect)([Loaf, Line, Part])) {
      const compiled = compile(dialect)(statement)
      expect(compiled._tag === "Right" && compiled.right.params).toEqual([])
    }
  })
})

describe("the database", () => {
  const schema = rawQuery({
    type: text, name: text,
  })`select type, name from sqlite_schema where sql is not null order by name`

  test("has what the definitions say, and nothing after dropAll", async () => {
    const r = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Part, Line, Loaf, Types])
        yield* createAll([Part, Line, Loaf, Types], { ifNotExists: true })
        const there = yield* all(schema)
        yield* dropAll([Loaf, Part, Line, Types])
        yield* dropAll([Loaf], { ifExists: true })
        return [
          there.map((x) => x.name).filter((n) => n !== "sqlite_sequence"), (yield* all(schema)).map((x) => x.name),
        ]
      }),
    )
    expect(r).toEqual([
      ["by_code", "ix_loaf_loaf_code", "ix_loaf_price_name", "line", "loaf", "part", "types"], ["sqlite_sequence"],
    ])
  })

  test("has tables that refer to each other and to themselves", async () => {
    const Tree = table(
      "tree",
      { id: integer.pipe(primaryKey), parent: integer.pipe(nullable, references((): never => Tree.id as never)) },
    ) as never as typeof Hen
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Hen, Egg as never, Tree])
        yield* execute(insertInto(Hen, { id: 1 }))
        yield* execute(insertInto(Egg as never as typeof Hen, { id: 2, henId: 1 } as never))
        return yield* all(from(Egg as never as typeof Hen))
      }),
    )
    expect(rows).toEqual([{ id: 2, henId: 1 }])
  })

  test("keeps keys, checks, labels, references and limits", async () => {
    const loaf = { name: "a", price: 5, code: "c" }
    const tags = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Loaf, Line, Part])
        yield* execute(insertInto(Loaf, { ...loaf, id: 1 }))
        const fail = (command: AnyQuery) =>
          Effect.match(
            execute(command as never) as ReturnType<typeof execute<"insert",
            never,
            never,
            never,
            never,
            never>>,
            {
              onSuccess: () => "no error",
              onFailure: (e: { _tag: string; reason?: { _tag: string } }) => e.reason?._tag ?? e._tag,
            },
          )
        const insert = (row: object) => insertInto(Loaf, row as never)
        yield* execute(insertInto(Line, { order: 1, n: 1, loafId: 1 }))
        return [
          yield* fail(insert(loaf)),
          yield* fail(insert({ name: "b", price: 0 })),
          yield* fail(insert({ name: "b", price: 2, id: 3 })),
          yield* fail(insert({ name: "b", price: 9, weight: -1 })),
          yield* fail(insert({ name: "b", price: 9, mood: "angry" })),
          yield* fail(insertInto(Line, { order: 1, n: 1 })),
          yield* fail(insertInto(Line, { order: 1, n: 2, loafId: 99 })),
          yield* fail(insertInto(Part, { id: 1, order: 1, line: 9 })),
          yield* fail(insertInto(Part, { id: 1, order: 1, line: 1 })),
        ]
      }),
    )
    expect(tags).toEqual([
      "UniqueViolation", "CheckViolation", "CheckViolation", "ValidationError", "ValidationError", "UniqueViolation",
      "ForeignKeyViolation", "ForeignKeyViolation", "no error",
    ])
  })

  test("computes generated columns and gives defaults", async () => {
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Loaf])
        yield* execute(insertInto(Loaf, { name: "Rye" }))
        return yield* all(pipe(
          from(Loaf),
          select({ double: Loaf.double, small: Loaf.small, price: Loaf.price, at: Loaf.at }),
        ))
      }),
    )
    expect(rows).toEqual([{ double: 6, small: "rye", price: 3, at: new Date(0) }])
  })

  test("gives every kind of default value back", async () => {
    const D = table("d", {
      id: integer.pipe(primaryKey),
      big: bigint.pipe(defaultTo(-9223372036854775808n)),
      ratio: double.pipe(defaultTo(-1e21)),
      exact: numeric(6, 2).pipe(defaultTo(BigDecimal.fromStringUnsafe("1.5"))),
      yes: boolean.pipe(defaultTo(true)),
      word: text.pipe(defaultTo("it's \"x\" -- é")),
      raw: bytes.pipe(defaultTo(Uint8Array.of(0, 255))),
      at: timestamptz.pipe(defaultTo(new Date(5))),
      doc: json().pipe(defaultTo({ a: ["'"] })),
      sum: integer.pipe(defaultTo(add(literal(1), 2))),
      none: text.pipe(nullable, defaultTo(null)),
    })
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([D])
        yield* execute(insertInto(D, [{ id: 1 }, { id: 2, sum: 4 }]))
        yield* execute(insertInto(D, { id: 3 }))
        return yield* all(from(D))
      }),
    )
    const expected = {
      big: -9223372036854775808n, ratio: -1e21, exact: BigDecimal.fromStringUnsafe("1.50"), yes: true,
      word: "it's \"x\" -- é",
      raw: Uint8Array.of(0, 255), at: new Date(5), doc: { a: ["'"] }, sum: 3, none: null,
    }
    expect(plain(rows)).toEqual(plain([{ id: 1, ...expected }, { id: 2, ...expected, sum: 4 }, { id: 3, ...expected }]))
  })
})
