import {
  alias,
  all,
  always,
  as,
  count,
  crossJoin,
  crossJoinLateral,
  cte,
  desc,
  distinctOn,
  eq,
  exists,
  array,
  forceIndex,
  generateSeries,
  integer,
  type LocalDate,
  nullable,
  table,
  text,
  unnest,
  values,
  from,
  fullJoin,
  groupBy,
  gt,
  having,
  innerJoin,
  innerJoinLateral,
  inQuery,
  leftJoin,
  leftJoinLateral,
  limitWithTies,
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
  recursive,
  tablesample,
  useIndex,
  type Row,
  type RowOf,
  type Supports,
} from "fulmar"
import { Duration, pipe } from "effect"
import { Bakery, Cake, type CakeRow, type Equal, Fruit, type Gives, same, type Wants } from "./schema.js"

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

// A table made of a query reads the tables beside it only in a lateral join after them.
const beside = pipe(fruits, as("top"))
// @ts-expect-error
all(from(beside))
// @ts-expect-error
all(pipe(from(Cake), innerJoin(beside, eq(beside.id, Cake.id))))
// @ts-expect-error
all(pipe(from(Cake), leftJoin(beside, eq(beside.id, Cake.id))))
// @ts-expect-error
all(pipe(from(Cake), crossJoin(beside)))
// @ts-expect-error
all(pipe(from(beside), crossJoin(Cake)))
// @ts-expect-error
all(pipe(from(Cake), where(exists(from(beside)))))
// @ts-expect-error
all(pipe(from(Cake), union(pipe(from(Cake), crossJoin(beside)))))
// @ts-expect-error
pipe(from(Bakery), crossJoinLateral(beside))
// @ts-expect-error
pipe(from(Bakery), leftJoinLateral(beside, always), crossJoin(Cake))
// @ts-expect-error
pipe(from(Cake), crossJoinLateral(Cake))
// @ts-expect-error
pipe(from(Cake), innerJoinLateral(beside, gt(count(Cake.id), 1)))
const inner = pipe(from(Cake), innerJoinLateral(beside, always), select({ id: Cake.id, top: beside.name }))
same<Equal<RowOf<typeof inner>, { readonly id: number; readonly top: string }>>()
const outer = pipe(from(Cake), leftJoinLateral(beside, always), select({ id: Cake.id, top: beside.name, row: beside }))
same<Equal<RowOf<typeof outer>, { readonly id: number; readonly top: string | null; readonly row: Row<typeof Fruit> | null }>>()
same<Equal<Extract<Wants<ReturnType<typeof ran>>, Supports<any>>, Supports<"lateral">>>()
function ran() {
  return all(pipe(from(Bakery), crossJoin(Cake), crossJoinLateral(beside.pipe(alias("other")))))
}
// What it gives of a table beside it is NULL where that is absent.
const echo = pipe(from(Fruit), select({ id: Fruit.id, cake: Cake.name }), as("echo"))
const echoed = pipe(from(Bakery), leftJoin(Cake, eq(Cake.bakeryId, Bakery.id)), crossJoinLateral(echo), select(echo))
same<Equal<RowOf<typeof echoed>, { readonly id: number; readonly cake: string | null }>>()
all(echoed)
// Rows of functions: an array of a table that is there, or that the query is about.
const Box = table("box", { id: integer, sizes: array(integer.pipe(nullable)).pipe(nullable), tags: array(text) })
// A limit with ties is of a SELECT block, and stays one.
const tied = all(pipe(from(Cake), orderBy(Cake.id), limitWithTies(3), innerJoin(Fruit, on), select({ id: Cake.id })))
same<Equal<Gives<typeof tied>, ReadonlyArray<{ readonly id: number }>>>()
const tiedNames = pipe(from(Cake), select({ id: Cake.id }), union(pipe(from(Fruit), select({ id: Fruit.id }))))
// @ts-expect-error
pipe(tiedNames, limitWithTies(3))
// Rows of values are checked against their columns, and read nothing beside them.
const listed = values("listed", { id: integer, name: text.pipe(nullable) }, [{ id: 1, name: "a" }, { id: 2, name: null }])
const listedRows = all(pipe(from(Cake), leftJoin(listed, eq(listed.id, Cake.id)), select({ id: listed.id, listed })))
same<
  Equal<
    Gives<typeof listedRows>,
    ReadonlyArray<{ readonly id: number | null; readonly listed: { readonly id: number; readonly name: string | null } | null }>
  >
