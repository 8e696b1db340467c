import { Effect, pipe } from "effect"
import {
  add,
  all,
  constraintOptions,
  createAll,
  excluded,
  execute,
  from,
  gt,
  indexOn,
  insertFrom,
  insertInto,
  integer,
  isNull,
  nullable,
  onConflictDoNothing,
  onConflictDoUpdate,
  onUpdateWith,
  orderBy,
  primaryKey,
  returning,
  select,
  table,
  text,
  unique,
  literal,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { Cake, inBakery, onEmpty } from "./bakery.js"
import { golden } from "./golden.js"

const Stock = table("stock", { id: integer.pipe(primaryKey), name: text.pipe(unique), n: integer })
const Live = table("live", {
  id: integer.pipe(primaryKey), name: text, gone: integer.pipe(nullable), n: integer,
}, (t) => [
  constraintOptions({ unique: true, where: isNull(t.gone), name: "live_name" })(indexOn(t.name)),
])
const Count = table("count", { name: text.pipe(primaryKey), n: integer })
const a = { id: 1, name: "a", n: 1 }

describe("prints", () => {
  golden("any conflict does nothing", pipe(insertInto(Stock, a), onConflictDoNothing()), {
    sqlite: {
      sql: `insert into "stock" ("id", "name", "n") values (?, ?, ?) on conflict do nothing`,
      params: [1n, "a", 1n],
      text: `insert into "stock" ("id", "name", "n") values (1, 'a', 1) on conflict do nothing`,
    },
    postgres: {
      sql: `insert into "stock" ("id", "name", "n") values ($1, $2, $3) on conflict do nothing`,
      params: ["1", "a", "1"],
      text: `insert into "stock" ("id", "name", "n") values (1, 'a', 1) on conflict do nothing`,
    },
    mariadb: {
      sql: "insert into `stock` (`id`, `name`, `n`) values (?, ?, ?) on duplicate key update `id` = `stock`.`id`",
      params: [1n, "a", 1n],
      text: "insert into `stock` (`id`, `name`, `n`) values (1, 'a', 1) on duplicate key update `id` = `stock`.`id`",
    },
    mysql: {
      sql: "insert into `stock` (`id`, `name`, `n`) values (?, ?, ?) on duplicate key update `id` = `stock`.`id`",
      params: [1n, "a", 1n],
      text: "insert into `stock` (`id`, `name`, `n`) values (1, 'a', 1) on duplicate key update `id` = `stock`.`id`",
    },
  })
  golden("a conflict on columns does nothing", pipe(insertInto(Stock, a), onConflictDoNothing(Stock.id)), {
    sqlite: {
      sql: `insert into "stock" ("id", "name", "n") values (?, ?, ?) on conflict ("id") do nothing`,
      params: [1n, "a", 1n],
      text: `insert into "stock" ("id", "name", "n") values (1, 'a', 1) on conflict ("id") do nothing`,
    },
    postgres: {
      sql: `insert into "stock" ("id", "name", "n") values ($1, $2, $3) on conflict ("id") do nothing`,
      params: ["1", "a", "1"],
      text: `insert into "stock" ("id", "name", "n") values (1, 'a', 1) on conflict ("id") do nothing`,
    },
    mariadb: "-- MariaDB cannot tell a conflict on id from one on name; use onConflictDoNothing without columns, or look for the row first, in a transaction",
    mysql: "-- MySQL cannot tell a conflict on id from one on name; use onConflictDoNothing without columns, or look for the row first, in a transaction",
  })
  golden("a conflict changes the row that is there", pipe(
    insertInto(Stock, a),
    onConflictDoUpdate([Stock.name], { n: excluded(Stock.n) }),
  ), {
    sqlite: {
      sql: `insert into "stock" ("id", "name", "n") values (?, ?, ?) on conflict ("name") do update set "n" = ` +
        `"excluded"."n"`,
      params: [1n, "a", 1n],
      text: `insert into "stock" ("id", "name", "n") values (1, 'a', 1) on conflict ("name") do update set "n" = ` +
        `"excluded"."n"`,
    },
    postgres: {
      sql: `insert into "stock" ("id", "name", "n") values ($1, $2, $3) on conflict ("name") do update set "n" = "excluded"."n"`,
      params: ["1", "a", "1"],
      text: `insert into "stock" ("id", "name", "n") values (1, 'a', 1) on conflict ("name") do update set "n" = "excluded"."n"`,
    },
    mariadb: "-- MariaDB cannot tell a conflict on name from one on id; use onConflictDoNothing without columns, or look for the row first, in a transaction",
    mysql: "-- MySQL cannot tell a conflict on name from one on id; use onConflictDoNothing without columns, or look for the row first, in a transaction",
  })
  golden("a conflict on the only key there is", pipe(
    insertInto(Count, { name: "a", n: 1 }),
    onConflictDoUpdate([Count.name], { n: add(Count.n, excluded(Count.n)) }),
  ), {
    sqlite: {
      sql: `insert into "count" ("name", "n") values (?, ?) on conflict ("name") do update set "n" = "count"."n" + "excluded"."n"`,
      params: ["a", 1n],
      text: `insert into "count" ("name", "n") values ('a', 1) on conflict ("name") do update set "n" = "count"."n" + "excluded"."n"`,
    },
    postgres: {
      sql: `insert into "count" ("name", "n") values ($1, $2) on conflict ("name") do update set "n" = (cast("count"."n" as int8) + "excluded"."n")`,
      params: ["a", "1"],
      text: `insert into "count" ("name", "n") values ('a', 1) on conflict ("name") do update set "n" = (cast("count"."n" as int8) + "excluded"."n")`,
    },
    mariadb: {
      sql: "insert into `count` (`name`, `n`) values (?, ?) on duplicate key update `n` = `count`.`n` + values(`n`)",
      params: ["a", 1n],
      text: "insert into `count` (`name`, `n`) values ('a', 1) on duplicate key update `n` = `count`.`n` + values(`n`)",
    },
    mysql: {
      sql: "insert into `count` (`name`, `n`) values (?, ?) on duplicate key update `n` = `count`.`n` + values(`n`)",
      params: ["a", 1n],
      text: "insert into `count` (`name`, `n`) values ('a', 1) on duplicate key update `n` = `count`.`n` + values(`n`)",
    },
  })
  golden(
    "only where a condition holds, of a partial index",
    pipe(
      insertInto(Live, a),
      onConflictDoUpdate(
        [Live.name],
        { n: add(Live.n, 1) },
        { where: gt(excluded(Live.n), Live.n), targetWhere: isNull(Live.gone) },
      ),
    ),
    {
      sqlite: {
        sql: `insert into "live" ("id", "name", "n") values (?, ?, ?) on conflict ("name") where "gone" is null ` +
          `do update set "n" = "live"."n" + ? where "excluded"."n" > "live"."n"`,
        params: [1n, "a", 1n, 1n],
        text: `insert into "live" ("id", "name", "n") values (1, 'a', 1) on conflict ("name") where "gone" is null ` +
          `do update set "n" = "live"."n" + 1 where "excluded"."n" > "live"."n"`,
      },
      postgres: {
        sql: `insert into "live" ("id", "name", "n") values ($1, $2, $3) on conflict ("name") where "gone" is null do update set "n" = "live"."n" + $4::int8 where "excluded"."n" > "live"."n"`,
        params: ["1", "a", "1", "1"],
        text: `insert into "live" ("id", "name", "n") values (1, 'a', 1) on conflict ("name") where "gone" is null do update set "n" = "live"."n" + 1 where "excluded"."n" > "live"."n"`,
      },
      mariadb: "-- MariaDB has no partial unique indexes; leave out targetWhere",
      mysql: "-- MySQL has no partial unique indexes; leave out targetWhere",
    },
  )
  golden("of the rows of a query, whose join it would else be", pipe(
    insertFrom(Stock, pipe(from(Cake), select({ id: Cake.id, name: Cake.name, n: Cake.price }))),
    onConflictDoNothing(),
  ), {
    sqlite: `insert into "stock" ("id", "name", "n") select * from (select "cake"."id", "cake"."name", ` +
        `"cake"."price" as "n" from "cake") where true on conflict do nothing`,
    postgres: `insert into "stock" ("id", "name", "n") select "cake"."id", "cake"."name", "cake"."price" as "n" from "cake" on conflict do nothing`,
    mariadb: "insert into `stock` (`id`, `name`, `n`) select `cake`.`id`, `cake`.`name`, `cake`.`price` as `n` from `cake` on duplicate key update `id` = `stock`.`id`",
    mysql: "insert into `stock` (`id`, `name`, `n`) select `cake`.`id`, `cake`.`name`, `cake`.`price` as `n` from `cake` on duplicate key update `id` = `stock`.`id`",
  })
  golden("an update needs columns", pipe(insertInto(Stock, a), onConflictDoUpdate([], { n: 1 })), {
    sqlite: "-- onConflictDoUpdate needs the columns of the unique constraint it is about",
    postgres: "-- onConflictDoUpdate needs the columns of the unique constraint it is about",
    mariadb: "-- onConflictDoUpdate needs the columns of the unique constraint it is about",
    mysql: "-- onConflictDoUpdate needs the columns of the unique constraint it is about",
  })
})

describe("rows", () => {
  test("nothing leaves the row that is there", async () => {
    const r = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Stock])
        yield* execute(insertInto(Stock, a))
        const { rowsAffected } = yield* execute(pipe(
          insertInto(Stock, [{ id: 2, name: "a", n: 9 }, { id: 3, name: "b", n: 3 }]),
          onConflictDoNothing(Stock.name),
        ))
        return [rowsAffected, yield* all(from(Stock))]
      }),
    )
    expect(r).toEqual([1, [a, { id: 3, name: "b", n: 3 }]])
  })

  test("an update may use the row that is there and the one that could not be", async () => {
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Stock])
        yield* execute(insertInto(Stock, a))
        return yield* all(
          pipe(
            insertInto(Stock, [{ id: 2, name: "a", n: 10 }, { id: 3, name: "b", n: 3 }]),
            onConflictDoUpdate([Stock.name], { n: add(Stock.n, excluded(Stock.n)), id: excluded(Stock.id) }),
            returning(Stock),
          ),
        )
      }),
    )
    expect(rows).toEqual([{ id: 2, name: "a", n: 11 }, { id: 3, name: "b", n: 3 }])
  })

  test("a condition leaves rows as they are, and a partial index is meant by its own", async () => {
    const upsert = (n: number) =>
      pipe(
        insertInto(Live, { id: n, name: "a", n }),
        onConflictDoUpdate(
          [Live.name],
          { n: excluded(Live.n) },
          { where: gt(excluded(Live.n), Live.n), targetWhere: isNull(Live.gone) },
        ),
      )
    const rows = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Live])
        yield* execute(insertInto(Live, [{ id: 100, name: "a", gone: 1, n: 0 }, { id: 101, name: "a", gone: 1, n: 0 }]))
        yield* execute(upsert(5))
        yield* execute(upsert(3))
        yield* execute(upsert(7))
        return yield* all(pipe(from(Live), select({ id: Live.id, n: Live.n }), orderBy(Live.id)))
      }),
    )
    expect(rows).toEqual([{ id: 5, n: 7 }, { id: 100, n: 0 }, { id: 101, n: 0 }])
  })

  test("rows of a query may conflict", async () => {
    const rows = await inBakery(
      Effect.gen(function* () {
        yield* createAll([Stock])
        yield* execute(insertInto(Stock, { id: 1, name: "Opera", n: 1 }))
        const cakes = pipe(from(Cake), select({ n: Cake.price, id: Cake.id, name: Cake.name }), orderBy(Cake.id))
        yield* execute(pipe(insertFrom(Stock, cakes), onConflictDoUpdate([Stock.name], { n: excluded(Stock.n) })))
        return yield* all(pipe(from(Stock), select({ name: Stock.name, n: Stock.n }), orderBy(Stock.id)))
      }),
    )
    expect(rows).toEqual([{ name: "Opera", n: 30 }, { name: "Tart", n: 10 }, { name: "Sponge", n: 20 }])
  })

  test("a value that the program makes for updates is made for each run", async () => {
    let made = 0
    const Seen = table(
      "seen",
      {
        id: integer.pipe(primaryKey), n: integer.pipe(nullable),
        version: integer.pipe(nullable, onUpdateWith(() => ++made)),
      },
    )
    const upsert = pipe(insertInto(Seen, { id: 1 }), onConflictDoUpdate([Seen.id], { n: literal(1) }))
    const versions = await onEmpty(
      Effect.gen(function* () {
        yield* createAll([Seen])
        const after = Effect.andThen(execute(upsert), all(pipe(from(Seen), select(Seen.version))))
        return [yield* after, yield* after, yield* after]
      }),
    )
    expect(versions).toEqual([[null], [versions[1]![0]], [versions[1]![0]! + 1]])
  })
})
