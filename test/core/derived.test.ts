import { BigDecimal, pipe } from "effect"
import {
  add,
  alias,
  as,
  cte,
  countAll,
  desc,
  eq,
  exists,
  from,
  groupBy,
  gt,
  innerJoin,
  integer,
  leftJoin,
  limit,
  lt,
  max,
  mul,
  orderBy,
  recursive,
  rightJoin,
  select,
  sum,
  union,
  where,
  intersect,
  rawQuery,
  decimal,
  value,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Bakery, Cake, Fruit, inBakery, Note } from "./bakery.js"
import { golden } from "./golden.js"

const top = pipe(from(Cake), orderBy(desc(Cake.price)), limit(2), select({ id: Cake.id, cost: mul(Cake.price, 2) }))
const Top = pipe(top, as("top"))

describe("prints a derived table", () => {
  golden("whose columns are those of the query", pipe(from(Top), where(gt(Top.cost, 5))), {
    sqlite: {
      sql: `select "top"."id", "top"."cost" from (select "cake"."id", "cake"."price" * ? as "cost" from "cake" ` +
        `order by "cake"."price" desc limit ?) as "top" where "top"."cost" > ?`,
      params: [2n, 2n, 5n],
      text: `select "top"."id", "top"."cost" from (select "cake"."id", "cake"."price" * 2 as "cost" from "cake" ` +
        `order by "cake"."price" desc limit 2) as "top" where "top"."cost" > 5`,
    },
    postgres: {
      sql: `select "top"."id", "top"."cost" from (select "cake"."id", "cake"."price" * $1::int8 as "cost" from "cake" order by "cake"."price" desc limit $2) as "top" where "top"."cost" > $3`,
      params: ["2", "2", "5"],
      text: `select "top"."id", "top"."cost" from (select "cake"."id", "cake"."price" * 2 as "cost" from "cake" order by "cake"."price" desc limit 2) as "top" where "top"."cost" > 5`,
    },
    mariadb: {
      sql: "select `top`.`id`, `top`.`cost` from (select `cake`.`id`, `cake`.`price` * ? as `cost` from `cake` order by `cake`.`price` desc limit ?) as `top` where `top`.`cost` > ?",
      params: [2n, 2n, 5n],
      text: "select `top`.`id`, `top`.`cost` from (select `cake`.`id`, `cake`.`price` * 2 as `cost` from `cake` order by `cake`.`price` desc limit 2) as `top` where `top`.`cost` > 5",
    },
    mysql: {
      sql: "select `top`.`id`, `top`.`cost` from (select `cake`.`id`, `cake`.`price` * ? as `cost` from `cake` order by `cake`.`price` desc limit ?) as `top` where `top`.`cost` > ?",
      params: [2n, 2n, 5n],
      text: "select `top`.`id`, `top`.`cost` from (select `cake`.`id`, `cake`.`price` * 2 as `cost` from `cake` order by `cake`.`price` desc limit 2) as `top` where `top`.`cost` > 5",
    },
  })
  golden("joined", pipe(
    from(Fruit),
    leftJoin(Top, eq(Top.id, Fruit.cakeId)),
    select({ f: Fruit.id, cost: Top.cost }),
  ), {
    sqlite: {
      sql: `select "fruit"."id" as "f", "top"."cost" from "fruit" left join (select "cake"."id", "cake"."price" ` +
        `* ? as "cost" from "cake" order by "cake"."price" desc limit ?) as "top" on "top"."id" = ` +
        `"fruit"."cakeId"`,
      params: [2n, 2n],
      text: `select "fruit"."id" as "f", "top"."cost" from "fruit" left join (select "cake"."id", "cake"."price" ` +
        `* 2 as "cost" from "cake" order by "cake"."price" desc limit 2) as "top" on "top"."id" = ` +
        `"fruit"."cakeId"`,
    },
    postgres: {
      sql: `select "fruit"."id" as "f", "top"."cost" from "fruit" left join (select "cake"."id", "cake"."price" * $1::int8 as "cost" from "cake" order by "cake"."price" desc limit $2) as "top" on "top"."id" = "fruit"."cakeId"`,
      params: ["2", "2"],
      text: `select "fruit"."id" as "f", "top"."cost" from "fruit" left join (select "cake"."id", "cake"."price" * 2 as "cost" from "cake" order by "cake"."price" desc limit 2) as "top" on "top"."id" = "fruit"."cakeId"`,
    },
    mariadb: {
      sql: "select `fruit`.`id` as `f`, `top`.`cost` from `fruit` left join (select `cake`.`id`, `cake`.`price` * ? as `cost` from `cake` order by `cake`.`price` desc limit ?) as `top` on `top`.`id` = `fruit`.`cakeId`",
      params: [2n, 2n],
      text: "select `fruit`.`id` as `f`, `top`.`cost` from `fruit` left join (select `cake`.`id`, `cake`.`price` * 2 as `cost` from `cake` order by `cake`.`price` desc limit 2) as `top` on `top`.`id` = `fruit`.`cakeId`",
    },
    mysql: {
      sql: "select `fruit`.`id` as `f`, `top`.`cost` from `fruit` left join (select `cake`.`id`, `cake`.`price` * ? as `cost` from `cake` order by `cake`.`price` desc limit ?) as `top` on `top`.`id` = `fruit`.`cakeId`",
      params: [2n, 2n],
      text: "select `fruit`.`id` as `f`, `top`.`cost` from `fruit` left join (select `cake`.`id`, `cake`.`price` * 2 as `cost` from `cake` order by `cake`.`price` desc limit 2) as `top` on `top`.`id` = `fruit`.`cakeId`",
    },
  })
  golden("of a set operation", from(pipe(
    from(Cake),
    select({ id: Cake.id }),
    union(pipe(from(Fruit), select({ id: Fruit.id }))),
    as("both"),
  )), {
    sqlite: `select "both"."id" from (select "cake"."id" from "cake" union select "fruit"."id" from "fruit") as ` +
        `"both"`,
    postgres: `select "both"."id" from (select "cake"."id" from "cake" union select "fruit"."id" from "fruit") as "both"`,
    mariadb: "select `both`.`id` from (select `cake`.`id` from `cake` union select `fruit`.`id` from `fruit`) as `both`",
    mysql: "select `both`.`id` from (select `cake`.`id` from `cake` union select `fruit`.`id` from `fruit`) as `both`",
  })
  golden("of a whole table", from(pipe(from(Bakery), as("b"))), {
    sqlite: `select "b"."id", "b"."name", "b"."profit" from (select "bakery"."id", "bakery"."name", ` +
        `"bakery"."profit" from "bakery") as "b"`,
    postgres: `select "b"."id", "b"."name", "b"."profit" from (select "bakery"."id", "bakery"."name", "bakery"."profit" from "bakery") as "b"`,
    mariadb: "select `b`.`id`, `b`.`name`, `b`.`profit` from (select `bakery`.`id`, `bakery`.`name`, `bakery`.`profit` from `bakery`) as `b`",
    mysql: "select `b`.`id`, `b`.`name`, `b`.`profit` from (select `bakery`.`id`, `bakery`.`name`, `bakery`.`profit` from `bakery`) as `b`",
  })
  golden("under another name", from(Top.pipe(alias("best"))), {
    sqlite: {
      sql: `select "best"."id", "best"."cost" from (select "cake"."id", "cake"."price" * ? as "cost" from ` +
        `"cake" order by "cake"."price" desc limit ?) as "best"`,
      params: [2n, 2n],
      text: `select "best"."id", "best"."cost" from (select "cake"."id", "cake"."price" * 2 as "cost" from ` +
        `"cake" order by "cake"."price" desc limit 2) as "best"`,
    },
    postgres: {
      sql: `select "best"."id", "best"."cost" from (select "cake"."id", "cake"."price" * $1::int8 as "cost" from "cake" order by "cake"."price" desc limit $2) as "best"`,
      params: ["2", "2"],
      text: `select "best"."id", "best"."cost" from (select "cake"."id", "cake"."price" * 2 as "cost" from "cake" order by "cake"."price" desc limit 2) as "best"`,
    },
    mariadb: {
      sql: "select `best`.`id`, `best`.`cost` from (select `cake`.`id`, `cake`.`price` * ? as `cost` from `cake` order by `cake`.`price` desc limit ?) as `best`",
      params: [2n, 2n],
      text: "select `best`.`id`, `best`.`cost` from (select `cake`.`id`, `cake`.`price` * 2 as `cost` from `cake` order by `cake`.`price` desc limit 2) as `best`",
    },
    mysql: {
      sql: "select `best`.`id`, `best`.`cost` from (select `cake`.`id`, `cake`.`price` * ? as `cost` from `cake` order by `cake`.`price` desc limit ?) as `best`",
      params: [2n, 2n],
      text: "select `best`.`id`, `best`.`cost` from (select `cake`.`id`, `cake`.`price` * 2 as `cost` from `cake` order by `cake`.`price` desc limit 2) as `best`",
    },
  })
})

