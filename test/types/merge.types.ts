import {
  add, alias, all, allRows, as, count, cte, deleteFrom, eq, execute, from, gt, integer, isNull, literal, lower, mergeAction, mergeInto,
  param, prepare, returning, select, text, thenDelete, thenDoNothing, thenInsert, thenUpdate, value, whenMatched, whenNotMatched,
  whenNotMatchedBySource, where, update, type Database, type DecodeError, type SqlError, type Supports, type ValidationError,
} from "fulmar"
import { pipe } from "effect"
import { Bakery, Cake, type CakeRow, type Email, type Equal, type Fails, Fruit, type FruitRow, type Gives, same, type Wants } from "./schema.js"

const merge = mergeInto(Cake, Fruit, eq(Fruit.cakeId, Cake.id))
const whole = pipe(
  merge,
  whenMatched(gt(Cake.price, 5n), thenUpdate({ name: Fruit.name, bakeryId: null, price: add(Cake.price, 1n) })),
  whenMatched(thenDelete),
  whenNotMatched(isNull(Fruit.cakeId), thenDoNothing),
  whenNotMatched(thenInsert({ name: lower(Fruit.name), price: 1n, bakeryId: Fruit.cakeId })),
)
const run = execute(whole)
same<Equal<Wants<typeof run>, Database | Supports<"merge">>>()
same<Equal<Fails<typeof run>, SqlError | ValidationError>>()
same<Equal<Gives<typeof run>, { readonly rowsAffected: number }>>()

// What it returns: the source may be absent only where rows without one are changed.
const rows = all(pipe(whole, returning({ what: mergeAction, cake: Cake, fruit: Fruit, name: Fruit.name })))
same<
  Equal<
    Gives<typeof rows>,
    ReadonlyArray<{
      readonly what: "INSERT" | "UPDATE" | "DELETE"
      readonly cake: { readonly [K in keyof CakeRow]: CakeRow[K] }
      readonly fruit: { readonly [K in keyof FruitRow]: FruitRow[K] }
      readonly name: string
    }>
  >
>()
same<Equal<Wants<typeof rows>, Database | Supports<"merge"> | Supports<"merge returning">>>()
const absent = all(pipe(merge, returning({ fruit: Fruit, name: Fruit.name, id: Cake.id }), whenNotMatchedBySource(thenDelete)))
same<
  Equal<
    Gives<typeof absent>,
    ReadonlyArray<{ readonly fruit: { readonly [K in keyof FruitRow]: FruitRow[K] } | null; readonly name: string | null; readonly id: number }>
  >
>()
const table = all(from(pipe(whole, returning({ id: Cake.id, what: mergeAction }), cte("merged"))))
same<Equal<Gives<typeof table>, ReadonlyArray<{ readonly id: number; readonly what: "INSERT" | "UPDATE" | "DELETE" }>>>()
same<Equal<Fails<typeof table>, SqlError | DecodeError | ValidationError>>()

// Parameters, derived tables, CTEs that are commands.
const prepared = prepare(pipe(merge, whenMatched(eq(Cake.id, param("id", integer)), thenUpdate({ name: param("name", text) }))))
same<Equal<Parameters<typeof prepared>[0], { readonly id: number; readonly name: string }>>()
const counts = pipe(from(Fruit), select({ id: Fruit.cakeId, name: Fruit.name }), as("counts"))
execute(pipe(mergeInto(Cake, counts, eq(counts.id, Cake.id)), whenMatched(thenUpdate({ name: counts.name }))))
const moved = pipe(deleteFrom(Fruit), allRows, returning(Fruit), cte("moved"))
const fromMoved = execute(pipe(mergeInto(Cake, moved, eq(moved.id, Cake.id)), whenMatched(thenDelete)))
same<Equal<Wants<typeof fromMoved>, Database | Supports<"merge"> | Supports<"dataModifyingCte"> | Supports<"delete returning">>>()
const Old = alias("old")(Cake)
execute(pipe(mergeInto(Cake, Old, eq(Old.id, Cake.id)), whenMatched(thenUpdate({ price: Old.price }))))
execute(pipe(mergeInto(Bakery, Fruit, eq(Fruit.id, Bakery.id)), whenMatched(thenUpdate({ mood: "sad" }))))
execute(pipe(mergeInto(Bakery, Fruit, eq(Fruit.id, Bakery.id)), whenNotMatched(thenInsert({ name: "x", email: "a@b" as Email, mood: "sad" }))))

