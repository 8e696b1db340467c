import { pipe } from "effect"
import {
  type AnyQuery,
  as,
  eq,
  except,
  exceptAll,
  from,
  gt,
  intersect,
  intersectAll,
  leftJoin,
  limit,
  literal,
  many,
  nullOf,
  integer,
  offset,
  orderBy,
  orderRowsBy,
  rightJoin,
  select,
  union,
  unionAll,
  where,
  desc,
  lt,
} from "fulmar"
import { describe, expect, test } from "vitest"
import { all, Bakery, Cake, Fruit, inBakery } from "./bakery.js"
import { golden } from "./golden.js"

const cakes = pipe(from(Cake), select({ id: Cake.id }))
const fruits = pipe(from(Fruit), select({ id: Fruit.id }))
const bakeries = pipe(from(Bakery), select({ id: Bakery.id }))
const sorted = (rows: ReadonlyArray<{ readonly id: number | null }>) => rows.map((row) => row.id).toSorted()

describe("prints", () => {
  golden("union", pipe(cakes, union(fruits)), {
    sqlite: `select "cake"."id" from "cake" union select "fruit"."id" from "fruit"`,
    postgres: `select "cake"."id" from "cake" union select "fruit"."id" from "fruit"`,
    mariadb: "select `cake`.`id` from `cake` union select `fruit`.`id` from `fruit`",
    mysql: "select `cake`.`id` from `cake` union select `fruit`.`id` from `fruit`",
  })
  golden("union all", pipe(cakes, unionAll(fruits)), {
    sqlite: `select "cake"."id" from "cake" union all select "fruit"."id" from "fruit"`,
    postgres: `select "cake"."id" from "cake" union all select "fruit"."id" from "fruit"`,
    mariadb: "select `cake`.`id` from `cake` union all select `fruit`.`id` from `fruit`",
    mysql: "select `cake`.`id` from `cake` union all select `fruit`.`id` from `fruit`",
  })
  golden("intersect", pipe(cakes, intersect(fruits)), {
    sqlite: `select "cake"."id" from "cake" intersect select "fruit"."id" from "fruit"`,
    postgres: `select "cake"."id" from "cake" intersect select "fruit"."id" from "fruit"`,
    mariadb: "select `cake`.`id` from `cake` intersect select `fruit`.`id` from `fruit`",
    mysql: "select `cake`.`id` from `cake` intersect select `fruit`.`id` from `fruit`",
  })
  golden("except", pipe(cakes, except(fruits)), {
    sqlite: `select "cake"."id" from "cake" except select "fruit"."id" from "fruit"`,
    postgres: `select "cake"."id" from "cake" except select "fruit"."id" from "fruit"`,
    mariadb: "select `cake`.`id` from `cake` except select `fruit`.`id` from `fruit`",
    mysql: "select `cake`.`id` from `cake` except select `fruit`.`id` from `fruit`",
  })
  golden("intersect all", pipe(cakes, intersectAll(fruits), orderRowsBy((row) => [row.id]), limit(3)), {
    sqlite: {
      sql: `select "c0" as "id" from (select "c0", row_number() over (partition by "c0") from (select "cake"."id" as "c0" from "cake") as "_1" ` +
        `intersect select "c0", row_number() over (partition by "c0") from (select "fruit"."id" as "c0" from "fruit") as "_2") as "_3" order by "id" limit ?`,
      params: [3n],
      text: `select "c0" as "id" from (select "c0", row_number() over (partition by "c0") from (select "cake"."id" as "c0" from "cake") as "_1" ` +
        `intersect select "c0", row_number() over (partition by "c0") from (select "fruit"."id" as "c0" from "fruit") as "_2") as "_3" order by "id" limit 3`,
    },
    postgres: {
      sql: `select "cake"."id" from "cake" intersect all select "fruit"."id" from "fruit" order by "id" limit $1`,
      params: ["3"],
      text: `select "cake"."id" from "cake" intersect all select "fruit"."id" from "fruit" order by "id" limit 3`,
    },
    mariadb: {
      sql: "select `cake`.`id` from `cake` intersect all select `fruit`.`id` from `fruit` order by `id` limit ?",
      params: [3n],
      text: "select `cake`.`id` from `cake` intersect all select `fruit`.`id` from `fruit` order by `id` limit 3",
    },
    mysql: {
      sql: "select `cake`.`id` from `cake` intersect all select `fruit`.`id` from `fruit` order by `id` limit ?",
      params: [3n],
      text: "select `cake`.`id` from `cake` intersect all select `fruit`.`id` from `fruit` order by `id` limit 3",
    },
  })
  golden("except all, of one with a limit", pipe(pipe(cakes, limit(2)), exceptAll(pipe(fruits, exceptAll(bakeries)))), {
    sqlite: {
      sql: `select "c0" as "id" from (select "c0", row_number() over (partition by "c0") from (select "cake"."id" as "c0" from "cake" limit ?) as "_1" except select "c0", row_number() over (partition by "c0") from (select "c0" as "c0" from (select "c0", row_number() over (partition by "c0") from (select "fruit"."id" as "c0" from "fruit") as "_2" except select "c0", row_number() over (partition by "c0") from (select "bakery"."id" as "c0" from "bakery") as "_3") as "_4") as "_5") as "_6"`,
      params: [2n],
      text: `select "c0" as "id" from (select "c0", row_number() over (partition by "c0") from (select "cake"."id" as "c0" from "cake" limit 2) as "_1" except select "c0", row_number() over (partition by "c0") from (select "c0" as "c0" from (select "c0", row_number() over (partition by "c0") from (select "fruit"."id" as "c0" from "fruit") as "_2" except select "c0", row_number() over (partition by "c0") from (select "bakery"."id" as "c0" from "bakery") as "_3") as "_4") as "_5") as "_6"`,
    },
    postgres: {
      sql: `(select "cake"."id" from "cake" limit $1) except all (select "fruit"."id" from "fruit" except all select "bakery"."id" from "bakery")`,
      params: ["2"],
      text: `(select "cake"."id" from "cake" limit 2) except all (select "fruit"."id" from "fruit" except all select "bakery"."id" from "bakery")`,
    },
    mariadb: {
      sql: "(select `cake`.`id` from `cake` limit ?) except all (select `fruit`.`id` from `fruit` except all select `bakery`.`id` from `bakery`)",
      params: [2n],
      text: "(select `cake`.`id` from `cake` limit 2) except all (select `fruit`.`id` from `fruit` except all select `bakery`.`id` from `bakery`)",
    },
    mysql: {
      sql: "(select `cake`.`id` from `cake` limit ?) except all (select `fruit`.`id` from `fruit` except all select `bakery`.`id` from `bakery`)",
      params: [2n],
      text: "(select `cake`.`id` from `cake` limit 2) except all (select `fruit`.`id` from `fruit` except all select `bakery`.`id` from `bakery`)",
    },
  })
  golden("operations on the left are bare", pipe(cakes, union(fruits), intersect(bakeries)), {
    sqlite: `select "cake"."id" from "cake" union select "fruit"."id" from "fruit" intersect select ` +
        `"bakery"."id" from "bakery"`,
    postgres: `(select "cake"."id" from "cake" union select "fruit"."id" from "fruit") intersect select "bakery"."id" from "bakery"`,
    mariadb: "(select `cake`.`id` from `cake` union select `fruit`.`id` from `fruit`) intersect select `bakery`.`id` from `bakery`",
    mysql: "(select `cake`.`id` from `cake` union select `fruit`.`id` from `fruit`) intersect select `bakery`.`id` from `bakery`",
  })
  golden("operations on the right are not", pipe(cakes, union(pipe(fruits, intersect(bakeries)))), {
    sqlite: `select "cake"."id" from "cake" union select * from (select "fruit"."id" from "fruit" intersect ` +
        `select "bakery"."id" from "bakery")`,
    postgres: `select "cake"."id" from "cake" union (select "fruit"."id" from "fruit" intersect select "bakery"."id" from "bakery")`,
    mariadb: "select `cake`.`id` from `cake` union (select `fruit`.`id` from `fruit` intersect select `bakery`.`id` from `bakery`)",
    mysql: "select `cake`.`id` from `cake` union (select `fruit`.`id` from `fruit` intersect select `bakery`.`id` from `bakery`)",
  })
  golden("order and limit of the operands stay inside", pipe(
    cakes,
    orderBy(desc(Cake.price)),
    limit(1),
    unionAll(pipe(fruits, limit(2), offset(1))),
    limit(9),
  ), {
    sqlite: {
      sql: `select * from (select "cake"."id" from "cake" order by "cake"."price" desc limit ?) union all ` +
        `select * from (select "fruit"."id" from "fruit" limit ? offset ?) limit ?`,
      params: [1n, 2n, 1n, 9n],
      text: `select * from (select "cake"."id" from "cake" order by "cake"."price" desc limit 1) union all ` +
        `select * from (select "fruit"."id" from "fruit" limit 2 offset 1) limit 9`,
    },
    postgres: {
      sql: `(select "cake"."id" from "cake" order by "cake"."price" desc limit $1) union all (select "fruit"."id" from "fruit" limit $2 offset $3) limit $4`,
      params: ["1", "2", "1", "9"],
      text: `(select "cake"."id" from "cake" order by "cake"."price" desc limit 1) union all (select "fruit"."id" from "fruit" limit 2 offset 1) limit 9`,
    },
    mariadb: {
      sql: "(select `cake`.`id` from `cake` order by `cake`.`price` desc limit ?) union all (select `fruit`.`id` from `fruit` limit ? offset ?) limit ?",
      params: [1n, 2n, 1n, 9n],
      text: "(select `cake`.`id` from `cake` order by `cake`.`price` desc limit 1) union all (select `fruit`.`id` from `fruit` limit 2 offset 1) limit 9",
    },
    mysql: {
      sql: "(select `cake`.`id` from `cake` order by `cake`.`price` desc limit ?) union all (select `fruit`.`id` from `fruit` limit ? offset ?) limit ?",
      params: [1n, 2n, 1n, 9n],
      text: "(select `cake`.`id` from `cake` order by `cake`.`price` desc limit 1) union all (select `fruit`.`id` from `fruit` limit 2 offset 1) limit 9",
    },
  })
  golden("columns of the operands are matched by key", pipe(
    from(Cake),
    select({ a: Cake.id, b: Cake.price }),
    union(pipe(from(Cake), select({ b: Cake.price, a: Cake.id }))),
  ), {
    sqlite: `select "cake"."id" as "a", "cake"."price" as "b" from "cake" union select "cake"."id" as "a", ` +
        `"cake"."price" as "b" from "cake"`,
    postgres: `select "cake"."id" as "a", "cake"."price" as "b" from "cake" union select "cake"."id" as "a", "cake"."price" as "b" from "cake"`,
    mariadb: "select `cake`.`id` as `a`, `cake`.`price` as `b` from `cake` union select `cake`.`id` as `a`, `cake`.`price` as `b` from `cake`",
    mysql: "select `cake`.`id` as `a`, `cake`.`price` as `b` from `cake` union select `cake`.`id` as `a`, `cake`.`price` as `b` from `cake`",
  })
  golden("so are those of nested rows", pipe(
    from(Bakery),
    select({ x: many(pipe(from(Cake), select({ a: Cake.id, b: Cake.name }))) }),
    unionAll(pipe(from(Bakery), select({ x: many(pipe(from(Cake), select({ b: Cake.name, a: Cake.id }))) }))),
  ), {
    sqlite: `select (select json_group_array(json_array("_1"."c0", "_1"."c1")) from (select "cake"."id" as "c0", ` +
        `"cake"."name" as "c1" from "cake") as "_1") as "x" from "bakery" union all select (select ` +
        `json_group_array(json_array("_2"."c0", "_2"."c1")) from (select "cake"."id" as "c0", "cake"."name" ` +
        `as "c1" from "cake") as "_2") as "x" from "bakery"`,
    postgres: `select (select coalesce(json_agg(json_build_array("_1"."c0", "_1"."c1")), '[]') from (select "cake"."id" as "c0", "cake"."name" as "c1" from "cake") as "_1") as "x" from "bakery" union all select (select coalesce(json_agg(json_build_array("_2"."c0", "_2"."c1")), '[]') from (select "cake"."id" as "c0", "cake"."name" as "c1" from "cake") as "_2") as "x" from "bakery"`,
    mariadb: "select (select coalesce(json_arrayagg(json_array(`cake`.`id`, `cake`.`name`)), json_array()) from `cake`) as `x` from `bakery` union all select (select coalesce(json_arrayagg(json_array(`cake`.`id`, `cake`.`name`)), json_array()) from `cake`) as `x` from `bakery`",
    mysql: "select (select coalesce(json_arrayagg(json_array(`_1`.`c0`, `_1`.`c1`)), json_array()) from (select `cake`.`id` as `c0`, `cake`.`name` as `c1` from `cake`) as `_1`) as `x` from `bakery` union all select (select coalesce(json_arrayagg(json_array(`_2`.`c0`, `_2`.`c1`)), json_array()) from (select `cake`.`id` as `c0`, `cake`.`name` as `c1` from `cake`) as `_2`) as `x` from `bakery`",
  })
})

