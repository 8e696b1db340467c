/** Clauses: which rows there are, in which groups and in which order. */
import { pipe } from "effect"
import { boolean, integer, nullable, text } from "../../codec/index.js"
import {
  alias, as, asc, crossJoin, crossJoinLateral, cte, cube, desc, distinct, distinctOn, except, exceptAll, forceIndex, forKeyShare,
  forNoKeyUpdate, forShare, forUpdate, from, fullJoin, groupBy, groupingSets, having, ignoreIndex, innerJoin, innerJoinLateral,
  intersect, intersectAll, leftJoin, leftJoinLateral, limit, limitWithTies, nullsFirst, nullsLast, offset, orderBy, orderRowsBy, recursive, rightJoin,
  rollup, select, tablesample, union, unionAll, useIndex, values, where,
} from "../../core/index.js"
import {
  add, always, and, cast, concat, countAll, eq, gt, grouping, identifier, isNotNull, isNull, literal, lt, lte, many, maybe, never, newUuid, length, gte, mul, neq, not, now, param,
  random, raw, rawOperator, rawQuery, rowValue, inQuery, isIn, sum, today, unnest, value, generateSeries, scalar, exists, notIn,
} from "../../expr/index.js"
import { array } from "../../codec/index.js"
import { Bakery, Cake, everything, Fruit, Kinds } from "../tables.js"
import type { Commands, Queries } from "./case.js"
import { exactly } from "./operands.js"

const Other = Cake.pipe(alias("other"))
const names = { cake: Cake.name, fruit: Fruit.name }
const joined = eq(Fruit.cakeId, Cake.id)
const nothing = where(gt(Fruit.id, 9))

export const joins: Queries = {
  "inner join": [
    pipe(from(Cake), innerJoin(Fruit, joined), select(names), orderBy(Fruit.id)),
    [{ cake: "Opera", fruit: "Cherry" }, { cake: "Tart", fruit: "Apple" }, { cake: "Tart", fruit: "Berry" }],
  ],
  "inner join of NULLs": [pipe(from(Fruit), innerJoin(Cake, eq(Cake.bakeryId, Fruit.cakeId)), select(names), orderBy(Cake.id)), [{ cake: "Opera", fruit: "Cherry" }, { cake: "Tart", fruit: "Cherry" }]],
  "inner join of nothing": [pipe(from(Cake), innerJoin(Fruit, never), select(names)), []],
  "left join": [
    pipe(from(Cake), leftJoin(Fruit, joined), select(names), orderBy(Cake.id, Fruit.id)),
    [{ cake: "Opera", fruit: "Cherry" }, { cake: "Tart", fruit: "Apple" }, { cake: "Tart", fruit: "Berry" }, { cake: "Sponge", fruit: null }],
  ],
  "left join of a whole table": [
    pipe(from(Cake), leftJoin(Bakery, eq(Bakery.id, Cake.bakeryId)), where(gt(Cake.id, 1)), select({ id: Cake.id, bakery: Bakery }), orderBy(Cake.id)),
    [{ id: 2, bakery: { id: 1, name: "Sea", profit: 10.5 } }, { id: 3, bakery: null }],
  ],
  "left join of nothing": [pipe(from(Bakery), leftJoin(Fruit, never), select({ b: Bakery.id, f: Fruit.id }), orderBy(Bakery.id)), [{ b: 1, f: null }, { b: 2, f: null }]],
  "right join": [
    pipe(from(Cake), rightJoin(Fruit, joined), select(names), orderBy(Fruit.id)),
    [{ cake: "Opera", fruit: "Cherry" }, { cake: "Tart", fruit: "Apple" }, { cake: "Tart", fruit: "Berry" }, { cake: null, fruit: "Fig" }],
  ],
  "right join of a whole table": [
    pipe(from(Cake), rightJoin(Fruit, joined), where(gt(Fruit.id, 2)), select({ cake: Cake, id: Fruit.id }), orderBy(Fruit.id)),
    [{ cake: { id: 2, name: "Tart", price: 10, bakeryId: 1 }, id: 3 }, { cake: null, id: 4 }],
  ],
  "right join of nothing": [pipe(from(Fruit), rightJoin(Bakery, never), select({ b: Bakery.id, f: Fruit.id }), orderBy(Bakery.id)), [{ b: 1, f: null }, { b: 2, f: null }]],
  "cross join": [
    pipe(from(Bakery), crossJoin(Cake), where(lt(Cake.id, 3)), select({ b: Bakery.id, c: Cake.id }), orderBy(Bakery.id, Cake.id)),
    [{ b: 1, c: 1 }, { b: 1, c: 2 }, { b: 2, c: 1 }, { b: 2, c: 2 }],
  ],
  "cross join of nothing": [pipe(from(Bakery), crossJoin(pipe(from(Fruit), nothing, as("none"))), select(Bakery.id)), []],
  "cross join with itself": [
    pipe(from(Cake), crossJoin(Other), where(lt(Cake.id, Other.id)), select({ a: Cake.id, b: Other.id }), orderBy(Cake.id, Other.id)),
    [{ a: 1, b: 2 }, { a: 1, b: 3 }, { a: 2, b: 3 }],
  ],
}