>()
same<Equal<Row<typeof listed>, { readonly id: number; readonly name: string | null }>>()
values("none", { id: integer }, [])
values("counts", { n: integer.pipe(nullable) }, [{ n: scalar(pipe(from(Cake), select(count(Cake.id)))) }, { n: 1 }])
// @ts-expect-error
values("v", { id: integer }, [{ id: "1" }])
// @ts-expect-error
values("v", { id: integer }, [{ id: null }])
// @ts-expect-error
values("v", { id: integer, name: text.pipe(nullable) }, [{ id: 1 }])
// @ts-expect-error
values("v", { id: integer }, [{ id: 1, other: 2 }])
// @ts-expect-error
values("v", { id: integer }, [{ id: 1 }, { id: Fruit.id }])
// @ts-expect-error
values("v", { n: integer }, [{ n: count(Cake.id) }])
const sizes = unnest("sizes", Box.sizes)
const tags = unnest("tags", Box.tags)
const items = all(pipe(from(Box), crossJoin(sizes), leftJoin(tags, always), select({ sizes, tags, place: tags.ordinality })))
same<Equal<Gives<typeof items>, ReadonlyArray<{
  readonly sizes: { readonly value: number | null; readonly ordinality: number }
  readonly tags: { readonly value: string; readonly ordinality: number } | null
  readonly place: number | null
}>>>()
same<Equal<Extract<Wants<typeof items>, Supports<any>>, never>>()
all(pipe(from(Box), where(exists(from(tags))), crossJoinLateral(sizes)))
// @ts-expect-error
all(from(tags))
// @ts-expect-error
pipe(from(Cake), crossJoinLateral(tags))
// @ts-expect-error
unnest("x", Box.id)
const numbers = all(from(generateSeries("n", 1, 3)))
same<Equal<Gives<typeof numbers>, ReadonlyArray<{ readonly value: number }>>>()
same<Equal<Extract<Wants<typeof numbers>, Supports<any>>, never>>()
const dates = all(from(generateSeries("n", "2024-01-01", "2024-02-01", 7)))
same<Equal<Gives<typeof dates>, ReadonlyArray<{ readonly value: LocalDate }>>>()
const moments = all(from(generateSeries("n", new Date(0), new Date(1), Duration.millis(1))))
same<Equal<Gives<typeof moments>, ReadonlyArray<{ readonly value: Date }>>>()
same<Equal<Extract<Wants<typeof moments>, Supports<any>>, Supports<"timeSeries">>>()
const upTo = generateSeries("n", 1n, Cake.price)
const upToPrice = all(pipe(from(Cake), crossJoinLateral(upTo), select(upTo.value)))
same<Equal<Gives<typeof upToPrice>, ReadonlyArray<bigint>>>()
same<Equal<Extract<Wants<typeof upToPrice>, Supports<any>>, Supports<"lateral">>>()
// @ts-expect-error
all(pipe(from(Cake), crossJoin(upTo)))
// @ts-expect-error
generateSeries("n", 1, 3n)
// @ts-expect-error
generateSeries("n", 1, Cake.name)
// @ts-expect-error
generateSeries("n", 1, count(Cake.id))
// @ts-expect-error
generateSeries("n", new Date(0), new Date(1))

