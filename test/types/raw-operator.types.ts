/** Operators of the database: their type, what they read, and what is refused. */
import { pipe } from "effect"
import { all, boolean, type Database, eq, from, inet, leftJoin, literal, rawOperator, type RowOf, select, text } from "fulmar"
import { Cake, type Equal, Fruit, same, type Wants } from "./schema.js"

const like = rawOperator(boolean)`like`
const joined = rawOperator(text, { precedence: "other" })`||`

const rows = pipe(
  from(Cake),
  leftJoin(Fruit, eq(Fruit.cakeId, Cake.id)),
  select({
    plain: like(Cake.name, "a%"), absent: like(Cake.name, Fruit.name), nullable: joined(Cake.name, null), last: Cake.name.pipe(joined(literal("!"))),
  }),
)
same<
  Equal<
    RowOf<typeof rows>,
    { readonly plain: boolean; readonly absent: boolean | null; readonly nullable: string | null; readonly last: string }
  >
>()
const found = all(rows)
same<Equal<Wants<typeof found>, Database>>()

// @ts-expect-error: its text is no value of the program
rawOperator(boolean)("like")
// @ts-expect-error: nor is a part of it
rawOperator(boolean)`${inet}`
// @ts-expect-error: there is no such precedence
rawOperator(boolean, { precedence: "highest" })`like`
// @ts-expect-error: a number is no text
like(Cake.name, 7)
// @ts-expect-error: the table is not there
all(pipe(from(Cake), select({ x: like(Fruit.name, "a") })))