export const fullJoins: Queries = {
  "full join": [
    pipe(from(Cake), fullJoin(Fruit, joined), select(names), orderBy(nullsLast(Cake.id), nullsFirst(Fruit.id))),
    [
      { cake: "Opera", fruit: "Cherry" }, { cake: "Tart", fruit: "Apple" }, { cake: "Tart", fruit: "Berry" }, { cake: "Sponge", fruit: null }, { cake: null, fruit: "Fig" },
    ],
  ],
  "full join of what never meets": [
    pipe(from(Bakery), fullJoin(Cake, and(eq(Bakery.id, Cake.id), gt(Cake.id, 9))), select({ b: Bakery.id, c: Cake.id }), orderBy(nullsLast(Bakery.id), nullsFirst(Cake.id))),
    [{ b: 1, c: null }, { b: 2, c: null }, { b: null, c: 1 }, { b: null, c: 2 }, { b: null, c: 3 }],
  ],
  "full join of whole tables": [
    pipe(from(Bakery), fullJoin(Cake, eq(Cake.bakeryId, Bakery.id)), where(isNull(Cake.bakeryId)), select({ bakery: Bakery, cake: Cake }), orderBy(nullsLast(Bakery.id))),
    [{ bakery: { id: 2, name: "Lake", profit: null }, cake: null }, { bakery: null, cake: { id: 3, name: "Sponge", price: 20, bakeryId: null } }],
  ],
}

const top = pipe(from(Fruit), where(joined), orderBy(desc(Fruit.id)), limit(1), select({ id: Fruit.id, label: concat(Cake.name, "!") }), as("top"))

export const laterals: Queries = {
  "inner join lateral": [
    pipe(from(Cake), innerJoinLateral(top, always), select({ cake: Cake.id, top }), orderBy(Cake.id)),
    [{ cake: 1, top: { id: 1, label: "Opera!" } }, { cake: 2, top: { id: 3, label: "Tart!" } }],
  ],
  "inner join lateral on a condition": [pipe(from(Cake), innerJoinLateral(top, gt(top.id, 1)), select({ cake: Cake.id })), [{ cake: 2 }]],
  "left join lateral": [
    pipe(from(Cake), leftJoinLateral(top, always), select({ cake: Cake.id, top: top.id }), orderBy(Cake.id)),
    [{ cake: 1, top: 1 }, { cake: 2, top: 3 }, { cake: 3, top: null }],
  ],
  "left join lateral on a condition": [
    pipe(from(Cake), leftJoinLateral(top, gt(top.id, 1)), select({ cake: Cake.id, top }), orderBy(Cake.id)),
    [{ cake: 1, top: null }, { cake: 2, top: { id: 3, label: "Tart!" } }, { cake: 3, top: null }],
  ],
  "cross join lateral": [
    pipe(from(Cake), crossJoinLateral(top), select({ cake: Cake.id, label: top.label }), orderBy(Cake.id)),
    [{ cake: 1, label: "Opera!" }, { cake: 2, label: "Tart!" }],
  ],
}

