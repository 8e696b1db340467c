import { Context, Effect, Layer, Schedule } from "effect"
import { Database } from "./database.js"
import { makeReplicas } from "./replicas.js"
import type { SqlError } from "./sql-error.js"
import type { Supports } from "./supports.js"

type DatabaseLayer = Layer.Layer<Database, unknown, unknown>

/**
 * A primary and its replicas: layers of one and the same database system.
 *
 * @since 0.1.0
 */
export interface ReplicatedOptions<P, L> {
  readonly primary: P
  readonly replicas: ReadonlyArray<L>
  /**
   * When a lost replica is asked for a sign of life; it is given up when the schedule ends. At once, and then with
   * growing pauses of up to 5 seconds.
   */
  readonly probe?: Schedule.Schedule<unknown, unknown> | undefined
}

type CapabilityOf<P> = P extends Layer.Layer<infer O, unknown, unknown> ? (O extends Supports<infer C> ? C : never) : never

/** What the primary and each of the replicas have. */
type Common<C, L> = C extends string ? ([L] extends [Layer.Layer<Supports<C>, unknown, unknown>] ? C : never) : never

type ErrorOfLayer<L> = L extends Layer.Layer<never, infer E, unknown> ? E : never
type NeedsOfLayer<L> = L extends Layer.Layer<never, unknown, infer R> ? R : never

/**
 * A database that writes on one server and reads on others. Queries outside a transaction go to the replicas, each in its
 * turn; all else goes to the primary: commands, DDL, raw SQL, queries that lock rows, transactions, also those that are
 * `read only`, batches, and `withConnection`. A replica may be behind: {@link onPrimary} is for reads that must see what
 * has just been written.
 *
 * A replica that cannot be reached is left out, and asked in the background until it answers; the read that noticed it is
 * run on another one, or on the primary. A stream is not begun anew once it has given rows. A replica that is lost when
 * the layer is built does not make it fail; a primary does.
 *
 * Provides the capabilities that all of them have. Each keeps its own pool, options, spans and metrics.
 *
 * @example
 * ```ts no-run
 * import { replicated } from "fulmar"
 * import { Postgres } from "fulmar/postgres"
 *
 * const live = replicated({
 *   primary: Postgres.layer({ url: "postgres://app@db-1/bakery" }),
 *   replicas: [Postgres.layer({ url: "postgres://app@db-2/bakery" }), Postgres.layer({ url: "postgres://app@db-3/bakery" })],
 * })
 * ```
 *
 * @since 0.1.0
 */
export const replicated = <P extends DatabaseLayer, L extends DatabaseLayer>({
  primary,
  probe = growing,
  replicas,
}: ReplicatedOptions<P, L>): Layer.Layer<
  Database | Supports<Common<CapabilityOf<P>, L>>,
  ErrorOfLayer<P> | ErrorOfLayer<L> | SqlError,
  NeedsOfLayer<P> | NeedsOfLayer<L>
> =>
  Layer.effect(
    Database,
    Effect.gen(function* () {
      const service = Context.get(yield* Layer.build(primary), Database)
      return { ...service, replicas: yield* makeReplicas(service, replicas, probe) }
    }),
  ) as never

const growing = Schedule.min([Schedule.jittered(Schedule.exponential("100 millis")), Schedule.spaced("5 seconds")])