describe("rows of a derived table", () => {
  test("are those of its query", async () => {
    expect(await inBakery(all(from(Top)))).toEqual([{ id: 1, cost: 60 }, { id: 3, cost: 40 }])
    expect(await inBakery(all(pipe(from(Top), select(sum(Top.cost)))))).toEqual([100])
  })

  test("may be absent on the optional side of a join", async () => {
    const q = pipe(
      from(Fruit),
      leftJoin(Top, eq(Top.id, Fruit.cakeId)),
      select({ f: Fruit.id, top: Top }),
      orderBy(Fruit.id),
      limit(2),
    )
    expect(await inBakery(all(q))).toEqual([{ f: 1, top: { id: 1, cost: 60 } }, { f: 2, top: null }])
  })

  test("are of joins, groups, set operations, outer joins and derived tables", async () => {
    const Grouped = pipe(from(Fruit), groupBy(Fruit.cakeId), select({ cake: Fruit.cakeId, n: countAll }), as("grouped"))
    expect(await inBakery(all(pipe(from(Grouped), where(eq(Grouped.n, 2)))))).toEqual([{ cake: 2, n: 2 }])
    const Both = pipe(
      from(Cake),
      select({ id: Cake.id }),
      intersect(pipe(from(Bakery), select({ id: Bakery.id }))),
      as("both"),
    )
    expect(await inBakery(all(pipe(from(Both), select(max(Both.id)))))).toEqual([2])
    const Outer = pipe(
      from(Cake),
      rightJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
      select({ cake: Cake.name, fruit: Fruit.name }),
      as("outer"),
    )
    expect(await inBakery(all(pipe(
      from(Outer),
      where(eq(Outer.fruit, "Fig")),
    )))).toEqual([{ cake: null, fruit: "Fig" }])
    const Twice = pipe(from(Outer), select({ f: Outer.fruit }), limit(1), as("twice"))
    expect(await inBakery(all(from(Twice)))).toEqual([{ f: "Cherry" }])
    const Raw = pipe(rawQuery({ one: integer, two: integer })`select 1, 2`, as("r"))
    expect(await inBakery(all(pipe(from(Raw), select(add(Raw.one, Raw.two)))))).toEqual([3])
  })

  test("of a table that may be absent have its columns, each of which may be NULL", async () => {
    const D = pipe(from(Note), rightJoin(Cake, eq(Note.cakeId, Cake.id)), where(eq(Cake.id, 3)), as("d"))
    expect(await inBakery(all(from(D)))).toEqual([{ cakeId: null, body: null }])
  })

  test("join themselves under another name", async () => {
    const Other = Top.pipe(alias("other"))
    const q = pipe(from(Top), innerJoin(Other, lt(Top.cost, Other.cost)), select({ a: Top.id, b: Other.id }))
    expect(await inBakery(all(q))).toEqual([{ a: 3, b: 1 }])
  })
})

