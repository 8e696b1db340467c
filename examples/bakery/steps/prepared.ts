import { Effect, pipe } from "effect"
import { and, asc, eq, from, gte, innerJoin, integer, orderBy, param, prepare, select, where } from "fulmar"
import { say, showRows, showSql } from "../page/show.js"
import { Bakery, Cake, cakeKind } from "../schema/index.js"

const forParty = pipe(
  from(Cake),
  innerJoin(Bakery, eq(Bakery.id, Cake.bakeryId)),
  where(and(eq(Cake.kind, param("kind", cakeKind)), gte(Cake.serves, param("guests", integer)))),
  select({ cake: Cake.name, serves: Cake.serves, bakery: Bakery.name }),
  orderBy(asc(Cake.serves), asc(Cake.id)),
)

/** `(args: { kind: "cheesecake" | "gateau" | "roulade" | "tart"; guests: number }) => Effect<…>` */
const cakesForParty = prepare(forParty)

export const preparedTwice = Effect.gen(function* () {
  yield* showSql(forParty)
  yield* say(`{ kind: "tart", guests: 14 }`)
  yield* showRows(yield* cakesForParty({ kind: "tart", guests: 14 }), 3)
  yield* say(`{ kind: "gateau", guests: 12 }`)
  yield* showRows(yield* cakesForParty({ kind: "gateau", guests: 12 }), 3)
})
