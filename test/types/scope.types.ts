import {
  alias,
  all,
  as,
  count,
  crossJoin,
  cte,
  desc,
  distinctOn,
  eq,
  exists,
  from,
  fullJoin,
  groupBy,
  gt,
  having,
  innerJoin,
  inQuery,
  leftJoin,
  many,
  maybe,
  orderBy,
  rightJoin,
  scalar,
  select,
  update,
  where,
  deleteFrom,
  returning,
  execute,
  union,
  type RowOf,
} from "fulmar"
import { pipe } from "effect"
import { Bakery, Cake, type CakeRow, type Equal, Fruit, type Gives, same } from "./schema.js"

// Every clause may read only what from and joins brought in.
// @ts-expect-error
all(pipe(from(Cake), where(eq(Fruit.id, 1))))
// @ts-expect-error
all(pipe(from(Cake), select({ name: Fruit.name })))
// @ts-expect-error
all(pipe(from(Cake), select(Fruit)))
// @ts-expect-error
all(pipe(from(Cake), select({ deep: { fruit: Fruit } })))
// @ts-expect-error
all(pipe(from(Cake), orderBy(Fruit.name)))
// @ts-expect-error
all(pipe(from(Cake), orderBy(desc(Fruit.name))))
// @ts-expect-error
all(pipe(from(Cake), distinctOn(Fruit.name)))
// @ts-expect-error
pipe(from(Cake), distinctOn())
// @ts-expect-error
all(pipe(from(Cake), groupBy(Fruit.name), select({ n: count(Cake.id) })))
// @ts-expect-error
all(pipe(from(Cake), groupBy(Cake.id), having(gt(count(Fruit.id), 1))))
// @ts-expect-error
all(pipe(from(Cake), groupBy(Cake.id), select({ n: count(Fruit.id) })))
// @ts-expect-error
all(pipe(from(Cake), innerJoin(Fruit, eq(Fruit.cakeId, Bakery.id))))
// @ts-expect-error
all(pipe(from(Cake), crossJoin(Bakery), where(eq(Fruit.id, 1))))
// @ts-expect-error
execute(pipe(update(Cake, { name: "x" }), where(eq(Fruit.id, 1))))
// @ts-expect-error
execute(pipe(update(Cake, { name: Fruit.name }), where(eq(Cake.id, 1))))
// @ts-expect-error
execute(pipe(deleteFrom(Cake), where(eq(Fruit.id, 1))))
// @ts-expect-error
all(pipe(deleteFrom(Cake), where(eq(Cake.id, 1)), returning(Fruit)))

// A table is brought in by any join, before or after it is read.
const on = eq(Fruit.cakeId, Cake.id)
all(pipe(from(Cake), where(eq(Fruit.id, 1)), innerJoin(Fruit, on)))
all(pipe(from(Cake), where(eq(Fruit.id, 1)), leftJoin(Fruit, on)))
all(pipe(from(Cake), where(eq(Fruit.id, 1)), rightJoin(Fruit, on)))
all(pipe(from(Cake), where(eq(Fruit.id, 1)), fullJoin(Fruit, on)))
all(pipe(from(Cake), where(eq(Fruit.id, 1)), crossJoin(Fruit)))
all(pipe(from(Cake), orderBy(Fruit.id), select({ f: Fruit.name }), innerJoin(Fruit, on)))
all(pipe(from(Cake), innerJoin(Bakery, eq(Bakery.id, Fruit.cakeId)), innerJoin(Fruit, on)))
execute(pipe(update(Cake, { name: Fruit.name }), where(on), innerJoin(Fruit, on)))

// A name stands in a query once.
// @ts-expect-error
pipe(from(Cake), innerJoin(Cake, eq(Cake.id, 1)))
// @ts-expect-error
pipe(from(Cake), leftJoin(Cake, eq(Cake.id, 1)))
// @ts-expect-error
pipe(from(Cake), rightJoin(Cake, eq(Cake.id, 1)))
// @ts-expect-error
pipe(from(Cake), fullJoin(Cake, eq(Cake.id, 1)))
// @ts-expect-error
pipe(from(Cake), crossJoin(Cake))
// @ts-expect-error
pipe(from(Cake), crossJoin(Fruit), crossJoin(Fruit))
// @ts-expect-error
pipe(from(Cake), crossJoin(Fruit.pipe(alias("cake"))))
const Parent = Cake.pipe(alias("parent"))
const pairs = pipe(from(Cake), innerJoin(Parent, eq(Parent.id, Cake.bakeryId)), select({ id: Cake.id, parent: Parent }))
same<Equal<RowOf<typeof pairs>, { readonly id: number; readonly parent: { readonly [K in keyof CakeRow]: CakeRow[K] } }>>()
all(pairs)
// @ts-expect-error
all(pipe(from(Parent), where(eq(Cake.id, 1))))

// What a subquery leaves over makes it correlated: its surroundings must have it.
const fruits = pipe(from(Fruit), where(on))
const named = pipe(fruits, select({ name: Fruit.name }))
all(pipe(from(Cake), where(exists(fruits))))
all(pipe(from(Cake), select({ f: many(fruits), m: maybe(fruits), s: scalar(named) })))
all(pipe(from(Cake), where(inQuery(Cake.name, named))))
all(pipe(from(Bakery), where(exists(pipe(from(Cake), where(exists(fruits)))))))
// @ts-expect-error
all(fruits)
// @ts-expect-error
all(pipe(from(Bakery), where(exists(fruits))))
// @ts-expect-error
all(pipe(from(Bakery), select({ f: many(fruits) })))
// @ts-expect-error
all(pipe(from(Bakery), select({ f: maybe(fruits) })))
// @ts-expect-error
all(pipe(from(Bakery), select({ f: scalar(named) })))
// @ts-expect-error
all(pipe(from(Bakery), where(inQuery(Bakery.name, named))))
// @ts-expect-error
all(pipe(from(Bakery), orderBy(exists(fruits))))

// A table made of a query cannot read the tables beside it.
// @ts-expect-error
pipe(fruits, as("f"))
// @ts-expect-error
pipe(fruits, cte("f"))
// @ts-expect-error
all(pipe(from(Cake), union(pipe(from(Cake), where(eq(Fruit.id, 1))))))
const f = pipe(from(Fruit), where(exists(pipe(from(Cake), where(on)))), as("f"))
const viaF = all(pipe(from(f), select({ n: f.name })))
same<Equal<Gives<typeof viaF>, ReadonlyArray<{ readonly n: string }>>>()
// @ts-expect-error
all(pipe(from(f), select({ n: Fruit.name })))

