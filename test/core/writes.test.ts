import { pipe } from "effect"
import {
  add, as, count, createTable, cte, deleteFrom, distinctOn, dropTable, eq, exists, forShare, forUpdate, from, groupBy, gt, having, innerJoin,
  inQuery, insertInto, integer, leftJoin, limit, literal, lt, many, orderBy, raw, rawQuery, recursive, scalar, select, sum,
  union, update, where, type AnyQuery,
} from "fulmar"
import { describe, expect, test } from "vitest"
import type { StatementNode } from "../../src/core/ddl-node.js"
import { writes } from "../../src/core/writes.js"
import { Cake, Fruit } from "./bakery.js"

const isWriting = (statement: AnyQuery): boolean => writes(statement as unknown as StatementNode)

const prices = pipe(from(Cake), select({ id: Cake.id, price: Cake.price }))
const locked = pipe(prices, forUpdate())
const steps = recursive("steps", pipe(from(Cake), limit(1), select({ n: literal(1) })), (self) =>
  pipe(from(self), where(lt(self.n, 4)), select({ n: add(self.n, 1) })),
)
const lockedCte = pipe(locked, cte("locked"))
const lockedTable = pipe(locked, as("locked"))
const loud = raw(integer)`nextval('numbers')`

describe("reads", () => {
  test.each<readonly [string, AnyQuery]>([
    ["a query", from(Cake)],
    ["with every clause", pipe(
      from(Cake),
      leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
      where(gt(Cake.price, 1)),
      groupBy(Cake.id),
      having(gt(sum(Fruit.id), 1)),
      select({ id: Cake.id, n: count(Fruit.id) }),
      orderBy(Cake.id),
      limit(3),
    )],
    ["a set operation", pipe(prices, union(prices))],
    ["a derived table", from(pipe(prices, as("prices")))],
    ["a CTE", from(pipe(prices, cte("prices")))],
    ["a recursive CTE", from(steps)],
    ["subqueries", pipe(from(Cake), where(exists(from(Fruit))), select({ fruits: many(from(Fruit)) }))],
  ])("%s", (_, q) => expect(isWriting(q)).toBe(false))
})

describe("writes", () => {
  test.each<readonly [string, AnyQuery]>([
    ["an insert", insertInto(Fruit, { id: 1, name: "Fig" })],
    ["an update", update(Cake, { price: 1 })],
    ["a delete", deleteFrom(Cake)],
    ["a table made", createTable(Cake)],
    ["a table dropped", dropTable(Cake)],
    ["a lock", locked],
    ["a shared lock", pipe(from(Cake), forShare())],
    ["a raw query", rawQuery({ id: integer })`select 1`],
    ["a raw expression", pipe(from(Cake), select({ n: loud }))],
    ["in distinctOn", pipe(from(Cake), distinctOn(loud))],
    ["deep in a condition", pipe(from(Cake), where(gt(add(Cake.price, loud), 1)))],
    ["in a join", pipe(from(Cake), innerJoin(Fruit, eq(Fruit.id, loud)))],
    ["in a sort key", pipe(from(Cake), orderBy(loud))],
    ["in a closed block", pipe(from(Cake), where(eq(loud, 1)), limit(1), where(gt(Cake.id, 1)))],
    ["in an operand", pipe(prices, union(locked))],
    ["in a derived table", from(lockedTable)],
    ["in a joined derived table", pipe(from(Cake), innerJoin(lockedTable, eq(lockedTable.id, Cake.id)))],
    ["in a CTE", from(lockedCte)],
    ["in a CTE of a subquery", pipe(from(Cake), where(exists(from(lockedCte))))],
    ["in a scalar subquery", pipe(from(Cake), select({ n: scalar(pipe(from(lockedCte), select(lockedCte.id), limit(1))) }))],
    ["in a membership test", pipe(from(Cake), where(inQuery(Cake.id, pipe(from(lockedCte), select(lockedCte.id)))))],
    ["in a nested query", pipe(from(Fruit), select({ cakes: many(from(lockedCte)) }))],
  ])("%s", (_, q) => expect(isWriting(q)).toBe(true))
})