const Dear = pipe(from(Cake), where(gt(Cake.price, 15)), select({ id: Cake.id, price: Cake.price }), cte("dear"))
const Dearest = pipe(from(Dear), orderBy(desc(Dear.price)), limit(1), cte("dearest"))
const Numbers = recursive(
  "numbers",
  pipe(from(Bakery), where(eq(Bakery.id, 1)), select({ n: Bakery.id })),
  (self) => pipe(from(self), where(lt(self.n, 4)), select({ n: add(self.n, 1) })),
)

describe("prints a common table expression", () => {
  golden("in front of the statement", from(Dear), {
    sqlite: {
      sql: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" ` +
        `> ?) select "dear"."id", "dear"."price" from "dear"`,
      params: [15n],
      text: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" ` +
        `> 15) select "dear"."id", "dear"."price" from "dear"`,
    },
    postgres: {
      sql: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" > $1) select "dear"."id", "dear"."price" from "dear"`,
      params: ["15"],
      text: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" > 15) select "dear"."id", "dear"."price" from "dear"`,
    },
    mariadb: {
      sql: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > ?) select `dear`.`id`, `dear`.`price` from `dear`",
      params: [15n],
      text: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > 15) select `dear`.`id`, `dear`.`price` from `dear`",
    },
    mysql: {
      sql: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > ?) select `dear`.`id`, `dear`.`price` from `dear`",
      params: [15n],
      text: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > 15) select `dear`.`id`, `dear`.`price` from `dear`",
    },
  })
  golden("once, however often it is used", pipe(
    from(Dear),
    innerJoin(Dear.pipe(alias("d")), eq(Dear.id, Dear.pipe(alias("d")).id)),
    where(exists(from(Dear))),
    select({ id: Dear.id }),
  ), {
    sqlite: {
      sql: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" ` +
        `> ?) select "dear"."id" from "dear" inner join "dear" as "d" on "dear"."id" = "d"."id" where exists ` +
        `(select "dear"."id", "dear"."price" from "dear")`,
      params: [15n],
      text: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" ` +
        `> 15) select "dear"."id" from "dear" inner join "dear" as "d" on "dear"."id" = "d"."id" where ` +
        `exists (select "dear"."id", "dear"."price" from "dear")`,
    },
    postgres: {
      sql: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" > $1) select "dear"."id" from "dear" inner join "dear" as "d" on "dear"."id" = "d"."id" where exists (select "dear"."id", "dear"."price" from "dear")`,
      params: ["15"],
      text: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" > 15) select "dear"."id" from "dear" inner join "dear" as "d" on "dear"."id" = "d"."id" where exists (select "dear"."id", "dear"."price" from "dear")`,
    },
    mariadb: {
      sql: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > ?) select `dear`.`id` from `dear` inner join `dear` as `d` on `dear`.`id` = `d`.`id` where exists (select `dear`.`id`, `dear`.`price` from `dear`)",
      params: [15n],
      text: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > 15) select `dear`.`id` from `dear` inner join `dear` as `d` on `dear`.`id` = `d`.`id` where exists (select `dear`.`id`, `dear`.`price` from `dear`)",
    },
    mysql: {
      sql: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > ?) select `dear`.`id` from `dear` inner join `dear` as `d` on `dear`.`id` = `d`.`id` where exists (select `dear`.`id`, `dear`.`price` from `dear`)",
      params: [15n],
      text: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > 15) select `dear`.`id` from `dear` inner join `dear` as `d` on `dear`.`id` = `d`.`id` where exists (select `dear`.`id`, `dear`.`price` from `dear`)",
    },
  })
  golden("after those it uses itself", from(Dearest), {
    sqlite: {
      sql: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" ` +
        `> ?), "dearest" ("id", "price") as (select "dear"."id", "dear"."price" from "dear" order by ` +
        `"dear"."price" desc limit ?) select "dearest"."id", "dearest"."price" from "dearest"`,
      params: [15n, 1n],
      text: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" ` +
        `> 15), "dearest" ("id", "price") as (select "dear"."id", "dear"."price" from "dear" order by ` +
        `"dear"."price" desc limit 1) select "dearest"."id", "dearest"."price" from "dearest"`,
    },
    postgres: {
      sql: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" > $1), "dearest" ("id", "price") as (select "dear"."id", "dear"."price" from "dear" order by "dear"."price" desc limit $2) select "dearest"."id", "dearest"."price" from "dearest"`,
      params: ["15", "1"],
      text: `with "dear" ("id", "price") as (select "cake"."id", "cake"."price" from "cake" where "cake"."price" > 15), "dearest" ("id", "price") as (select "dear"."id", "dear"."price" from "dear" order by "dear"."price" desc limit 1) select "dearest"."id", "dearest"."price" from "dearest"`,
    },
    mariadb: {
      sql: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > ?), `dearest` (`id`, `price`) as (select `dear`.`id`, `dear`.`price` from `dear` order by `dear`.`price` desc limit ?) select `dearest`.`id`, `dearest`.`price` from `dearest`",
      params: [15n, 1n],
      text: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > 15), `dearest` (`id`, `price`) as (select `dear`.`id`, `dear`.`price` from `dear` order by `dear`.`price` desc limit 1) select `dearest`.`id`, `dearest`.`price` from `dearest`",
    },
    mysql: {
      sql: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > ?), `dearest` (`id`, `price`) as (select `dear`.`id`, `dear`.`price` from `dear` order by `dear`.`price` desc limit ?) select `dearest`.`id`, `dearest`.`price` from `dearest`",
      params: [15n, 1n],
      text: "with `dear` (`id`, `price`) as (select `cake`.`id`, `cake`.`price` from `cake` where `cake`.`price` > 15), `dearest` (`id`, `price`) as (select `dear`.`id`, `dear`.`price` from `dear` order by `dear`.`price` desc limit 1) select `dearest`.`id`, `dearest`.`price` from `dearest`",
    },
  })
  golden("that refers to itself", from(Numbers), {
    sqlite: {
      sql: `with recursive "numbers" ("n") as (select "bakery"."id" as "n" from "bakery" where "bakery"."id" = ` +
        `? union all select "numbers"."n" + ? as "n" from "numbers" where "numbers"."n" < ?) select ` +
        `"numbers"."n" from "numbers"`,
      params: [1n, 1n, 4n],
      text: `with recursive "numbers" ("n") as (select "bakery"."id" as "n" from "bakery" where "bakery"."id" = ` +
        `1 union all select "numbers"."n" + 1 as "n" from "numbers" where "numbers"."n" < 4) select ` +
        `"numbers"."n" from "numbers"`,
    },
    postgres: {
      sql: `with recursive "numbers" ("n") as (select cast("bakery"."id" as int8) as "n" from "bakery" where "bakery"."id" = $1 union all select cast("numbers"."n" + $2::int8 as int8) as "n" from "numbers" where "numbers"."n" < $3) select "numbers"."n" from "numbers"`,
      params: ["1", "1", "4"],
      text: `with recursive "numbers" ("n") as (select cast("bakery"."id" as int8) as "n" from "bakery" where "bakery"."id" = 1 union all select cast("numbers"."n" + 1 as int8) as "n" from "numbers" where "numbers"."n" < 4) select "numbers"."n" from "numbers"`,
    },
    mariadb: {
      sql: "with recursive `numbers` (`n`) as (select cast(`bakery`.`id` as signed) as `n` from `bakery` where `bakery`.`id` = ? union all select cast(`numbers`.`n` + ? as signed) as `n` from `numbers` where `numbers`.`n` < ?) select `numbers`.`n` from `numbers`",
      params: [1n, 1n, 4n],
      text: "with recursive `numbers` (`n`) as (select cast(`bakery`.`id` as signed) as `n` from `bakery` where `bakery`.`id` = 1 union all select cast(`numbers`.`n` + 1 as signed) as `n` from `numbers` where `numbers`.`n` < 4) select `numbers`.`n` from `numbers`",
    },
    mysql: {
      sql: "with recursive `numbers` (`n`) as (select cast(`bakery`.`id` as signed) as `n` from `bakery` where `bakery`.`id` = ? union all select cast(`numbers`.`n` + ? as signed) as `n` from `numbers` where `numbers`.`n` < ?) select `numbers`.`n` from `numbers`",
      params: [1n, 1n, 4n],
      text: "with recursive `numbers` (`n`) as (select cast(`bakery`.`id` as signed) as `n` from `bakery` where `bakery`.`id` = 1 union all select cast(`numbers`.`n` + 1 as signed) as `n` from `numbers` where `numbers`.`n` < 4) select `numbers`.`n` from `numbers`",
    },
  })
  golden("that drops rows it had before", from(recursive(
    "r",
    pipe(from(Bakery), select({ n: Bakery.id })),
    (self) => pipe(from(self), select({ n: self.n })),
    { distinct: true },
  )), {
    sqlite: `with recursive "r" ("n") as (select "bakery"."id" as "n" from "bakery" union select "r"."n" from ` +
        `"r") select "r"."n" from "r"`,
    postgres: `with recursive "r" ("n") as (select cast("bakery"."id" as int8) as "n" from "bakery" union select cast("r"."n" as int8) as "n" from "r") select "r"."n" from "r"`,
    mariadb: "with recursive `r` (`n`) as (select cast(`bakery`.`id` as signed) as `n` from `bakery` union select cast(`r`.`n` as signed) as `n` from `r`) select `r`.`n` from `r`",
    mysql: "with recursive `r` (`n`) as (select cast(`bakery`.`id` as signed) as `n` from `bakery` union select cast(`r`.`n` as signed) as `n` from `r`) select `r`.`n` from `r`",
  })
  golden("that starts from limited rows", from(recursive(
    "r",
    pipe(from(Bakery), select({ n: Bakery.id }), orderBy(Bakery.id), limit(1)),
    (self) => pipe(from(self), where(lt(self.n, 3)), select({ n: add(self.n, 1) })),
  )), {
    sqlite: {
      sql: `with recursive "r" ("n") as (select * from (select "bakery"."id" as "n" from "bakery" order by ` +
        `"bakery"."id" limit ?) union all select "r"."n" + ? as "n" from "r" where "r"."n" < ?) select ` +
        `"r"."n" from "r"`,
      params: [1n, 1n, 3n],
      text: `with recursive "r" ("n") as (select * from (select "bakery"."id" as "n" from "bakery" order by ` +
        `"bakery"."id" limit 1) union all select "r"."n" + 1 as "n" from "r" where "r"."n" < 3) select ` +
        `"r"."n" from "r"`,
    },
    postgres: {
      sql: `with recursive "r" ("n") as ((select cast("bakery"."id" as int8) as "n" from "bakery" order by "bakery"."id" limit $1) union all select cast("r"."n" + $2::int8 as int8) as "n" from "r" where "r"."n" < $3) select "r"."n" from "r"`,
      params: ["1", "1", "3"],
      text: `with recursive "r" ("n") as ((select cast("bakery"."id" as int8) as "n" from "bakery" order by "bakery"."id" limit 1) union all select cast("r"."n" + 1 as int8) as "n" from "r" where "r"."n" < 3) select "r"."n" from "r"`,
    },
    mariadb: {
      sql: "with recursive `r` (`n`) as ((select cast(`bakery`.`id` as signed) as `n` from `bakery` order by `bakery`.`id` limit ?) union all select cast(`r`.`n` + ? as signed) as `n` from `r` where `r`.`n` < ?) select `r`.`n` from `r`",
      params: [1n, 1n, 3n],
      text: "with recursive `r` (`n`) as ((select cast(`bakery`.`id` as signed) as `n` from `bakery` order by `bakery`.`id` limit 1) union all select cast(`r`.`n` + 1 as signed) as `n` from `r` where `r`.`n` < 3) select `r`.`n` from `r`",
    },
    mysql: {
      sql: "with recursive `r` (`n`) as ((select cast(`bakery`.`id` as signed) as `n` from `bakery` order by `bakery`.`id` limit ?) union all select cast(`r`.`n` + ? as signed) as `n` from `r` where `r`.`n` < ?) select `r`.`n` from `r`",
      params: [1n, 1n, 3n],
      text: "with recursive `r` (`n`) as ((select cast(`bakery`.`id` as signed) as `n` from `bakery` order by `bakery`.`id` limit 1) union all select cast(`r`.`n` + 1 as signed) as `n` from `r` where `r`.`n` < 3) select `r`.`n` from `r`",
    },
  })
  golden(
    "whose step cannot be limited",
    from(recursive(
      "r",
      pipe(from(Bakery), select({ n: Bakery.id })),
      (self) => pipe(from(self), select({ n: self.n }), limit(1)),
    )),
    {
      sqlite: `-- the step of the recursive "r" is sorted or limited; sort and limit the query that reads it`,
      postgres: `-- the step of the recursive "r" is sorted or limited; sort and limit the query that reads it`,
      mariadb: `-- the step of the recursive "r" is sorted or limited; sort and limit the query that reads it`,
      mysql: `-- the step of the recursive "r" is sorted or limited; sort and limit the query that reads it`,
    },
  )
  golden("twice under one name, which is refused", pipe(
    from(Dear),
    innerJoin(pipe(from(Fruit), cte("dear"), alias("f")), eq(Dear.id, 1)),
    select({ id: Dear.id }),
  ), {
    sqlite: `-- two different CTEs are named "dear"; give one of them another name`,
    postgres: `-- two different CTEs are named "dear"; give one of them another name`,
    mariadb: `-- two different CTEs are named "dear"; give one of them another name`,
    mysql: `-- two different CTEs are named "dear"; give one of them another name`,
  })
  golden("under the name of a table of the statement, which is refused", pipe(
    from(pipe(from(Cake), cte("fruit"), alias("x"))),
    innerJoin(Fruit, eq(Fruit.id, 1)),
    select({ id: Fruit.id }),
  ), {
    sqlite: `-- the CTE "fruit" has the name of a table that the statement uses; give it another name`,
    postgres: `-- the CTE "fruit" has the name of a table that the statement uses; give it another name`,
    mariadb: `-- the CTE "fruit" has the name of a table that the statement uses; give it another name`,
    mysql: `-- the CTE "fruit" has the name of a table that the statement uses; give it another name`,
  })
})

