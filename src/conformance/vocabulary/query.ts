/** Whole queries: groups, order, limits, set operations, and every kind of value plain and nested. */
import { Duration, pipe } from "effect"
import {
  type AnyQuery, as, asc, desc, distinct, distinctOn, except, exceptAll, from, groupBy, having, innerJoin, intersect, intersectAll, leftJoin, limit, nullsFirst, nullsLast,
  offset, orderBy, orderRowsBy, select, union, unionAll, where,
} from "../../core/index.js"
import {
  add, avg, bitAnd, cast, coalesce, concat, countAll, distinctValues, div, eq, filterWhere, generateSeries, greatest, gt, literal, many, max, min, sum, unnest, value,
} from "../../expr/index.js"
import { count } from "../../expr/aggregate.js"
import { array, nullable, text } from "../../codec/index.js"
import { Bakery, Cake, everything, Fruit, Kinds } from "../tables.js"
import { k, exactly } from "./operands.js"

const nothing = {
  ...Object.fromEntries(Object.keys(everything).map((key) => [key, null])),
  id: 2,
  n: -7,
}

const down = generateSeries("n", 9007199254740993n, 9007199254740990n, -2n)
const days = generateSeries("days", "2024-02-28", "2024-03-01")
const elements = unnest("elements", value(array(text.pipe(nullable)), ["it's", null, "\\\"🍰"]))

