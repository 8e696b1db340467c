/** Aggregates of texts and numbers: their rows, what they need, and what is refused. */
import { pipe } from "effect"
import {
  all, count, type Database, desc, distinctValues, filterWhere, from, groupBy, gt, orderedBy, over, type RowOf, select, stringAgg,
  sum, type Supports, upper,
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
