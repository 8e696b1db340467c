import {
  add,
  all,
  countAll,
  currentRow,
  desc,
  from,
  groupBy,
  groupsBetween,
  lag,
  lead,
  leftJoin,
  lastValue,
  over,
  percentRank,
  filterWhere,
  gt,
  nullsFirst,
  rowNumber,
  where,
  withinGroup,
  preceding,
  rangeBetween,
  rank,
  rowsBetween,
  type RowOf,
  select,
  sum,
  window,
} from "fulmar"
import { eq } from "fulmar"
import { Duration, Effect, pipe } from "effect"
import { MariaDb } from "fulmar/mariadb"
import { Postgres } from "fulmar/postgres"
import { Cake, Fruit } from "./schema.js"

type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false
const same = <A, B>(_: Same<A, B>): void => {}

const sorted = { orderBy: [Cake.id] }
const rows = pipe(
  from(Cake),
  select({
    place: rank().pipe(over(sorted)),
    part: percentRank().pipe(over(sorted)),
    total: sum(Cake.id).pipe(over()),
    all: countAll.pipe(over()),
    before: lag(Cake.name).pipe(over(sorted)),
    beforeOr: lag(Cake.name, 1, "none").pipe(over(sorted)),
    next: add(lead(Cake.id, 1, 0).pipe(over(sorted)), 1),
    last: lastValue(Cake.name).pipe(over(window("w", sorted))),
  }),
)
same<
  RowOf<typeof rows>,
  {
    readonly place: number
    readonly part: number
    readonly total: number | null
    readonly all: number
    readonly before: string | null
    readonly beforeOr: string
    readonly next: number
    readonly last: string | null
  }
>(true)

// The row before is absent where its table is.
const joined = pipe(
  from(Cake),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  select({ fruit: lag(Fruit.name, 1, "none").pipe(over(sorted)) }),
)
same<RowOf<typeof joined>, { readonly fruit: string | null }>(true)

// Without a window a window function is no expression.
// @ts-expect-error
select({ place: rank() })
// @ts-expect-error
add(rank(), 1)
// @ts-expect-error
pipe(from(Cake), groupBy(rank().pipe(over(sorted))))
// Frames by rows have whole numbers, no lengths of time.
// @ts-expect-error
rowsBetween(preceding(Duration.days(1)), currentRow)
// @ts-expect-error
over({ frame: "rows" })
// Of groups, their keys and aggregates can be seen.
all(pipe(from(Cake), groupBy(Cake.name), select({ n: rank().pipe(over({ orderBy: [desc(sum(Cake.id)), Cake.name] })) })))

const groups = all(pipe(from(Cake), select({ n: countAll.pipe(over({ ...sorted, frame: groupsBetween(preceding(1), currentRow) })) })))
const days = all(
  pipe(from(Cake), select({ n: countAll.pipe(over({ ...sorted, frame: rangeBetween(preceding(Duration.days(1)), currentRow) })) })),
)
Effect.runPromise(Effect.provide(groups, Postgres.layer({})))
Effect.runPromise(Effect.provide(days, Postgres.layer({})))
// @ts-expect-error
Effect.runPromise(Effect.provide(groups, MariaDb.layer({})))
// @ts-expect-error
Effect.runPromise(Effect.provide(days, MariaDb.layer({})))

// The place that a row would have: an aggregate, portable, whose values fit the keys.
const wouldBe = pipe(
  from(Cake),
  select({ x: rank().pipe(withinGroup([Cake.id, 3], [nullsFirst(desc(Cake.name)), "x"]), filterWhere(gt(Cake.id, 1))) }),
)
same<RowOf<typeof wouldBe>, { readonly x: number }>(true)
Effect.runPromise(Effect.provide(all(wouldBe), MariaDb.layer({})))
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ x: rank().pipe(withinGroup([Fruit.cakeId, null])) })))
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ x: rank().pipe(withinGroup([Fruit.id, Fruit.cakeId])) })))
// @ts-expect-error
rank().pipe(withinGroup([Cake.id, "3"]))
// @ts-expect-error
rank().pipe(withinGroup([Cake.id, 1], [desc(Cake.name), 3]))
// @ts-expect-error
rank().pipe(withinGroup())
// @ts-expect-error
rowNumber().pipe(withinGroup([Cake.id, 3]))
// @ts-expect-error
withinGroup([sum(Cake.id), 3])
// @ts-expect-error
all(pipe(from(Cake), where(gt(rank().pipe(withinGroup([Cake.id, 3])), 1))))
// @ts-expect-error
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ x: rank().pipe(withinGroup([Fruit.cakeId, Fruit.id])) })))
// @ts-expect-error
Effect.runPromise(Effect.provide(all(pipe(from(Cake), select({ x: rank().pipe(withinGroup([Cake.id, 3]), over()) }))), Postgres.layer({})))
