/** What the properties found on servers, in its smallest form: each query had no rows, or others, before that was mended. */
import { BigDecimal, pipe } from "effect"
import {
  add, alias, and, type AnyQuery, bigint, bitAndAgg, coalesce, count, desc, distinct, eq, from, groupBy, gt, having, integer, isNull, jsonMergePatch, json, least, leftJoin,
  lt, neq, not, notIn, nullOf, numeric, orderBy, rowValue, scalar, select, sub, unionAll, value, where, literal,
} from "fulmar"
import { holding, memory } from "fulmar/testing"
import { expect, test } from "vitest"
import { kinds } from "../test/servers/kinds.js"
import { Cake, fill, Fruit, Order, verdict } from "./shop/database.js"
import { onServers } from "./shop/servers.js"

const cake = { mood: null, layers: 1, weight: null, vegan: null, born: null, tags: [], title: "t" } as const
const db = memory(
  holding(Cake, [
    { ...cake, id: 1, name: "a", price: BigDecimal.fromStringUnsafe("3.5"), sold: 9007199254740993n },
    { ...cake, id: 2, name: "b", price: null, sold: null },
    { ...cake, id: 3, name: "b", price: BigDecimal.fromStringUnsafe("3.5"), sold: 1n },
  ] as never),
  holding(Fruit, []),
  holding(Order, []),
)

const Other = alias("other")(Cake)
const sameName = pipe(from(Other), where(and(eq(Other.name, Cake.name), gt(Other.id, 1))), select(count(Other.id)), scalar)
const nothing = leftJoin(Order, literal(false))
const row = rowValue({ a: value(integer, 0), b: Order.label })

const queries = {
  "a query with values that distinct rows are sorted by": pipe(from(Cake), select({ n: sameName }), distinct, orderBy(desc(sameName))),
  "a decimal beside what is computed of NULL": pipe(
    from(Cake),
    select({ x: sub(nullOf(numeric()), Cake.price) }),
    unionAll(pipe(from(Cake), select({ x: Cake.price }))),
  ),
  "a bigint beside what is computed of NULL": pipe(from(Cake), select({ x: coalesce(least(nullOf(bigint), Cake.sold), add(Cake.sold, null), Cake.sold) })),
  "bits of NULL": pipe(from(Cake), select({ x: bitAndAgg(coalesce(nullOf(integer), 0)) })),
  "a key of whose name there are two": pipe(
    from(Cake),
    leftJoin(Other, eq(Other.id, Cake.id)),
    groupBy(Cake.name, Other.name),
    having(and(eq(Other.name, "b"), gt(count(Cake.name), 1))),
    select({ n: count(Cake.id) }),
  ),
  "a row of what a join left out that is less": pipe(from(Cake), nothing, where(lt(row, { a: 1, b: "" })), select(Cake.id)),
  "a row of what a join left out that is another": pipe(from(Cake), nothing, where(neq(row, { a: 1, b: "" })), select(Cake.id)),
  "a row of what a join left out that is not the same": pipe(from(Cake), nothing, where(not(eq(row, { a: 1, b: "" }))), select(Cake.id)),
  "a row of what a join left out that is in no list": pipe(from(Cake), nothing, where(notIn(row, [{ a: 1, b: "" }, { a: 2, b: "" }])), select(Cake.id)),
  "whether rows of NULL are equal": pipe(from(Cake), nothing, select({ x: isNull(eq(rowValue({ a: Order.label, b: Order.cost }), { a: Order.label, b: Order.cost })) })),
} satisfies Readonly<Record<string, unknown>>

const patched = { "a patch of NULL": pipe(from(Cake), select({ x: jsonMergePatch(nullOf(json()), []) })) }

onServers(kinds, "queries that were found", ({ dialect, kind, perform }) => {
  const all: Readonly<Record<string, unknown>> = dialect.capabilities.has("jsonMergePatch") ? { ...queries, ...patched } : queries
  for (const [name, query] of Object.entries(all)) {
    test(name, async () => {
      await perform(fill(db))
      expect(await perform(verdict(kind, db, query as AnyQuery))).toMatchObject({ _tag: "Same" })
    })
  }
})