describe("rows", () => {
  test("union and intersect and except are sets, and union all is not", async () => {
    expect(sorted(await inBakery(all(pipe(cakes, union(fruits)))))).toEqual([1, 2, 3, 4])
    expect(sorted(await inBakery(all(pipe(cakes, unionAll(fruits)))))).toEqual([1, 1, 2, 2, 3, 3, 4])
    expect(sorted(await inBakery(all(pipe(cakes, intersect(bakeries)))))).toEqual([1, 2])
    expect(sorted(await inBakery(all(pipe(fruits, except(cakes)))))).toEqual([4])
  })

  test("intersect all and except all count", async () => {
    const keys = pipe(from(Fruit), select({ id: Fruit.cakeId }))
    const twice = pipe(keys, unionAll(keys))
    const rows = async (q: AnyQuery) =>
      (await inBakery(all(q as never) as never) as ReadonlyArray<{ readonly id: number | null }>).map((row) => row.id).toSorted((a, b) => (a ?? 0) - (b ?? 0))
    const some = await rows(keys)
    expect(some).toContain(null)
    expect(await rows(pipe(twice, intersectAll(keys)))).toEqual(some)
    expect(await rows(pipe(twice, exceptAll(keys)))).toEqual(some)
    expect(await rows(pipe(keys, exceptAll(twice)))).toEqual([])
    expect(await rows(pipe(twice, intersectAll(twice)))).toEqual([...some, ...some].toSorted((a, b) => (a ?? 0) - (b ?? 0)))
    expect(await rows(pipe(keys, exceptAll(pipe(keys, limit(1)))))).toHaveLength(some.length - 1)
  })

  test("operations mean what the tree says, however they nest", async () => {
    expect(sorted(await inBakery(all(pipe(cakes, union(fruits), intersect(bakeries)))))).toEqual([1, 2])
    expect(sorted(await inBakery(all(pipe(cakes, union(pipe(fruits, intersect(bakeries)))))))).toEqual([1, 2, 3])
    expect(sorted(await inBakery(all(pipe(
      cakes,
      except(pipe(fruits, except(pipe(bakeries, except(cakes))))),
    ))))).toEqual([])
    expect(sorted(await inBakery(all(pipe(
      cakes,
      except(fruits),
      union(pipe(bakeries, union(pipe(cakes, intersect(fruits))))),
    ))))).toEqual([1, 2, 3])
  })

  test("each operand has its own order and limit, to any depth", async () => {
    const last = pipe(cakes, orderBy(desc(Cake.id)), limit(1))
    const first = pipe(fruits, orderBy(Fruit.id), limit(2))
    expect(sorted(await inBakery(all(pipe(last, union(first)))))).toEqual([1, 2, 3])
    const inner = pipe(last, unionAll(first), orderRowsBy((row) => [desc(row.id)]), limit(2))
    expect(sorted(await inBakery(all(inner)))).toEqual([2, 3])
    expect(sorted(await inBakery(all(pipe(fruits, except(pipe(inner, limit(1)))))))).toEqual([1, 2, 4])
    expect(sorted(await inBakery(all(pipe(
      inner,
      union(pipe(inner, offset(1))),
      orderRowsBy((r) => [r.id]),
      offset(1),
    ))))).toEqual([2, 3])
  })

  test("columns are matched by key, whatever their order, in nested records and rows too", async () => {
    const left = pipe(
      from(Cake),
      where(eq(Cake.id, 1)),
      select({ id: Cake.id, cost: { net: Cake.price, gross: literal(7) } }),
    )
    const right = pipe(
      from(Cake),
      where(eq(Cake.id, 2)),
      select({ cost: { gross: literal(8), net: Cake.price }, id: Cake.id }),
    )
    expect(await inBakery(all(pipe(left, unionAll(right))))).toEqual([
      { id: 1, cost: { net: 30, gross: 7 } },
      { id: 2, cost: { net: 10, gross: 8 } },
    ])
    const nested = (n: number) => pipe(from(Fruit), where(eq(Fruit.cakeId, n)), orderBy(Fruit.id))
    const both = pipe(
      from(Bakery),
      where(eq(Bakery.id, 1)),
      select({ xs: many(pipe(nested(1), select({ a: Fruit.id, b: Fruit.name }))) }),
      unionAll(pipe(
        from(Bakery),
        where(eq(Bakery.id, 2)),
        select({ xs: many(pipe(nested(2), select({ b: Fruit.name, a: Fruit.id }))) }),
      )),
    )
    expect(await inBakery(all(both))).toEqual([
      { xs: [{ a: 1, b: "Cherry" }] },
      { xs: [{ a: 2, b: "Apple" }, { a: 3, b: "Berry" }] },
    ])
  })

  test("a column may be NULL if it may be in any operand", async () => {
    const maybe = pipe(cakes, union(pipe(from(Cake), select({ id: Cake.bakeryId }))))
    expect(sorted(await inBakery(all(maybe)))).toEqual([1, 2, 3, null])
    expect(sorted(await inBakery(all(pipe(
      cakes,
      unionAll(pipe(from(Cake), where(eq(Cake.id, 1)), select({ id: nullOf(integer) }))),
    ))))).toEqual([1, 2, 3, null])
    expect(sorted(await inBakery(all(pipe(
      cakes,
      union(pipe(from(Cake), select({ id: Cake.id }), rightJoin(Fruit, eq(Cake.id, Fruit.cakeId)))),
      limit(9),
      limit(9),
    ))))).toEqual([1, 2, 3, null])
  })

  test("so may a column of a derived table of it", async () => {
    const d = pipe(cakes, union(pipe(from(Cake), select({ id: Cake.bakeryId }))), limit(9), limit(9), as("d"))
    expect(sorted(await inBakery(all(from(d))))).toEqual([1, 2, 3, null])
  })

  test("a whole table may be absent in either operand", async () => {
    const there = pipe(from(Cake), where(lt(Cake.id, 3)), select({ id: Cake.id, cake: Cake }))
    const absent = pipe(
      from(Fruit),
      leftJoin(Cake, eq(Fruit.cakeId, Cake.id)),
      where(gt(Fruit.id, 3)),
      select({ cake: Cake, id: Fruit.id }),
    )
    const cake = { id: 1, name: "Opera", price: 30, bakeryId: 1 }
    const tart = { id: 2, name: "Tart", price: 10, bakeryId: 1 }
    const rows = [{ id: 1, cake }, { id: 2, cake: tart }, { id: 4, cake: null }]
    expect(await inBakery(all(pipe(there, unionAll(absent), orderRowsBy((row) => [row["id" as never]]))))).toEqual(rows)
    expect(await inBakery(all(pipe(absent, unionAll(there), orderRowsBy((row) => [row["id" as never]]))))).toEqual(rows)
  })
})
