import {
  add,
  all,
  and,
  as,
  avg,
  concat,
  count,
  countAll,
  cte,
  desc,
  distinctValues,
  eq,
  execute,
  exists,
  filterWhere,
  from,
  fullJoin,
  groupBy,
  gt,
  having,
  innerJoin,
  inQuery,
  leftJoin,
  lower,
  many,
  max,
  maybe,
  min,
  orderBy,
  returning,
  scalar,
  select,
  sum,
  union,
  update,
  where,
} from "fulmar"
import { pipe } from "effect"
import { Cake, Fruit, Line } from "./schema.js"

const on = eq(Fruit.cakeId, Cake.id)
const both = pipe(from(Cake), innerJoin(Fruit, on))

// An aggregate may not stand where rows are filtered or grouped.
// @ts-expect-error
where(gt(count(Cake.id), 1))
// @ts-expect-error
where(and(eq(Cake.id, 1), gt(sum(Cake.id), 1)))
// @ts-expect-error
innerJoin(Fruit, gt(count(Cake.id), 1))
// @ts-expect-error
leftJoin(Fruit, gt(count(Cake.id), 1))
// @ts-expect-error
fullJoin(Fruit, gt(count(Cake.id), 1))
// @ts-expect-error
groupBy(count(Cake.id))
// @ts-expect-error
groupBy(Cake.id, add(count(Cake.id), 1))
// @ts-expect-error
count(sum(Cake.id))
// @ts-expect-error
sum(count(Cake.id))
// @ts-expect-error
max(min(Cake.id))
// @ts-expect-error
avg(count(Cake.id))
// @ts-expect-error
filterWhere(gt(count(Cake.id), 1))
// @ts-expect-error
pipe(Cake.id, distinctValues)
// It may inside a subquery, in having, select and orderBy.
all(pipe(from(Cake), where(gt(Cake.id, scalar(pipe(from(Fruit), select({ n: count(Fruit.id) })))))))
all(pipe(both, groupBy(Cake.id), having(gt(count(Fruit.id), 1)), select({ n: Cake.name }), orderBy(desc(sum(Fruit.id)))))
all(pipe(from(Cake), select({ n: countAll, m: max(Cake.price) })))
all(pipe(from(Cake), select({ n: count(Cake.id).pipe(filterWhere(gt(Cake.id, 1))) })))

// Ungrouped columns.
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ name: Fruit.name })))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select(Fruit.name)))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ deep: { name: Fruit.name } })))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ name: lower(Fruit.name) })))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ x: add(count(Fruit.id), Fruit.id) })))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select(Fruit)))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ f: Fruit })))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId)))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ n: exists(pipe(from(Cake), where(eq(Cake.id, Fruit.id)))) })))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(), select({ name: Fruit.name })))
// @ts-expect-error
all(pipe(from(Fruit), select({ name: Fruit.name }), groupBy(Fruit.cakeId)))
all(pipe(from(Fruit), groupBy(), select({ n: count(Fruit.name) })))
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ c: Fruit.cakeId, n: count(Fruit.id), s: add(Fruit.cakeId, 1) })))
all(pipe(from(Fruit), groupBy(Fruit.cakeId), groupBy(Fruit.name), select({ c: Fruit.cakeId, name: Fruit.name })))
all(pipe(from(Fruit), groupBy(Fruit.cakeId, Fruit.name), select({ x: concat(Fruit.name, "!"), c: Fruit.cakeId })))
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ x: add(count(Fruit.id), Fruit.cakeId) })))

// Functional dependence on the whole primary key.
all(pipe(from(Cake), groupBy(Cake.id), select({ name: Cake.name, n: countAll })))
all(pipe(from(Cake), groupBy(Cake.id), select(Cake)))
all(pipe(from(Cake), groupBy(Cake.id), select({ cake: Cake, x: lower(Cake.name) })))
all(pipe(both, groupBy(Cake.id), select({ name: Cake.name, n: count(Fruit.id) })))
// @ts-expect-error
all(pipe(both, groupBy(Cake.id), select({ name: Cake.name, f: Fruit.name })))
all(pipe(both, groupBy(Cake.id, Fruit.id), select({ name: Cake.name, f: Fruit.name })))
all(pipe(from(Line), groupBy(Line.orderId, Line.cakeId), select({ q: Line.quantity })))
all(pipe(from(Line), groupBy(Line.orderId), groupBy(Line.cakeId), select(Line)))
// @ts-expect-error
all(pipe(from(Line), groupBy(Line.orderId), select({ q: Line.quantity })))
// @ts-expect-error
all(pipe(from(Line), groupBy(Line.cakeId), select(Line)))
// @ts-expect-error
all(pipe(from(Line), innerJoin(Cake, eq(Cake.id, Line.cakeId)), groupBy(Line.orderId, Cake.id), select({ q: Line.quantity })))
// @ts-expect-error
all(pipe(from(Line), groupBy(add(Line.orderId, Line.cakeId)), select({ q: Line.quantity })))
// @ts-expect-error
all(pipe(from(Cake), groupBy(add(Cake.id, 1)), select({ n: Cake.name })))
// @ts-expect-error
all(pipe(from(Cake), groupBy(Cake.name), select({ id: Cake.id, n: count(Cake.id) })))
const derived = pipe(from(Cake), as("derived"))
// @ts-expect-error A derived table has no primary key.
all(pipe(from(derived), groupBy(derived.id), select({ n: derived.name })))

