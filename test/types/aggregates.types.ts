/** Aggregates of texts and numbers: their rows, what they need, and what is refused. */
import { pipe } from "effect"
import {
  all, bitAndAgg, bitOrAgg, boolAnd, boolOr, count, type Database, desc, distinctValues, filterWhere, from, groupBy, gt, median, mode, orderedBy, over, percentileCont,
  percentileDisc, regrSlope, type RowOf, select, stddevPop, stringAgg, sum, type Supports, upper, varSamp,
} from "fulmar"
import { Cake, type Equal, Fruit, same, type Wants } from "./schema.js"

// Joined texts need nothing, in whatever order the steps stand.
const joined = pipe(
  from(Fruit),
  groupBy(Fruit.cakeId),
  select({
    cake: Fruit.cakeId,
    plain: stringAgg(Fruit.name, ", "),
    sorted: stringAgg(upper(Fruit.name), ", ").pipe(filterWhere(gt(Fruit.id, 1)), orderedBy(desc(Fruit.id)), distinctValues),
  }),
)
same<Equal<RowOf<typeof joined>, { readonly cake: number | null; readonly plain: string | null; readonly sorted: string | null }>>()
const portable = all(joined)
same<Equal<Wants<typeof portable>, Database>>()
const windowed = all(pipe(from(Fruit), select({ x: stringAgg(Fruit.name, ",").pipe(over({ orderBy: [Fruit.id] })) })))
same<Equal<Wants<typeof windowed>, Database>>()

// The order of other aggregates needs a database that has it, before and after other steps.
const sums = all(pipe(from(Fruit), select({ x: sum(Fruit.id).pipe(distinctValues, orderedBy(Fruit.id), filterWhere(gt(Fruit.id, 1))) })))
same<Equal<Wants<typeof sums>, Database | Supports<"orderedAggregates">>>()

// Statistics are fractions, bits numbers of their kind.
const statistics = pipe(
  from(Cake),
  select({
    dev: stddevPop(Cake.id), var: varSamp(Cake.price).pipe(distinctValues), bits: bitAndAgg(Cake.price), ids: bitOrAgg(Cake.id), any: boolOr(gt(Cake.id, 1)),
  }),
)
same<
  Equal<
    RowOf<typeof statistics>,
    {
      readonly dev: number | null
      readonly var: number | null
      readonly bits: bigint | null
      readonly ids: number | null
      readonly any: boolean | null
    }
  >
>()
const everywhere = all(statistics)
same<Equal<Wants<typeof everywhere>, Database>>()
const sets = pipe(
  from(Cake),
  select({ half: median(Cake.price), high: percentileDisc(0.9, Cake.price), name: mode(Cake.name), slope: regrSlope(Cake.id, Cake.price) }),
)
same<
  Equal<
    RowOf<typeof sets>,
    { readonly half: number | null; readonly high: bigint | null; readonly name: string | null; readonly slope: number | null }
  >
>()
const some = all(sets)
same<Equal<Wants<typeof some>, Database | Supports<"orderedSetAggregates"> | Supports<"regression">>>()
const windowedSet = all(pipe(from(Cake), select({ x: median(Cake.id).pipe(over()) })))
same<Equal<Wants<typeof windowedSet>, Database | Supports<"ordered-set aggregates over a window">>>()

// @ts-expect-error: a text has no deviation
stddevPop(Cake.name)
// @ts-expect-error: a text has no bits
bitAndAgg(Cake.name)
// @ts-expect-error: a number is no condition
boolAnd(Cake.id)
// @ts-expect-error: a text is on no line
regrSlope(Cake.id, Cake.name)
// @ts-expect-error: between two texts there is none
median(Cake.name)
// @ts-expect-error: an aggregate in an aggregate
mode(count(Cake.id))
// @ts-expect-error: the fraction is a number of the program
percentileCont(Cake.id, Cake.id)
// @ts-expect-error: a number is no text
stringAgg(Fruit.id, ", ")
// @ts-expect-error: the separator is a text of the program
stringAgg(Fruit.name, Cake.name)
// @ts-expect-error: an aggregate in an aggregate
stringAgg(stringAgg(Fruit.name, ","), ",")
// @ts-expect-error: the order reads a table that is not there
all(pipe(from(Fruit), select({ x: stringAgg(Fruit.name, ",").pipe(orderedBy(Cake.id)) })))
// @ts-expect-error: an aggregate in the order of an aggregate is no value of a row
all(pipe(from(Fruit), groupBy(Fruit.cakeId), select({ x: stringAgg(Fruit.name, ",").pipe(filterWhere(gt(count(Fruit.id), 1))) })))
