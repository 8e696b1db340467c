/** Comparisons, with NULL on either side, and membership. */
import { BigDecimal, Duration, pipe } from "effect"
import { integer } from "../../codec/index.js"
import { desc, from, limit, orderBy, select, where } from "../../core/index.js"
import {
  between, eq, exists, gt, gte, inQuery, isDistinctFrom, isIn, isNotDistinctFrom, isNull, literal, lt, neq,
  notBetween, notIn, notInQuery, nullOf,
} from "../../expr/index.js"
import { everything, Cake, Fruit } from "../tables.js"
import { k, dec, type Vocabulary } from "./operands.js"

export const comparison: Vocabulary = {
  "equality": [eq(k.n, 7), true, false],
  "inequality": [neq(k.m, 3), false, null],
  "order of texts": [lt(k.name, "z"), false, null],
  "case in texts": [eq(literal("a"), "A"), false, false],
  "order by code points": [lt(literal("Z"), "a"), true, true],
  "accents": [eq(literal("u"), "ü"), false, false],
  "less": [gt(k.at, new Date(0)), true, null],
  "equal decimals": [eq(k.price, 12.5), true, null],
  "decimals beside longer ones": [gt(k.price, dec("12.49999999999")), true, null],
  "days": [gte(k.day, "2024-02-29"), true, null],
  "moments": [eq(k.at, everything.at), true, null],
  "wall clocks": [eq(k.wall, everything.wall), true, null],
  "bytes": [eq(k.raw, everything.raw), true, null],
  "intervals": [lt(k.span, Duration.hours(2)), true, null],
  "labels": [eq(k.mood, "glad"), true, null],
  "keys": [eq(k.key, everything.key), true, null],
  "bigints exactly": [eq(k.big, 9007199254740993n), true, null],
  "bigints not nearly": [eq(k.big, 9007199254740992n), false, null],
  "distinct": [isDistinctFrom(k.m, 3), false, true],
  "not distinct": [isNotDistinctFrom(k.m, nullOf(integer)), false, true],
  "null": [isNull(k.m), false, true],
  "between": [between(k.n, 0, 7), true, false],
  "not between": [notBetween(k.price, dec("1"), dec("2")), true, null],
  "days between days": [between(k.day, "2024-01-01", "2024-12-31"), true, null],
  "in": [isIn(k.n, [1, 7]), true, false],
  "in with null": [isIn(k.m, [1, null]), false, true],
  "not in": [notIn(k.m, [1, 2]), true, null],
  "in nothing": [isIn(k.m, []), false, false],
  "in decimals": [isIn(k.price, [BigDecimal.fromStringUnsafe("12.5")]), true, null],
  "in days": [isIn(k.day, ["2024-02-29"]), true, null],
  "in a query": [inQuery(k.n, pipe(from(Cake), select({ x: Cake.id }))), false, false],
  "in a limited query": [
    inQuery(k.m, pipe(from(Cake), select({ x: Cake.id }), orderBy(desc(Cake.id)), limit(1))),
    true,
    null,
  ],
  "not in a query with NULL": [notInQuery(k.n, pipe(from(Fruit), select({ x: Fruit.cakeId }))), null, null],
  "exists": [exists(pipe(from(Fruit), where(eq(Fruit.cakeId, k.id)))), true, true],
}