export const queries: Readonly<Record<string, readonly [query: AnyQuery, rows: ReadonlyArray<unknown>]>> = {
  "every kind of value": [
    pipe(from(Kinds), orderBy(Kinds.id)),
    [everything, nothing],
  ],
  "every kind of value, nested": [
    pipe(from(Bakery), orderBy(Bakery.id), select({ xs: many(pipe(from(Kinds), orderBy(Kinds.id))) })),
    [{ xs: [everything, nothing] }, { xs: [everything, nothing] }],
  ],
  "a series of numbers": [pipe(from(down), orderBy(desc(down.value)), select(down.value)), [9007199254740993n, 9007199254740991n]],
  "no series": [from(generateSeries("n", 1, 0)), []],
  "a series of days": [pipe(from(days), orderBy(days.value)), [{ value: "2024-02-28" }, { value: "2024-02-29" }, { value: "2024-03-01" }]],
  "the elements of an array": [
    pipe(from(elements), orderBy(elements.ordinality)),
    [{ value: "it's", ordinality: 1 }, { value: null, ordinality: 2 }, { value: "\\\"🍰", ordinality: 3 }],
  ],
  "aggregates": [
    pipe(from(k), select({
      n: count(k.m), all: countAll, sum: sum(k.n), big: sum(k.big), price: sum(k.price), mean: avg(k.n), meanPrice: avg(k.price),
      least: min(k.n), most: max(k.name), span: sum(k.span), meanSpan: avg(k.span), day: max(k.day), first: min(k.at), flag: max(k.flag),
      kind: distinctValues(count(k.n)), some: filterWhere(gt(k.n, 0))(count(k.n)), rows: filterWhere(gt(k.n, 0))(countAll),
      none: filterWhere(gt(k.n, 100))(sum(k.n)), both: filterWhere(gt(k.n, 0))(distinctValues(sum(k.n))), ratio: avg(k.ratio),
      key: min(k.key), raw: max(k.raw),
    })),
    [
      {
        n: 1, all: 2, sum: 0, big: 9007199254740993n, price: exactly("12.5"), mean: 0, meanPrice: exactly("12.5"),
        least: -7, most: everything.name, span: Duration.minutes(90), meanSpan: Duration.minutes(90), day: "2024-02-29",
        first: everything.at, flag: true, kind: 2, some: 1, rows: 1, none: null, both: 7, ratio: 5.5, key: everything.key,
        raw: everything.raw,
      },
    ],
  ],
  "a mean that does not end": [
    pipe(from(Cake), select({ x: avg(add(Cake.price, 1)), y: avg(Cake.id) })),
    [{ x: 21, y: 2 }],
  ],
  "groups by an expression with values": [
    pipe(
      from(Cake),
      groupBy(add(div(Cake.price, 20), 1)),
      select({ key: add(div(Cake.price, 20), 1), n: countAll }),
      orderBy(add(div(Cake.price, 20), 1)),
    ),
    [{ key: 1, n: 1 }, { key: 2, n: 2 }],
  ],
  "distinct, sorted by an expression with values": [
    pipe(
      from(Cake),
      select({ x: concat(Cake.name, "!") }),
      distinct,
      orderBy(desc(concat(Cake.name, "!"))),
    ),
    [{ x: "Tart!" }, { x: "Sponge!" }, { x: "Opera!" }],
  ],
  "the first row of each key": [
    pipe(from(Cake), distinctOn(Cake.bakeryId), orderBy(nullsFirst(Cake.bakeryId), desc(Cake.price)), select({ id: Cake.id })),
    [{ id: 3 }, { id: 1 }],
  ],
  "NULLs first": [
    pipe(from(Cake), select({ b: Cake.bakeryId }), orderBy(nullsFirst(desc(Cake.bakeryId)), asc(Cake.id))),
    [{ b: null }, { b: 1 }, { b: 1 }],
  ],
  "NULLs last": [
    pipe(from(Cake), select({ b: Cake.bakeryId }), orderBy(nullsLast(Cake.bakeryId), Cake.id)),
    [{ b: 1 }, { b: 1 }, { b: null }],
  ],
  "offset without limit": [
    pipe(from(Cake), select({ id: Cake.id }), orderBy(Cake.id), offset(1)),
    [{ id: 2 }, { id: 3 }],
  ],
  "a union, sorted": [
    pipe(
      from(Cake),
      select({ x: Cake.id }),
      union(pipe(from(Fruit), select({ x: Fruit.id }))),
      orderRowsBy((row) => [desc(row.x)]),
    ),
    [{ x: 4 }, { x: 3 }, { x: 2 }, { x: 1 }],
  ],
  "an intersection in a difference": [
    pipe(
      from(Fruit),
      select({ x: Fruit.id }),
      except(pipe(from(Cake), select({ x: Cake.id }), intersect(pipe(from(Bakery), select({ x: Bakery.id }))))),
      orderRowsBy((row) => [row.x]),
    ),
    [{ x: 3 }, { x: 4 }],
  ],
  "an intersection that counts": [
    pipe(
      from(Fruit),
      select({ x: Fruit.cakeId }),
      unionAll(pipe(from(Fruit), select({ x: Fruit.cakeId }))),
      intersectAll(pipe(from(Fruit), select({ x: Fruit.cakeId }))),
      orderRowsBy((row) => [nullsFirst(row.x)]),
    ),
    [{ x: null }, { x: 1 }, { x: 2 }, { x: 2 }],
  ],
  "a difference that counts, of decimals": [
    pipe(
      from(Kinds),
      select({ x: Kinds.price }),
      unionAll(pipe(from(Kinds), select({ x: Kinds.price }))),
      exceptAll(pipe(from(Kinds), select({ x: Kinds.price }))),
      orderRowsBy((row) => [nullsFirst(row.x)]),
    ),
    [{ x: null }, { x: exactly("12.5") }],
  ],
  "sums beside values": [
    pipe(from(Kinds), select({
      a: coalesce(sum(Kinds.n), 0), b: coalesce(sum(Kinds.big), 0n), c: add(sum(Kinds.m), 1), d: div(sum(Kinds.n), 5),
      e: div(sum(Kinds.big), 5n), f: cast(coalesce(sum(Kinds.n), 0), text), g: bitAnd(coalesce(sum(Kinds.big), 0n), 255n),
    })),
    [{ a: 0, b: 9007199254740993n, c: 4, d: 0, e: 1801439850948198n, f: "0", g: 1n }],
  ],
  "sums of sums and counts beside values": [
    pipe(
      pipe(from(Fruit), groupBy(Fruit.cakeId), select({ n: countAll, s: sum(Fruit.id) }), as("counted")),
      (counted) => pipe(from(counted), having(eq(div(sum(counted.n), 2), 2)), select({
        n: div(sum(counted.n), 3), s: coalesce(sum(counted.s), 0), big: greatest(coalesce(sum(counted.s), 0), 2),
      })),
    ),
    [{ n: 1, s: 10, big: 10 }],
  ],
  "different nested rows": [
    pipe(
      from(Cake),
      select({ xs: many(pipe(from(Fruit), where(eq(Fruit.cakeId, Cake.bakeryId)), orderBy(Fruit.id), select({ id: Fruit.id }))) }),
      distinct,
      as("x"),
      (x) => pipe(from(x), select({ n: countAll })),
    ),
    [{ n: 2 }],
  ],
  "a union of nested rows": [
    pipe(
      from(Bakery),
      select({ xs: many(pipe(from(Cake), where(eq(Cake.id, 1)), select({ id: Cake.id }))) }),
      union(pipe(from(Bakery), select({ xs: many(pipe(from(Cake), where(eq(Cake.id, 1)), select({ id: Cake.id }))) }))),
    ),
    [{ xs: [{ id: 1 }] }],
  ],
  "limited operands": [
    pipe(
      from(Fruit),
      select({ x: Fruit.id }),
      orderBy(desc(Fruit.id)),
      limit(1),
      unionAll(pipe(from(Cake), select({ x: Cake.id }), orderBy(Cake.id), limit(1))),
      orderRowsBy((row) => [row.x]),
    ),
    [{ x: 1 }, { x: 4 }],
  ],
  "a limit, then joins": [
    pipe(
      from(Cake),
      orderBy(desc(Cake.id)),
      limit(2),
      leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
      select({ cake: Cake, fruit: Fruit }),
      orderBy(nullsFirst(Fruit.id)),
    ),
    [
      { cake: { id: 3, name: "Sponge", price: 20, bakeryId: null }, fruit: null },
      { cake: { id: 2, name: "Tart", price: 10, bakeryId: 1 }, fruit: { id: 2, name: "Apple", cakeId: 2 } },
      { cake: { id: 2, name: "Tart", price: 10, bakeryId: 1 }, fruit: { id: 3, name: "Berry", cakeId: 2 } },
    ],
  ],
  "a derived table": [
    pipe(
      from(Cake),
      innerJoin(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ id: Fruit.cakeId, n: countAll }), as("f")), eq(literal(1), 1)),
      select({ id: Cake.id }),
      orderBy(Cake.id),
    ),
    [{ id: 1 }, { id: 1 }, { id: 1 }, { id: 2 }, { id: 2 }, { id: 2 }, { id: 3 }, { id: 3 }, { id: 3 }],
  ],
}
