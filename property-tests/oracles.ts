/** Laws of every query and command, for which a database is its own judge: the oracles, on random trees over random rows. */
import { Effect } from "effect"
import * as fc from "fast-check"
import type { Dialect } from "../src/index.js"
import type { Memory } from "../src/testing/index.js"
import { equivalentRewrites, noRec, show, ternaryLogic } from "../src/testing/index.js"
import { arbitraryCommand, arbitraryExpr, arbitraryMemory, arbitraryQuery } from "../src/testing/arbitrary/index.js"
import { difference } from "../src/testing/oracle/same.js"
import { Cake, Fruit, shop } from "../test/testing/arbitrary/shop.js"
import { type AnyExpr, type AnyQuery, type AnyTable, sql } from "./arbitraries/index.js"
import { show as rowsText, shown } from "./harness.js"

type Anything = any

/** Something drawn, and what must hold of it on any database that has the rows. */
export interface Case {
  /** Succeeds with how much was compared; what the law says nothing of fails with `OracleNotApplicable`. */
  readonly check: Effect.Effect<unknown, unknown, Anything>
  /** What was drawn. */
  readonly trees: ReadonlyArray<unknown>
}

const names = { Cake, Fruit, Order: shop[2] } as const

const code = (x: unknown): string => show(x as never, { tables: names })

const holdsOf = (check: Effect.Effect<unknown, unknown, Anything>, ...trees: ReadonlyArray<unknown>): Case =>
  shown({ check, trees }, () => trees.map(code).join("\n\n"))

const rowsOf = (query: AnyQuery): Effect.Effect<ReadonlyArray<any>, unknown, Anything> => sql.all(query)

/** The rows that both have, in any order. */
const sameRows = (law: string, left: ReadonlyArray<unknown>, right: ReadonlyArray<unknown>): Effect.Effect<number, Error> => {
  const [onlyLeft, onlyRight] = difference(left, right)
  return onlyLeft.length + onlyRight.length === 0
    ? Effect.succeed(left.length)
    : Effect.fail(new Error(`${law}: ${rowsText(onlyLeft)} on one side, ${rowsText(onlyRight)} on the other`))
}

/** Runs an effect of which the database keeps nothing. */
const undone = <A>(effect: Effect.Effect<A, unknown, Anything>): Effect.Effect<A, unknown, Anything> =>
  Effect.flip(sql.transaction(Effect.flatMap(effect, (found) => Effect.fail({ found }))) as Effect.Effect<never, any, Anything>).pipe(
    Effect.flatMap((e) => (typeof e === "object" && e !== null && "found" in e ? Effect.succeed(e.found as A) : Effect.fail(e))),
  )

/** What no row has before. */
const mark = new Date(1_234_567_890_123)

