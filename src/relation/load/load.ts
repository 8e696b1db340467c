import { Effect, Option } from "effect"
import type { DecodeError } from "../../codec/decode-error.js"
import { queryNode } from "../../core/erase.js"
import { withClauses } from "../../core/query-node.js"
import type { AnyQuery, CheckRows, Query, RowOut } from "../../core/query-types.js"
import { from } from "../../core/query/from.js"
import { isTable, type NameOf, type NeedsOfTable, type Row, type TableMeta } from "../../core/table.js"
import { outputSelection } from "../../core/traverse.js"
import type { Database } from "../../driver/database.js"
import { all } from "../../driver/operations/all.js"
import { first, one } from "../../driver/operations/first.js"
import type { EnvOf, ErrorOf } from "../../driver/operations/types.js"
import type { MultipleResultsFound, NoResultFound } from "../../driver/result-errors.js"
import type { SqlError } from "../../driver/sql-error.js"
import { nameOf } from "../path.js"
import type { Strategy } from "../relation.js"
import { attach } from "./attach.js"
import { entriesOf } from "./entry.js"
import type { LoadError } from "./fetched.js"
import { type Level, levelOf } from "./level.js"
import { aroundOf, isPlain } from "./plain.js"
import type { CheckSpec, LoadSpec, SpecNeeds, WithRelated } from "./spec.js"

/** How related rows are read, where their relation does not say it by `loadedBy`. */
export interface LoadOptions {
  readonly strategy?: Strategy
}

type AnyT = TableMeta<any, any, any>

/** A query that reads what its rows are loaded with, as far as that stands in one statement, and how it is read. */
interface Prepared {
  readonly query: AnyQuery
  readonly level: Level | null
}

const prepared = (given: AnyQuery | AnyT, spec: LoadSpec, options: LoadOptions): Prepared => {
  const query = isTable(given) ? (from(given) as AnyQuery) : given
  const entries = entriesOf(spec)
  const [root] = entries
  if (root === undefined) return { query, level: null }
  const other = entries.find(({ node }) => nameOf(node.from) !== nameOf(root.node.from))
  if (other !== undefined) {
    throw new TypeError(
      `${JSON.stringify(root.name)} begins at table ${JSON.stringify(nameOf(root.node.from))}, ${JSON.stringify(other.name)} at ${JSON.stringify(nameOf(other.node.from))}; what is loaded with one row begins at one table.`,
    )
  }
  const q = queryNode(query)
  const plain = isPlain(q)
  const level = levelOf(outputSelection(q), root.node.from, spec, aroundOf(q, options.strategy ?? null))
  return {
    query: plain && level.wrapped ? (withClauses(q, { joins: [...q.joins, ...level.joins], selection: level.selection }) as never) : query,
    level,
  }
}

type Rows = Effect.Effect<ReadonlyArray<unknown>, LoadError, Database>

const attached = (level: Level | null, rows: Rows): Rows => (level === null ? rows : Effect.flatMap(rows, (values) => attach(level, values)))

const isQuery = (u: unknown): boolean => isTable(u) || (typeof u === "object" && u !== null && "_tag" in u && "pipe" in u)

/** Data-first and data-last: no specification is a query or a table. */
const either = <M extends Mode>(run: (p: Prepared) => Effect.Effect<unknown, unknown, Database>): Load<M> =>
  ((...args: ReadonlyArray<unknown>) => {
    const [a, b, c] = args as readonly [never, never, never]
    const load = (query: never, spec: never, options: LoadOptions = {}) => Effect.suspend(() => run(prepared(query, spec, options)))
    return isQuery(a) ? load(a, b, c) : (query: never) => load(query, a, b)
  }) as never

type Mode = "all" | "first" | "one"
type Result<M extends Mode, A> = M extends "all" ? ReadonlyArray<A> : M extends "first" ? Option.Option<A> : A
type NotOne<M extends Mode> = M extends "one" ? NoResultFound | MultipleResultsFound : never