describe("rows of a common table expression", () => {
  test("are the same wherever it is used", async () => {
    const D = Dear.pipe(alias("d"))
    const q = pipe(from(Dear), innerJoin(D, lt(Dear.price, D.price)), select({ a: Dear.id, b: D.id }))
    expect(await inBakery(all(q))).toEqual([{ a: 3, b: 1 }])
    expect(await inBakery(all(from(Dearest)))).toEqual([{ id: 1, price: 30 }])
    const twice = pipe(from(Dearest), union(from(Dear)))
    expect((await inBakery(all(twice))).map((row) => row.id).toSorted()).toEqual([1, 3])
  })

  test("are in scope of subqueries, derived tables and set operations", async () => {
    expect(await inBakery(all(pipe(
      from(Fruit),
      where(exists(pipe(from(Dear), where(eq(Dear.id, Fruit.cakeId))))),
      select(Fruit.name),
    )))).toEqual(["Cherry"])
    expect(await inBakery(all(from(pipe(from(Dear), select({ m: max(Dear.price) }), as("m")))))).toEqual([{ m: 30 }])
  })

  test("follow from themselves", async () => {
    expect((await inBakery(all(from(Numbers)))).map((row) => row.n)).toEqual([1, 2, 3, 4])
    const Limited = recursive(
      "r",
      pipe(from(Cake), select({ n: Cake.id }), orderBy(desc(Cake.id)), limit(1)),
      (self) => pipe(from(self), where(lt(self.n, 5)), select({ n: add(self.n, 1) })),
    )
    expect((await inBakery(all(from(Limited)))).map((row) => row.n)).toEqual([3, 4, 5])
  })

  test("end where a circle closes, if they are distinct", async () => {
    const Ring = recursive(
      "ring",
      pipe(from(Cake), where(eq(Cake.id, 1)), select({ at: Cake.id, price: Cake.price })),
      (self) => pipe(
        from(self),
        innerJoin(Cake, eq(Cake.id, add(mul(self.at, 1), 0))),
        select({ price: Cake.price, at: Cake.id }),
      ),
      { distinct: true },
    )
    expect(await inBakery(all(from(Ring)))).toEqual([{ at: 1, price: 30 }])
  })
})

test("a recursive expression with distinct rows knows equal decimals by their value, however they are written", async () => {
  const price = decimal()
  const of = (digits: string) => value(price, BigDecimal.fromStringUnsafe(digits))
  const one = pipe(from(Bakery), where(eq(Bakery.id, 1)))
  const Prices = recursive(
    "prices",
    pipe(one, select({ price: of("1.5") })),
    (self) => pipe(from(self), select({ price: mul(self.price, of("1.000")) })),
    { distinct: true },
  )
  expect((await inBakery(all(from(Prices)))).map((row) => BigDecimal.format(row.price))).toEqual(["1.5"])
})