/** What each law is checked of. */
export const laws = ({ capabilities, name }: Dialect): Readonly<Record<string, fc.Arbitrary<Case>>> => {
  const isMariaDb = name === "MariaDB"
  // Of PostgreSQL's extensions none is installed. MariaDB 10.11 has `not not 0 < any (select 0)`.
  const needs = [...capabilities].filter((c) => c !== "vectors" && !(isMariaDb && c === "quantified"))
  const options = { needs, determined: true } as const
  const condition = (...tables: ReadonlyArray<AnyTable>): fc.Arbitrary<AnyExpr> =>
    arbitraryExpr({ ...options, size: 8 }, sql.boolean, ...tables) as fc.Arbitrary<AnyExpr>
  const queries = (size: number): fc.Arbitrary<AnyQuery> => arbitraryQuery({ ...options, size }, ...shop)

  /** Tables that are joined in any way, and a condition on their rows. */
  const joined = fc
    .tuple(fc.constantFrom("none", "innerJoin", "leftJoin", "crossJoin"), condition(Cake, Fruit), condition(Cake), condition(Cake, Fruit))
    .map(([kind, on, alone, both]) => {
      const from = sql.from(Cake)
      return kind === "none"
        ? { query: from, predicate: alone }
        : { query: kind === "crossJoin" ? sql.crossJoin(Fruit)(from) : sql[kind](Fruit, on)(from), predicate: both }
    })

  /** Any query as a table, and a condition on its columns. */
  const derived = queries(8).chain((query) => {
    const table = sql.as("derived")(query)
    return condition(table).map((predicate) => ({ query: sql.from(table), predicate }))
  })
  const conditional = fc.oneof({ weight: 2, arbitrary: joined }, { weight: 1, arbitrary: derived })

  /** A column's worth of rows of Fruit: a query of one column, in an order without ties. */
  const types: ReadonlyArray<AnyExpr> = [sql.integer, sql.bigint, sql.text, sql.boolean, sql.date, sql.numeric()]
  const subquery = fc.constantFrom(...types).chain((type) =>
    fc.tuple(arbitraryExpr({ ...options, size: 4 }, type, Cake), arbitraryExpr({ ...options, size: 4 }, type, Fruit), condition(Fruit)).map(
      ([operand, value, where]) => ({
        type,
        operand: operand as AnyExpr,
        query: sql.limit(4)(sql.orderBy(Fruit.id)(sql.select(value)(sql.where(where)(sql.from(Fruit))))),
      }),
    ),
  )

  return {
    "the rows of a query are those for which a condition is true, false and NULL": conditional.map(({ predicate, query }) =>
      holdsOf(ternaryLogic(query, predicate as never), query, predicate),
    ),
    "as many rows pass a condition as it is true for when it is selected": conditional.map(({ predicate, query }) =>
      holdsOf(noRec(query, predicate as never), query, predicate),
    ),
    "a query gives the same rows when an expression of it is written in another way": queries(6).map((query) =>
      holdsOf(equivalentRewrites(query as never), query),
    ),
    "a command does the same when an expression of it is written in another way": arbitraryCommand({ ...options, size: 5 }, ...shop).map((command) =>
      holdsOf(equivalentRewrites(command as never), command),
    ),
    "select, update and delete with one condition touch the same rows": condition(Fruit).map((predicate) =>
      holdsOf(
        Effect.gen(function* () {
          const picked = sql.select(Fruit.id)(sql.where(predicate)(sql.from(Fruit)))
          const ids = rowsOf(sql.select(Fruit.id)(sql.from(Fruit)))
          const all = yield* ids
          const selected = yield* rowsOf(picked)
          const kept = yield* undone(Effect.andThen(sql.execute(sql.where(predicate)(sql.deleteFrom(Fruit))), ids))
          const marked = yield* undone(
            Effect.andThen(
              sql.execute(sql.where(predicate)(sql.update(Fruit, { picked: mark }))),
              rowsOf(sql.select(Fruit.id)(sql.where(sql.eq(Fruit.picked, mark))(sql.from(Fruit)))),
            ),
          )
          yield* sameRows("update", selected, marked)
          return yield* sameRows("delete", selected, all.filter((id) => !kept.includes(id)))
        }),
        predicate,
      ),
    ),
    "a subquery that is replaced by what it gives changes nothing": subquery.map(({ operand, query, type }) =>
      holdsOf(
        Effect.gen(function* () {
          const values = yield* rowsOf(query)
          // What was computed may be greater than what a constant of the type may be.
          if (!values.every((v) => v === null || type.spec.type.codec.is(v))) return 0
          const where = (condition: AnyExpr) => rowsOf(sql.select({ id: Cake.id, t: condition })(sql.from(Cake)))
          const one = sql.limit(1)(query)
          const constant = (v: unknown) => (v === null ? sql.nullOf(type) : sql.value(type, v))
          const first = constant(values.length === 0 ? null : values[0])
          const any = sql.or(...values.map((v) => sql.eq(operand, constant(v))))
          yield* sameRows("inQuery", yield* where(sql.inQuery(operand, query)), yield* where(any))
          yield* sameRows("exists", yield* where(sql.exists(query)), yield* where(sql.literal(values.length > 0)))
          return yield* sameRows("scalar", yield* where(sql.lt(operand, sql.scalar(one))), yield* where(sql.lt(operand, first)))
        }),
        operand,
        query,
      ),
    ),
  }
}

/** Databases in memory with rows of all tables of {@link laws}. */
export const memories: fc.Arbitrary<{ readonly memory: Memory }> = arbitraryMemory({ maxRows: 5 }, ...shop).map((memory) =>
  shown({ memory }, () => code(memory)),
)

/** Replaces the rows of all tables. */
export const fill = ({ tables }: Memory): Effect.Effect<void, unknown, Anything> =>
  Effect.gen(function* () {
    for (const table of shop.toReversed()) yield* sql.execute(sql.allRows(sql.deleteFrom(table)))
    for (const [i, { rows }] of tables.entries()) {
      if (rows.length > 0) yield* sql.execute(sql.insertInto(shop[i], rows))
    }
  })

const tagOf = (e: unknown): string => {
  const { _tag, reason } = e as { readonly _tag?: string; readonly reason?: { readonly _tag: string } }
  return reason?._tag ?? _tag ?? ""
}

/** What a command may break, a smaller tree compute that is too great, and a database not have in a command. */
const broken: ReadonlySet<string> = new Set(["UniqueViolation", "ForeignKeyViolation", "NotNullViolation", "CheckViolation", "DataError", "CompileError", "OracleNotApplicable"])

/** Whether the law said something of the case; fails if it does not hold. */
export const checked = (one: Case): Effect.Effect<boolean, unknown, Anything> =>
  Effect.matchEffect(one.check, {
    onSuccess: () => Effect.succeed(true),
    onFailure: (e) => (broken.has(tagOf(e)) ? Effect.succeed(false) : Effect.fail(e)),
  })

export { shop }