const tags = unnest("tags", value(array(text.pipe(nullable)), ["a", null]))

/** A lateral join of a function that gives rows is there wherever the function is. */
export const lateralFunctions: Queries = {
  "cross join lateral of elements": [
    pipe(from(Bakery), crossJoinLateral(tags), select({ b: Bakery.id, tag: tags.value }), orderBy(Bakery.id, tags.ordinality)),
    [{ b: 1, tag: "a" }, { b: 1, tag: null }, { b: 2, tag: "a" }, { b: 2, tag: null }],
  ],
  "left join lateral of elements": [
    pipe(from(Bakery), leftJoinLateral(tags, always), where(eq(Bakery.id, 2)), select({ b: Bakery.id, tag: tags.value }), orderBy(tags.ordinality)),
    [{ b: 2, tag: "a" }, { b: 2, tag: null }],
  ],
}

const keys = { bakery: Cake.bakeryId, price: gt(Cake.price, 15) }
const rolled = rollup(keys)
const cubed = cube({ bakery: Cake.bakeryId, id: Cake.id })
const sets = groupingSets({ bakery: Cake.bakeryId, id: Cake.id }, (k) => [[k.id], [k.bakery], []])

export const groups: Queries = {
  "groups": [
    pipe(from(Cake), groupBy(Cake.bakeryId), select({ b: Cake.bakeryId, n: countAll, sum: sum(Cake.price) }), orderBy(nullsFirst(Cake.bakeryId))),
    [{ b: null, n: 1, sum: 20 }, { b: 1, n: 2, sum: 40 }],
  ],
  "groups of nothing": [pipe(from(Fruit), nothing, groupBy(Fruit.cakeId), select({ n: countAll })), []],
  "no groups of nothing": [pipe(from(Fruit), nothing, select({ n: countAll })), [{ n: 0 }]],
  "groups with a condition": [pipe(from(Fruit), groupBy(Fruit.cakeId), having(gt(countAll, 1)), select({ c: Fruit.cakeId, n: countAll })), [{ c: 2, n: 2 }]],
  "groups with a condition that is NULL": [pipe(from(Fruit), groupBy(Fruit.cakeId), having(gt(Fruit.cakeId, 1)), select({ c: Fruit.cakeId })), [{ c: 2 }]],
  "a condition on all": [pipe(from(Fruit), having(gt(countAll, 4)), select({ n: countAll })), []],
  "rollup": [
    pipe(from(Cake), groupBy(rolled), select({ b: rolled.bakery, dear: rolled.price, n: countAll, some: grouping(rolled.bakery), any: grouping(rolled.price) }),
      orderBy(grouping(rolled.bakery), grouping(rolled.price), nullsFirst(rolled.bakery), rolled.price)),
    [
      { b: null, dear: true, n: 1, some: 0, any: 0 }, { b: 1, dear: false, n: 1, some: 0, any: 0 }, { b: 1, dear: true, n: 1, some: 0, any: 0 },
      { b: null, dear: null, n: 1, some: 0, any: 1 }, { b: 1, dear: null, n: 2, some: 0, any: 1 },
      { b: null, dear: null, n: 3, some: 1, any: 1 },
    ],
  ],
  "rollup of nothing": [pipe(from(Cake), where(gt(Cake.id, 9)), groupBy(rolled), select({ b: rolled.bakery, n: countAll })), [{ b: null, n: 0 }]],
  "rollup with a condition": [pipe(from(Cake), groupBy(rolled), having(eq(grouping(rolled.bakery), 1)), select({ n: countAll, sum: sum(Cake.price) })), [{ n: 3, sum: 60 }]],
  "cube": [
    pipe(from(Cake), where(gt(Cake.id, 1)), groupBy(cubed), select({ b: cubed.bakery, id: cubed.id, n: countAll, x: grouping(cubed.bakery), y: grouping(cubed.id) }),
      orderBy(grouping(cubed.bakery), grouping(cubed.id), nullsFirst(cubed.bakery), cubed.id)),
    [
      { b: null, id: 3, n: 1, x: 0, y: 0 }, { b: 1, id: 2, n: 1, x: 0, y: 0 },
      { b: null, id: null, n: 1, x: 0, y: 1 }, { b: 1, id: null, n: 1, x: 0, y: 1 },
      { b: null, id: 2, n: 1, x: 1, y: 0 }, { b: null, id: 3, n: 1, x: 1, y: 0 },
      { b: null, id: null, n: 2, x: 1, y: 1 },
    ],
  ],
  "cube of nothing": [pipe(from(Cake), where(gt(Cake.id, 9)), groupBy(cubed), select({ id: cubed.id, n: countAll })), [{ id: null, n: 0 }]],
  "grouping sets": [
    pipe(from(Cake), groupBy(sets), select({ b: sets.bakery, id: sets.id, sum: sum(Cake.price) }), orderBy(grouping(sets.id), grouping(sets.bakery), nullsFirst(sets.bakery), nullsFirst(sets.id))),
    [
      { b: null, id: 1, sum: 30 }, { b: null, id: 2, sum: 10 }, { b: null, id: 3, sum: 20 },
      { b: null, id: null, sum: 20 }, { b: 1, id: null, sum: 40 }, { b: null, id: null, sum: 60 },
    ],
  ],
  "grouping sets of nothing": [pipe(from(Cake), where(gt(Cake.id, 9)), groupBy(sets), select({ b: sets.bakery, sum: sum(Cake.price) })), [{ b: null, sum: null }]],
}