// An index hint leaves the table as it is, but for what it needs.
const hinted = Cake.pipe(alias("c"), useIndex("ix"))
const viaHint = all(pipe(from(Fruit), leftJoin(hinted, eq(hinted.id, Fruit.cakeId)), select(hinted)))
same<Equal<Gives<typeof viaHint>, ReadonlyArray<CakeRow | null>>>()
same<Equal<Extract<Wants<typeof viaHint>, Supports<any>>, Supports<"indexHints">>>()
const removed = execute(pipe(deleteFrom(hinted), where(eq(hinted.id, 1))))
same<Equal<Extract<Wants<typeof removed>, Supports<any>>, Supports<"indexHints">>>()
// @ts-expect-error
forceIndex()
// A table that reads nothing needs nothing.
const plain = all(pipe(from(Cake), crossJoinLateral(pipe(from(Fruit), as("f")))))
same<Equal<Extract<Wants<typeof plain>, Supports<any>>, never>>()
// @ts-expect-error
pipe(fruits, cte("f"))
// @ts-expect-error
all(pipe(from(Cake), union(pipe(from(Cake), where(eq(Fruit.id, 1))))))
const f = pipe(from(Fruit), where(exists(pipe(from(Cake), where(on)))), as("f"))
const viaF = all(pipe(from(f), select({ n: f.name })))
same<Equal<Gives<typeof viaF>, ReadonlyArray<{ readonly n: string }>>>()
// @ts-expect-error
all(pipe(from(f), select({ n: Fruit.name })))


// A sample leaves the table as it is, but for what it needs.
const someCakes = all(pipe(from(Fruit), leftJoin(Cake.pipe(tablesample(10)), eq(Cake.id, Fruit.cakeId)), select(Cake)))
same<Equal<Gives<typeof someCakes>, ReadonlyArray<CakeRow | null>>>()
same<Equal<Extract<Wants<typeof someCakes>, Supports<any>>, Supports<"tablesample">>>()
const first10 = all(from(tablesample(Cake, 10, { method: "system", repeatable: 1 })))
same<Equal<Gives<typeof first10>, ReadonlyArray<CakeRow>>>()
same<Equal<Extract<Wants<typeof first10>, Supports<any>>, Supports<"tablesample">>>()
// @ts-expect-error
tablesample(Cake, "10")
// @ts-expect-error
tablesample(Cake, 10, { method: "random" })

// What a walk adds are columns, and a need; without it the table is as it was.
const marked = recursive(
  "marked",
  pipe(from(Cake), select({ id: Cake.id })),
  (self) => pipe(from(Fruit), innerJoin(self, eq(Fruit.cakeId, self.id)), select({ id: Fruit.id })),
  { cycle: { by: ["id"], set: "again" }, search: { first: "breadth", by: ["id"], set: "order" } },
)
const viaMarks = all(pipe(from(marked), orderBy(marked.order), select({ id: marked.id, again: marked.again })))
same<Equal<Gives<typeof viaMarks>, ReadonlyArray<{ readonly id: number; readonly again: boolean }>>>()
same<Equal<Extract<Wants<typeof viaMarks>, Supports<any>>, Supports<"searchCycle">>>()
const unmarked = recursive(
  "unmarked",
  pipe(from(Cake), select({ id: Cake.id })),
  (self) => pipe(from(Fruit), innerJoin(self, eq(Fruit.cakeId, self.id)), select({ id: Fruit.id })),
  { distinct: true },
)
const viaNone = all(from(unmarked))
same<Equal<Gives<typeof viaNone>, ReadonlyArray<{ readonly id: number }>>>()
same<Equal<Extract<Wants<typeof viaNone>, Supports<any>>, never>>()
recursive(
  "other",
  pipe(from(Cake), select({ id: Cake.id })),
  // @ts-expect-error
  (self) => pipe(from(Fruit), innerJoin(self, eq(Fruit.cakeId, self.id)), select({ id: Fruit.id })),
  { cycle: { by: ["nix"], set: "again" } },
)