/** What of a table or query is asked by a load. */
type CheckSource<Q> = Q extends AnyT ? unknown : Q extends Query<infer K, infer S, any, infer O, infer F, infer G> ? CheckRows<K, S, F, O, G> : never
type NamesOf<Q> = Q extends AnyT ? NameOf<Q> : Q extends Query<any, infer S, any, infer O, any, any> ? S | NameOf<O> : never
type RowFrom<Q> = Q extends AnyT ? Row<Q> : Q extends Query<any, any, infer U, infer O, any, any> ? RowOut<O, U> : never
type ErrorFrom<Q> = Q extends AnyT ? SqlError | DecodeError : Q extends Query<infer K, any, any, any, infer F, any> ? ErrorOf<K, F> : never
type EnvFrom<Q, P> = Q extends AnyT
  ? EnvOf<NeedsOfTable<Q> | SpecNeeds<P>, NameOf<Q>>
  : Q extends Query<any, infer S, any, any, infer F, any>
    ? EnvOf<F | SpecNeeds<P>, S>
    : never

interface Load<M extends Mode> {
  <const P extends LoadSpec>(
    spec: P,
    options?: LoadOptions,
  ): <K, S, U, O, F, G>(
    query: Query<K, S, U, O, F, G> & CheckRows<K, S, F, O, G> & CheckSpec<P, S | NameOf<O>>,
  ) => Effect.Effect<Result<M, WithRelated<RowOut<O, U>, P>>, ErrorOf<K, F> | NotOne<M>, EnvOf<F | SpecNeeds<P>, S>>
  // Last, since of several signatures the compiler tells why the last does not fit.
  <Q extends AnyT | AnyQuery, const P extends LoadSpec>(
    rows: Q & CheckSource<Q>,
    spec: P & CheckSpec<P, NamesOf<Q>>,
    options?: LoadOptions,
  ): Effect.Effect<Result<M, WithRelated<RowFrom<Q>, P>>, ErrorFrom<Q> | NotOne<M>, EnvFrom<Q, P>>
}

/**
 * All rows of a table or query, each with its related rows, to any depth: a relation stands under the name that its rows
 * get, as `[relation, { … }]` if more is loaded with them. A relation to one row gives it, or `null`; one to many an array,
 * in the order of the primary key unless it is refined.
 *
 * The number of statements depends on what is loaded, never on how many rows there are: one for the rows and what a join
 * adds to them, and one for each further relation, which asks for the keys of all rows, each once. Only where there are
 * more keys than parameters a statement takes, they are asked for in parts. What several fibers load of the same relation
 * at the same time, in the same transaction or outside of any, is read by one statement. Inside a transaction all rows are
 * of one state of the database if its isolation says so.
 *
 * Fails with a `SqlError`, and with a `DecodeError` also if the row that must be there for a key is not.
 *
 * @example
 * ```ts
 * import { all, belongsTo, createAll, from, hasMany, insertInto, execute, integer, load, primaryKey, table, text } from "fulmar"
 * import * as Sqlite from "fulmar/sqlite"
 * import { Effect } from "effect"
 *
 * const Team = table("team", { id: integer.pipe(primaryKey), name: text })
 * const Hero = table("hero", { id: integer.pipe(primaryKey), name: text, teamId: integer })
 * const teamHeroes = hasMany(Team, Hero, { id: "teamId" })
 *
 * const program = Effect.gen(function* () {
 *   yield* createAll([Team, Hero])
 *   yield* execute(insertInto(Team, { id: 1, name: "Avengers" }))
 *   yield* execute(insertInto(Hero, { id: 7, name: "Rusty-Man", teamId: 1 }))
 *   return yield* load(Team, { heroes: teamHeroes })
 * })
 * Effect.runSync(program.pipe(Effect.provide(Sqlite.layer({ filename: ":memory:" }))))
 * // => [{ id: 1, name: "Avengers", heroes: [{ id: 7, name: "Rusty-Man", teamId: 1 }] }]
 * ```
 *
 * @since 0.1.0
 */
export const load: Load<"all"> = either(({ query, level }) => attached(level, all(query as never) as never))

/** The first row with its related rows, or none: {@link load} of `first`. @since 0.1.0 */
export const loadFirst: Load<"first"> = either(({ query, level }) =>
  Effect.flatMap(first(query as never) as Effect.Effect<Option.Option<unknown>, LoadError, Database>, (row) =>
    Effect.map(attached(level, Effect.succeed(Option.toArray(row))), (rows) => Option.fromUndefinedOr(rows[0])),
  ),
)

/** The one row with its related rows: {@link load} of `one`, which fails also where there is none or more. @since 0.1.0 */
export const loadOne: Load<"one"> = either(({ query, level }) =>
  Effect.flatMap(one(query as never) as Effect.Effect<unknown, LoadError, Database>, (row) =>
    Effect.map(attached(level, Effect.succeed([row])), (rows) => rows[0]),
  ),
)
