import { all, concat, countAll, eq, from, groupBy, grouping, groupingSets, gt, having, rollup, type RowOf, select, sum, where } from "fulmar"
import { pipe } from "effect"
import { Cake, Fruit } from "./schema.js"

type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false
const same = <A, B>(_: Same<A, B>): void => {}

const by = rollup({ id: Cake.id, name: Cake.name })
const totals = pipe(
  from(Cake),
  groupBy(by),
  having(gt(countAll, 1)),
  select({ id: by.id, name: by.name, level: grouping(by.name), label: concat(by.name, "!"), total: sum(Cake.id) }),
)
same<
  RowOf<typeof totals>,
  {
    readonly id: number | null
    readonly name: string | null
    readonly level: number
    readonly label: string | null
    readonly total: number | null
  }
>(true)
all(totals)

// The column itself is not NULL where its key is.
// @ts-expect-error
all(pipe(from(Cake), groupBy(by), select({ name: Cake.name })))
// @ts-expect-error
all(pipe(from(Cake), groupBy(by), select({ name: concat(Cake.name, "!") })))
// The keys are of a table that is in scope, and are known only once rows are grouped.
// @ts-expect-error
all(pipe(from(Fruit), groupBy(by), select({ n: countAll })))
// @ts-expect-error
where(eq(by.id, 1))
// @ts-expect-error
rollup({ n: sum(Cake.id) })
// @ts-expect-error
grouping(Cake.id)
// @ts-expect-error
groupingSets({ id: Cake.id }, (k) => [[k.name]])