const cakes = pipe(from(Cake), select({ b: Cake.bakeryId }))
const two = values("two", { b: integer.pipe(nullable) }, [{ b: null }, { b: 1 }, { b: 7 }])
const v = values("v", { id: integer, name: text.pipe(nullable), flag: boolean }, [
  { id: 1, name: "it's", flag: true },
  { id: 2, name: null, flag: false },
])
const best = pipe(from(Cake), where(gt(Cake.price, 15)), select({ id: Cake.id, b: Cake.bakeryId }), cte("best"))
const ints = recursive("ints", pipe(from(Bakery), where(eq(Bakery.id, 1)), select({ n: literal(1) })), (self) => pipe(from(self), where(lt(self.n, 4)), select({ n: add(self.n, 1) })))
const round = recursive(
  "round",
  pipe(from(Bakery), where(eq(Bakery.id, 1)), select({ n: literal(0) })),
  (self) => pipe(from(self), select({ n: raw(integer)`(${self.n} + 1) % 3` })),
  { distinct: true },
)

export const rows: Queries = {
  "conditions": [pipe(from(Cake), where(gt(Cake.price, 10)), where(isNotNull(Cake.bakeryId)), select(Cake.name)), ["Opera"]],
  "a condition that is NULL": [pipe(from(Cake), where(eq(Cake.bakeryId, 2)), select(Cake.name)), []],
  "no condition": [pipe(from(Cake), where(and()), select(Cake.id), orderBy(Cake.id)), [1, 2, 3]],
  "always and never": [pipe(from(Bakery), orderBy(Bakery.id), select({ a: always, n: never, not: not(never) })), [{ a: true, n: false, not: true }, { a: true, n: false, not: true }]],
  "rows in order": [pipe(from(Cake), orderBy(nullsFirst(asc(Cake.bakeryId)), desc(Cake.price)), select(Cake.id)), [3, 1, 2]],
  "rows in order, from the greatest": [pipe(from(Cake), orderBy(desc(Cake.name)), select(Cake.name)), ["Tart", "Sponge", "Opera"]],
  "order by code points": [
    pipe(from(values("w", { s: text }, [{ s: "b" }, { s: "A" }, { s: "é" }, { s: "a" }])), (q) => q, as("w2"), (w) => pipe(from(w), orderBy(asc(w.s)), select(w.s))),
    ["A", "a", "b", "é"],
  ],
  "NULLs first, from the greatest": [pipe(from(Fruit), orderBy(nullsFirst(desc(Fruit.cakeId)), desc(Fruit.id)), select(Fruit.id)), [4, 3, 2, 1]],
  "NULLs last, from the greatest": [pipe(from(Fruit), orderBy(nullsLast(desc(Fruit.cakeId)), Fruit.id), select(Fruit.id)), [2, 3, 1, 4]],
  "NULLs last": [pipe(from(Fruit), orderBy(nullsLast(Fruit.cakeId), Fruit.id), select(Fruit.id)), [1, 2, 3, 4]],
  "the first": [pipe(from(Cake), orderBy(Cake.id), limit(2), select(Cake.id)), [1, 2]],
  "the first none": [pipe(from(Cake), limit(0), select(Cake.id)), []],
  "more than there are": [pipe(from(Cake), orderBy(Cake.id), limit(99), offset(2), select(Cake.id)), [3]],
  "after the last": [pipe(from(Cake), orderBy(Cake.id), offset(99), select(Cake.id)), []],
  "the first with those like the last": [pipe(from(Fruit), where(isNotNull(Fruit.cakeId)), orderBy(desc(Fruit.cakeId)), limitWithTies(1), select(Fruit.cakeId)), [2, 2]],
  "the first with those that are NULL like the last": [pipe(from(Cake), orderBy(nullsLast(Cake.bakeryId)), limitWithTies(3), select(Cake.bakeryId)), [1, 1, null]],
  "the first none with ties": [pipe(from(Cake), orderBy(Cake.id), limitWithTies(0), select(Cake.id)), []],
  "different rows": [pipe(cakes, distinct, orderRowsBy((row) => [nullsFirst(row.b)])), [{ b: null }, { b: 1 }]],
  "different rows of nothing": [pipe(cakes, where(never), distinct), []],
  "different rows of several columns": [pipe(from(Fruit), select({ c: Fruit.cakeId, x: literal(1) }), distinct, orderRowsBy((row) => [nullsLast(row.c)])), [{ c: 1, x: 1 }, { c: 2, x: 1 }, { c: null, x: 1 }]],
  "the first row of each of two keys": [
    pipe(from(Fruit), distinctOn(Fruit.cakeId, gt(Fruit.id, 2)), orderBy(nullsLast(Fruit.cakeId), gt(Fruit.id, 2), desc(Fruit.id)), select(Fruit.id)),
    [1, 2, 3, 4],
  ],
  "the first row of each key of nothing": [pipe(from(Cake), where(never), distinctOn(Cake.bakeryId), orderBy(Cake.bakeryId), select(Cake.id)), []],
  "union": [pipe(cakes, union(from(two)), orderRowsBy((row) => [nullsFirst(row.b)])), [{ b: null }, { b: 1 }, { b: 7 }]],
  "union all": [pipe(cakes, unionAll(from(two)), orderRowsBy((row) => [nullsFirst(row.b)])), [{ b: null }, { b: null }, { b: 1 }, { b: 1 }, { b: 1 }, { b: 7 }]],
  "union with nothing": [pipe(cakes, union(pipe(cakes, where(never))), orderRowsBy((row) => [nullsFirst(row.b)])), [{ b: null }, { b: 1 }]],
  "intersect": [pipe(cakes, intersect(from(two)), orderRowsBy((row) => [nullsFirst(row.b)])), [{ b: null }, { b: 1 }]],
  "intersect with nothing": [pipe(cakes, intersect(pipe(cakes, where(never)))), []],
  "intersect all": [pipe(cakes, intersectAll(from(two)), orderRowsBy((row) => [nullsFirst(row.b)])), [{ b: null }, { b: 1 }]],
  "intersect all with itself": [pipe(cakes, intersectAll(cakes), orderRowsBy((row) => [nullsFirst(row.b)])), [{ b: null }, { b: 1 }, { b: 1 }]],
  "except": [pipe(from(two), except(cakes)), [{ b: 7 }]],
  "except nothing": [pipe(cakes, except(pipe(cakes, where(never))), orderRowsBy((row) => [nullsFirst(row.b)])), [{ b: null }, { b: 1 }]],
  "except all": [pipe(cakes, exceptAll(from(two))), [{ b: 1 }]],
  "except all of itself": [pipe(cakes, exceptAll(cakes)), []],
  "a row of values": [pipe(from(v), orderBy(v.id)), [{ id: 1, name: "it's", flag: true }, { id: 2, name: null, flag: false }]],
  "values in a join": [pipe(from(Bakery), innerJoin(v, eq(v.id, Bakery.id)), where(v.flag), select({ name: Bakery.name, v: v.name })), [{ name: "Sea", v: "it's" }]],
  "a table of no rows": [from(values("none", { id: integer }, [])), []],
  "another name": [pipe(from(Other), where(eq(Other.id, 2)), select(Other.name)), ["Tart"]],
  "a table and itself": [
    pipe(from(Cake), leftJoin(Other, and(eq(Other.bakeryId, Cake.bakeryId), neq(Other.id, Cake.id))), orderBy(Cake.id), select({ a: Cake.id, b: Other.id })),
    [{ a: 1, b: 2 }, { a: 2, b: 1 }, { a: 3, b: null }],
  ],
  "a derived table of groups": [
    pipe(from(Fruit), groupBy(Fruit.cakeId), select({ c: Fruit.cakeId, n: countAll }), as("counts"), (counts) => pipe(from(counts), where(isNull(counts.c)), select(counts.n))),
    [1],
  ],
  "a derived table that is absent": [
    pipe(from(Bakery), where(gt(Bakery.id, 1)), select({ id: Bakery.id, x: literal(1) }), as("d"), (d) => pipe(from(Bakery), leftJoin(d, eq(d.id, Bakery.id)), orderBy(Bakery.id), select(d))),
    [null, { id: 2, x: 1 }],
  ],
  "a CTE": [pipe(from(best), orderBy(best.id)), [{ id: 1, b: 1 }, { id: 3, b: null }]],
  "a CTE twice": [
    pipe(from(best), innerJoin(best.pipe(alias("again")), eq(best.id, best.pipe(alias("again")).id)), orderBy(best.id), select(best.id)),
    [1, 3],
  ],
  "a CTE of nothing": [pipe(from(Cake), where(never), select({ id: Cake.id }), cte("gone"), (gone) => pipe(from(gone), select({ n: countAll }))), [{ n: 0 }]],
  "recursion": [pipe(from(ints), orderBy(ints.n)), [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]],
  "recursion in a circle": [pipe(from(round), orderBy(round.n)), [{ n: 0 }, { n: 1 }, { n: 2 }]],
  "recursion of nothing": [
    from(recursive("void", pipe(from(Bakery), where(never), select({ n: Bakery.id })), (self) => pipe(from(self), select({ n: add(self.n, 1) })))),
    [],
  ],
  "subqueries": [
    pipe(from(Bakery), orderBy(Bakery.id), select({
      none: scalar(pipe(from(Cake), where(eq(Cake.id, 9)), select(Cake.id))),
      most: scalar(pipe(from(Cake), where(eq(Cake.bakeryId, Bakery.id)), orderBy(desc(Cake.price)), limit(1), select(Cake.price))),
      there: exists(pipe(from(Cake), where(eq(Cake.bakeryId, Bakery.id)))),
      one: maybe(pipe(from(Cake), where(eq(Cake.bakeryId, Bakery.id)), orderBy(Cake.id), select({ id: Cake.id }))),
      all: many(pipe(from(Cake), where(eq(Cake.bakeryId, Bakery.id)), orderBy(Cake.id), select({ id: Cake.id }))),
    })),
    [
      { none: null, most: 30, there: true, one: { id: 1 }, all: [{ id: 1 }, { id: 2 }] },
      { none: null, most: null, there: false, one: null, all: [] },
    ],
  ],
  "row values": [
    pipe(from(Kinds), orderBy(Kinds.id), select({
      same: eq(rowValue({ n: Kinds.n, m: Kinds.m }), { n: 7, m: 3 }), less: lt(rowValue({ n: Kinds.n, id: Kinds.id }), { n: 7, id: 2 }),
      listed: isIn(rowValue({ n: Kinds.n, m: Kinds.m }), [{ n: 7, m: 3 }, { n: 1, m: 1 }]), not: notIn(rowValue({ n: Kinds.n, id: Kinds.id }), [{ n: -7, id: 2 }]),
    })),
    [{ same: true, less: true, listed: true, not: true }, { same: false, less: true, listed: false, not: false }],
  ],
  "row values of other types": [
    pipe(from(Kinds), orderBy(Kinds.id), select({
      less: lt(rowValue({ n: Kinds.n, price: Kinds.price }), { n: 7, price: exactly("12.51") }),
      listed: isIn(rowValue({ price: Kinds.price, name: Kinds.name }), [{ price: exactly("12.5"), name: everything.name }, { price: exactly("1"), name: "x" }]),
      not: notIn(rowValue({ m: Kinds.m, at: Kinds.at }), [{ m: 3, at: everything.at }]),
    })),
    [{ less: true, listed: true, not: false }, { less: true, listed: null, not: null }],
  ],
  "row values with NULL": [
    pipe(from(Kinds), orderBy(Kinds.id), select({ same: eq(rowValue({ id: Kinds.id, m: Kinds.m }), { id: 2, m: 3 }) })),
    [{ same: false }, { same: null }],
  ],
  "row values in rows": [
    pipe(from(Cake), where(inQuery(rowValue({ id: Cake.id, b: Cake.bakeryId }), pipe(from(Bakery), select({ id: Bakery.id, b: Bakery.id })))), select(Cake.id)),
    [1],
  ],
  "a series": [pipe(generateSeries("s", 1, 7, 3), (s) => pipe(from(s), orderBy(s.value), select(s.value))), [1, 4, 7]],
  "elements of nothing": [from(unnest("no_tags", value(array(text), []))), []],
  "elements": [pipe(from(tags), orderBy(desc(tags.ordinality))), [{ value: null, ordinality: 2 }, { value: "a", ordinality: 1 }]],
  "raw expressions": [
    pipe(from(Kinds), orderBy(Kinds.id), select({ x: raw(integer)`abs(${Kinds.n} - ${1})`, y: raw(integer.pipe(nullable))`${Kinds.m}`, s: raw(text)`${"it's \\ 😀"}` })),
    [{ x: 6, y: 3, s: "it's \\ 😀" }, { x: 8, y: null, s: "it's \\ 😀" }],
  ],
  "raw names": [pipe(from(Cake), where(eq(Cake.id, 2)), select(raw(text)`${identifier("fulmar_cake", "name")}`)), ["Tart"]],
  "raw names in lists": [pipe(from(Cake), where(raw(boolean)`${identifier("id")} in (${[1, 3]})`), orderBy(Cake.id), select(Cake.id)), [1, 3]],
  "raw lists of nothing": [
    pipe(from(Bakery), orderBy(Bakery.id), select({
      in: raw(boolean)`${Bakery.id} in (${[]})`, not: raw(boolean)`${Bakery.profit} not in (${[]})`, text: raw(boolean)`${Bakery.name} in (${[]})`,
    })),
    [{ in: false, not: true, text: false }, { in: false, not: true, text: false }],
  ],
  "raw queries": [
    rawQuery({ id: integer, name: text.pipe(nullable) })`select id, ${null} from ${Cake} where id > ${1} order by id`,
    [{ id: 2, name: null }, { id: 3, name: null }],
  ],
  "raw queries with rows in rows": [rawQuery({ id: integer, bakery: { name: text } })`select 1, ${"it's"}`, [{ id: 1, bakery: { name: "it's" } }]],
  "raw queries of nothing": [rawQuery({ id: integer })`select id from ${Cake} where id > ${9}`, []],
  "raw operators": [
    pipe(from(Kinds), orderBy(Kinds.id), select({ x: rawOperator(boolean)`<`(Kinds.m, 4), y: rawOperator(integer, { precedence: "other" })`*`(add(Kinds.n, 1), 2) })),
    [{ x: true, y: 16 }, { x: null, y: -12 }],
  ],
  "raw operators data-last": [pipe(from(Cake), where(pipe(Cake.price, rawOperator(boolean)`>=`(20))), orderBy(Cake.id), select(Cake.id)), [1, 3]],
  "now": [pipe(from(Bakery), where(eq(Bakery.id, 1)), select({ after: gt(now, new Date("2024-01-01T00:00:00Z")), today: gte(today, "2024-01-01"), before: lt(now, new Date("2999-01-01T00:00:00Z")), day: lte(today, "2999-01-01") })), [{ after: true, today: true, before: true, day: true }]],
  "random numbers": [
    pipe(from(Bakery), select({ low: gte(random(), 0), high: lt(random(), 1), other: neq(random(), random()), length: length(cast(newUuid(), text)) })),
    [{ low: true, high: true, other: true, length: 36 }, { low: true, high: true, other: true, length: 36 }],
  ],
  "new UUIDs": [pipe(from(Bakery), select({ x: neq(newUuid(), newUuid()) })), [{ x: true }, { x: true }]],
}