// Keys that are expressions.
all(pipe(from(Fruit), groupBy(lower(Fruit.name)), select({ k: lower(Fruit.name), n: countAll })))
// @ts-expect-error The column itself is not a key.
all(pipe(from(Fruit), groupBy(lower(Fruit.name)), select({ k: Fruit.name })))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(lower(Fruit.name)), select(Fruit)))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(lower(Fruit.name), Fruit.cakeId), select({ k: Fruit.name, c: Fruit.cakeId })))
all(pipe(from(Fruit), groupBy(lower(Fruit.name), Fruit.cakeId), select({ k: lower(Fruit.name), c: Fruit.cakeId })))
all(pipe(from(Fruit), groupBy(lower(Fruit.name), Fruit.id), select({ k: Fruit.name, c: Fruit.cakeId })))

// Without groupBy an aggregate makes one row: no bare column beside it.
// @ts-expect-error
all(pipe(from(Fruit), select({ n: count(Fruit.id), name: Fruit.name })))
// @ts-expect-error
all(pipe(from(Fruit), select({ n: count(Fruit.id), f: Fruit })))
// @ts-expect-error
all(pipe(from(Fruit), select({ n: add(count(Fruit.id), Fruit.id) })))
// @ts-expect-error
all(pipe(from(Fruit), select(add(Fruit.id, count(Fruit.id)))))
// @ts-expect-error
all(pipe(from(Fruit), select({ n: count(Fruit.id), deep: { name: lower(Fruit.name) } })))

// The same holds of queries inside queries.
const bad = pipe(from(Fruit), groupBy(Fruit.cakeId), select({ name: Fruit.name }))
// @ts-expect-error
exists(bad)
// @ts-expect-error
many(bad)
// @ts-expect-error
maybe(bad)
// @ts-expect-error
scalar(bad)
// @ts-expect-error
inQuery(Cake.name, bad)
// @ts-expect-error
pipe(bad, as("bad"))
// @ts-expect-error
pipe(bad, cte("bad"))
// @ts-expect-error
pipe(bad, union(from(Fruit)))
// @ts-expect-error
pipe(from(Fruit), select({ name: Fruit.name }), union(bad))
// A correlated subquery may read the columns around it, grouped or not there.
all(
  pipe(
    from(Cake),
    select({ x: many(pipe(from(Fruit), where(on), groupBy(Fruit.name), select({ n: Fruit.name, c: Cake.name }))) }),
  ),
)

// having and orderBy of a grouped query.
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), having(eq(Fruit.name, "x")), select({ c: Fruit.cakeId })))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ c: Fruit.cakeId }), orderBy(Fruit.name)))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ c: Fruit.cakeId }), orderBy(desc(Fruit.name))))
// @ts-expect-error
all(pipe(from(Fruit), select({ n: Fruit.name }), orderBy(count(Fruit.id))))
all(pipe(from(Fruit), groupBy(Fruit.cakeId), having(gt(Fruit.cakeId, 1)), select({ c: Fruit.cakeId }), orderBy(Fruit.cakeId)))
all(pipe(from(Cake), groupBy(Cake.id), having(eq(Cake.name, "x")), select({ c: Cake.id }), orderBy(Cake.name)))

// Rows that a command gives are not grouped; values that it sets are of one row.
// @ts-expect-error
all(pipe(update(Cake, { name: "x" }), where(eq(Cake.id, 1)), returning({ n: count(Cake.id) })))
// @ts-expect-error
execute(pipe(update(Cake, { bakeryId: count(Cake.id) }), where(eq(Cake.id, 1))))

