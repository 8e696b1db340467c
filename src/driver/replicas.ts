import { Context, Effect, Fiber, Layer, Scope } from "effect"
import type { Schedule } from "effect"
import { Database } from "./database.js"
import type { DatabaseService, ReplicaFigures, Replicas } from "./database.js"
import { inOwnScope } from "./own-scope.js"
import { SqlError, sqlError } from "./sql-error.js"
import { UnknownDatabaseError } from "./sql-error-reasons.js"

interface Replica<E, R> {
  /** For messages: `replica 1`. */
  readonly name: string
  readonly layer: Layer.Layer<Database, E, R>
  /** `null` while it has never been reached. */
  service: DatabaseService | null
  lost: boolean
}

/** Whether a database is lost, and not only the statement. */
const isLost = (error: unknown): error is SqlError =>
  error instanceof SqlError && error.reason._tag === "ConnectionError"

/** Whether a replica has cancelled a read for the sake of what the primary sent it meanwhile. */
const isCancelled = (error: unknown): boolean =>
  error instanceof SqlError && error.reason._tag === "SerializationFailure"

/** Opens the replicas of a primary. One that cannot be reached is lost, and is opened when it can. */
export const makeReplicas = <E, R>(
  primary: DatabaseService,
  layers: ReadonlyArray<Layer.Layer<Database, E, R>>,
  probe: Schedule.Schedule<unknown, unknown>,
): Effect.Effect<Replicas, E | SqlError, R | Scope.Scope> =>
  Effect.gen(function* () {
    const context = yield* Effect.context<R | Scope.Scope>()
    const scope = Context.get(context, Scope.Scope)
    const runFork = Effect.runForkWith(context)
    const replicas = layers.map((layer, index): Replica<E, R> => ({
      name: `replica ${index + 1}`,
      layer,
      service: null,
      lost: false,
    }))

    const open = (replica: Replica<E, R>): Effect.Effect<void, E | SqlError, R | Scope.Scope> =>
      inOwnScope(
        Effect.flatMap(Layer.build(Layer.fresh(replica.layer)), (built) => {
          const service = Context.get(built, Database)
          if (service.system !== primary.system) return Effect.fail(otherSystem(replica.name, service, primary))
          // Nobody else's transaction is one on this service.
          replica.service = { ...service }
          return Effect.void
        }),
      )

    const tried = (replica: Replica<E, R>): Effect.Effect<unknown, E | SqlError, R | Scope.Scope> =>
      Effect.suspend((): Effect.Effect<unknown, E | SqlError, R | Scope.Scope> =>
        replica.service === null ? open(replica) : replica.service.executor.run("select 1", [], { wide: false }),
      )

    const lose = (replica: Replica<E, R>, error: SqlError): void => {
      if (replica.lost) return
      replica.lost = true
      const back = Effect.sync(() => {
        replica.lost = false
      })
      const waiting = Effect.logWarning(`Reads do without ${replica.name}: ${error.reason.message}`).pipe(
        Effect.andThen(Effect.retry(tried(replica), { schedule: probe })),
        Effect.andThen(back),
        Effect.andThen(Effect.logInfo(`Reads use ${replica.name} again`)),
        Effect.catchCause((cause) => Effect.logError(`Nothing more is tried to reach ${replica.name}`, cause)),
        Effect.annotateLogs(replica.service?.attributes ?? {}),
      )
      Fiber.runIn(runFork(waiting), scope)
    }

    yield* Effect.forEach(
      replicas,
      (replica) =>
        Effect.catchIf(open(replica), isLost, (error) => Effect.sync(() => lose(replica, error))) as Effect.Effect<
          void,
          E | SqlError,
          R | Scope.Scope
        >,
      { concurrency: "unbounded", discard: true },
    )

    let turn = 0
    /** The next of those that are not lost, each in its turn. */
    const next = (): Replica<E, R> | null => {
      for (let i = 0; i < replicas.length; i++) {
        const replica = replicas[turn++ % replicas.length]
        if (replica !== undefined && !replica.lost && replica.service !== null) return replica
      }
      return null
    }

    const read = <A, E2, R2>(
      use: (database: DatabaseService) => Effect.Effect<A, E2, R2>,
      attempts: number,
    ): Effect.Effect<A, E2, R2> => {
      const replica = attempts > 0 ? next() : null
      if (replica === null || replica.service === null) return use(primary)
      const elsewhere = (error: E2): Effect.Effect<A, E2, R2> => {
        if (isCancelled(error)) return use(primary)
        if (!isLost(error)) return Effect.fail(error)
        lose(replica, error)
        return read(use, attempts - 1)
      }
      return use(replica.service).pipe(Effect.catch(elsewhere))
    }

    return {
      read: (use) => read(use, replicas.length),
      figures: Effect.suspend(() => Effect.forEach(replicas, figuresOf)),
    }
  })

const figuresOf = <E, R>({ lost, service }: Replica<E, R>): Effect.Effect<ReplicaFigures> =>
  service === null
    ? Effect.succeed({ open: 0, used: 0, idle: 0, waiting: 0, lost })
    : Effect.map(service.pool, (figures) => ({ ...figures, lost }))

const otherSystem = (name: string, replica: DatabaseService, primary: DatabaseService): SqlError =>
  sqlError(
    new UnknownDatabaseError({
      message: `A primary that is ${primary.system} cannot have a ${name} that is ${replica.system}: use layers of one database.`,
    }),
  )
