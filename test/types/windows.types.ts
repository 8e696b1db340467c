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