export const parameters: Commands = {
  "named parameters": [
    [pipe(from(Cake), where(gt(Cake.price, param("least", integer))), orderBy(Cake.id), select(Cake.id)), [1, 3], { least: 15 }],
    [pipe(from(Cake), where(gt(Cake.price, param("least", integer))), orderBy(Cake.id), select(Cake.id)), [], { least: 99 }],
  ],
  "a named parameter that is NULL": [
    [pipe(from(Cake), where(eq(Cake.id, 1)), select({ x: param("b", Cake.bakeryId), y: mul(param("n", integer), 2) })), [{ x: null, y: 4 }], { b: null, n: 2 }],
  ],
}

const first = pipe(from(Cake), where(eq(Cake.id, 1)), select(Cake.name))

export const locks: Queries = {
  "for update": [pipe(first, forUpdate()), ["Opera"]],
  "for update, without waiting": [pipe(first, forUpdate({ locked: "nowait" })), ["Opera"]],
  "for update of nothing": [pipe(first, where(never), forUpdate()), []],
  "for share": [pipe(first, forShare()), ["Opera"]],
}

export const keyLocks: Queries = {
  "for no key update": [pipe(first, forNoKeyUpdate()), ["Opera"]],
  "for key share": [pipe(first, forKeyShare({ locked: "skip locked" })), ["Opera"]],
}