// @ts-expect-error without WHEN
execute(merge)
// @ts-expect-error without WHEN
all(pipe(merge, returning(Cake)))
// @ts-expect-error no rows
all(whole)
// @ts-expect-error the same table
mergeInto(Cake, Cake, eq(Cake.id, 1))
// @ts-expect-error a third table
execute(pipe(mergeInto(Cake, Fruit, eq(Bakery.id, Cake.id)), whenMatched(thenDelete)))
// @ts-expect-error a third table
execute(pipe(merge, whenMatched(thenUpdate({ name: Bakery.name }))))
// @ts-expect-error a third table
execute(pipe(merge, whenMatched(eq(Bakery.id, 1), thenDelete)))
// @ts-expect-error an aggregate
mergeInto(Cake, Fruit, gt(count(Fruit.id), 1))
// @ts-expect-error an aggregate
whenMatched(gt(count(Fruit.id), 1), thenDelete)
// @ts-expect-error an aggregate
execute(pipe(merge, whenMatched(thenUpdate({ id: count(Fruit.id) }))))
// @ts-expect-error no match, no update
whenNotMatched(thenUpdate({ name: "x" }))
// @ts-expect-error no match, no delete
whenNotMatched(thenDelete)
// @ts-expect-error a match is there already
whenMatched(thenInsert({ name: "x" }))
// @ts-expect-error no insert without a source
whenNotMatchedBySource(thenInsert({ name: "x" }))
// @ts-expect-error unknown
pipe(merge, whenMatched(thenUpdate({ zzz: 1 })))
// @ts-expect-error generated
pipe(merge, whenMatched(thenUpdate({ slug: "x" })))
// @ts-expect-error wrong type
pipe(merge, whenMatched(thenUpdate({ name: 1 })))
// @ts-expect-error null
pipe(merge, whenMatched(thenUpdate({ name: null })))
// @ts-expect-error wrong type of an expression
pipe(merge, whenMatched(thenUpdate({ name: Fruit.id })))
// @ts-expect-error a nullable expression
pipe(merge, whenMatched(thenUpdate({ id: Fruit.cakeId })))
// @ts-expect-error missing
pipe(merge, whenNotMatched(thenInsert({ name: "x" })))
// @ts-expect-error unknown
pipe(merge, whenNotMatched(thenInsert({ name: "x", price: 1n, zzz: 1 })))
// @ts-expect-error generated
pipe(merge, whenNotMatched(thenInsert({ name: "x", price: 1n, slug: "y" })))
// @ts-expect-error wrong type
pipe(merge, whenNotMatched(thenInsert({ name: "x", price: 1 })))
// @ts-expect-error brand
pipe(mergeInto(Bakery, Fruit, eq(Fruit.id, Bakery.id)), whenNotMatched(thenInsert({ name: "x", email: "a@b" })))
// @ts-expect-error label
pipe(mergeInto(Bakery, Fruit, eq(Fruit.id, Bakery.id)), whenMatched(thenUpdate({ mood: "glad" })))
// @ts-expect-error there is no row of the target
pipe(merge, whenNotMatched(thenInsert({ name: Cake.name, price: 1n })))
// @ts-expect-error there is no row of the target
pipe(merge, whenNotMatched(eq(Cake.id, 1), thenDoNothing))
// @ts-expect-error there is no row of the source
pipe(merge, whenNotMatchedBySource(thenUpdate({ name: Fruit.name })))
// @ts-expect-error there is no row of the source
pipe(merge, whenNotMatchedBySource(eq(Fruit.id, 1), thenDelete))
// @ts-expect-error a merge has no where
pipe(whole, where(eq(Cake.id, 1)))
// @ts-expect-error only of a merge
pipe(update(Cake, { name: "x" }), whenMatched(thenDelete))
// @ts-expect-error only a merge has an action
all(pipe(from(Cake), select({ what: mergeAction })))
// @ts-expect-error a derived table cannot be written
pipe(mergeInto(counts, Cake, literal(true)), whenMatched(thenUpdate({ name: "x" })))
// @ts-expect-error of the type of the column
mergeInto(Cake, Fruit, eq(Fruit.name, value(integer, 1)))
