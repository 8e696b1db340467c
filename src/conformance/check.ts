import { Cause, Effect, Exit, type Layer } from "effect"
import type { Dialect } from "../core/dialect.js"
import type { Database } from "../driver/database.js"
import { SqlError } from "../driver/sql-error.js"
import type { Supports } from "../driver/supports.js"
import { dropAll } from "../schema/index.js"
import { ConformanceFailure } from "./failure.js"
import { same, shown } from "./expected.js"
import { suiteTables } from "./tables.js"
import type { Probe } from "./capabilities/probe.js"

/**
 * What only the author of a driver can tell the suite, from outside the library. What needs one that is missing is
 * skipped, and says so.
 *
 * @since 0.1.0
 */
export interface ConformanceHooks {
  /** Makes the database empty; run before each check. Without it the tables of the suite, `fulmar_…`, are dropped. */
  readonly empty?: Effect.Effect<void, unknown>
  /** How many transactions are open on the database, as it sees it itself. */
  readonly openTransactions?: Effect.Effect<number, unknown>
  /** What the database calls the connection of the transaction that runs this. */
  readonly connectionId?: Effect.Effect<unknown, unknown, Database>
  /** Ends a connection from outside, by what `connectionId` gave. */
  readonly kill?: (id: unknown) => Effect.Effect<void, unknown>
}

/**
 * What the suite is to be run on.
 *
 * @since 0.1.0
 */
export interface ConformanceOptions {
  /** Provides the database. It is built anew for each check. */
  readonly layer: Layer.Layer<Database, unknown>
  /** What the layer's statements are printed with. */
  readonly dialect: Dialect
  /** How many transactions the layer can have open at once. 1. */
  readonly connections?: number | undefined
  readonly hooks?: ConformanceHooks | undefined
  /** Probes of capabilities of the author's own, by their names. */
  readonly probes?: Readonly<Record<string, Probe>> | undefined
  /** How many transactions of all kinds are run at random beside each other, and interrupted. 300. */
  readonly transactions?: number | undefined
}

/** The options with their defaults. */
export interface Suite {
  readonly layer: Layer.Layer<Database, unknown>
  readonly dialect: Dialect
  readonly connections: number
  readonly hooks: ConformanceHooks
  readonly probes: Readonly<Record<string, Probe>>
  readonly transactions: number
}

/**
 * One thing that a database must do.
 *
 * @since 0.1.0
 */
export interface ConformanceCheck {
  /** What it is about: `values`, `transactions` … */
  readonly chapter: string
  /** The sentence that it proves. */
  readonly name: string
  /** Why it cannot be run, if so: which hook is missing, or that there is one connection only. */
  readonly skipped: string | null
  /** Succeeds if the sentence is true. One that is skipped does nothing. */
  readonly run: Effect.Effect<void, ConformanceFailure>
}

/** A program on the database; it may need what not every database has. */
export type Program<A = unknown> = Effect.Effect<A, unknown, Database | Supports<string>>

/** What a check needs besides the layer and the dialect. */
export type Need = "connections" | keyof ConformanceHooks

const lacks = (suite: Suite, need: Need): string | null =>
  need === "connections"
    ? suite.connections > 1
      ? null
      : "needs more than one connection: the option connections"
    : suite.hooks[need] === undefined
      ? `needs hooks.${need}`
      : null

/** Runs a program with a layer of its own, on a database without the tables of the suite. */
export const onEmpty = <A>(suite: Suite, program: Program<A>): Effect.Effect<A, unknown> => {
  const drop = dropAll(suiteTables, { ifExists: true })
  const { empty } = suite.hooks
  const whole = Effect.andThen(empty ?? drop, Effect.ensuring(program, Effect.ignore(drop)))
  return Effect.provide(whole as Effect.Effect<A, unknown, Database>, suite.layer)
}

/** Every failure as one of the suite. */
const asFailure = <A>(effect: Effect.Effect<A, unknown>): Effect.Effect<A, ConformanceFailure> =>
  Effect.catchCause(effect, (cause) => {
    const error = Cause.squash(cause)
    if (error instanceof ConformanceFailure) return Effect.fail(error)
    const sql = error instanceof SqlError && error.reason.sql !== null ? ` The statement: ${error.reason.sql}` : ""
    return Effect.fail(new ConformanceFailure({ message: `It failed: ${String(error)}${sql}`, cause: error }))
  })

/** One check: a sentence, what it needs, and the program that proves it. */
export const check = (
  suite: Suite,
  chapter: string,
  name: string,
  needs: ReadonlyArray<Need>,
  program: Program,
): ConformanceCheck => {
  const skipped = needs.map((need) => lacks(suite, need)).find((why) => why !== null) ?? null
  const run = skipped === null ? Effect.asVoid(asFailure(onEmpty(suite, program))) : Effect.void
  return { chapter, name, skipped, run }
}

/** Checks that look at parts of what one program gives: it runs once, with the first of them that is run. */
export const checks = <A>(
  suite: Suite,
  chapter: string,
  program: Program<A>,
  of: Readonly<Record<string, (found: A) => Effect.Effect<void, unknown>>>,
): ReadonlyArray<ConformanceCheck> => {
  let running: Promise<Exit.Exit<A, unknown>> | undefined
  const found = Effect.suspend(() => {
    running ??= Effect.runPromiseExit(onEmpty(suite, program))
    return Effect.flatten(Effect.promise(() => running!))
  })
  return Object.entries(of).map(([name, look]) => ({
    chapter,
    name,
    skipped: null,
    run: asFailure(Effect.flatMap(found, look)),
  }))
}

/** The tag of the reason for which an effect fails with a SqlError. */
export const reasonOf = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<string, never, R> =>
  Effect.map(Effect.exit(effect), (exit) => {
    if (Exit.isSuccess(exit)) return `no failure, but ${shown(exit.value)}`
    const error = Cause.squash(exit.cause)
    return error instanceof SqlError ? error.reason._tag : String(error)
  })

/** Fails unless an effect fails with a SqlError of this reason. */
export const failsWith = <A, E, R>(
  what: string,
  tag: string,
  effect: Effect.Effect<A, E, R>,
): Effect.Effect<void, ConformanceFailure, R> => Effect.flatMap(reasonOf(effect), (found) => same(what, found, tag))