const walk = recursive(
  "walk",
  pipe(from(Bakery), where(eq(Bakery.id, 1)), select({ id: Bakery.id })),
  (self) => pipe(from(Bakery), innerJoin(self, neq(Bakery.id, self.id)), select({ id: Bakery.id })),
  { search: { by: ["id"], set: "order" }, cycle: { by: ["id"], set: "again" } },
)

export const walks: Queries = {
  "the order of a walk, and where it comes back": [
    pipe(from(walk), orderBy(walk.order), select({ id: walk.id, again: walk.again })),
    [{ id: 1, again: false }, { id: 2, again: false }, { id: 1, again: true }],
  ],
}

export const samples: Queries = {
  "all rows as a sample": [pipe(from(tablesample(Cake, 100)), orderBy(Cake.id), select(Cake.id)), [1, 2, 3]],
  "no rows as a sample": [pipe(from(Cake.pipe(tablesample(0, { method: "system" }))), select(Cake.id)), []],
  "a sample that is absent": [
    pipe(from(Bakery), leftJoin(tablesample(Cake, 0, { repeatable: 1 }), eq(Cake.bakeryId, Bakery.id)), orderBy(Bakery.id), select({ b: Bakery.id, cake: Cake.id })),
    [{ b: 1, cake: null }, { b: 2, cake: null }],
  ],
}

export const indexHints: Queries = {
  "an index to use": [pipe(from(Cake.pipe(useIndex("PRIMARY"))), where(eq(Cake.id, 2)), select(Cake.name)), ["Tart"]],
  "no index to use": [pipe(from(Cake.pipe(useIndex())), where(eq(Cake.id, 2)), select(Cake.name)), ["Tart"]],
  "an index to force": [pipe(from(Cake.pipe(forceIndex("PRIMARY"))), orderBy(Cake.id), select(Cake.id)), [1, 2, 3]],
  "an index to ignore": [pipe(from(Cake.pipe(ignoreIndex("PRIMARY"))), where(eq(Cake.id, 3)), select(Cake.name)), ["Sponge"]],
}

