import { Cause, Effect, Exit, Fiber, pipe } from "effect"
import { from, insertInto, orderBy } from "../../core/index.js"
import { all, execute } from "../../driver/operations/index.js"
import { SqlError } from "../../driver/sql-error.js"
import { createAll } from "../../schema/index.js"
import type { Program, Suite } from "../check.js"
import { holds, same } from "../expected.js"
import { nothingLeft } from "../nothing-left.js"
import { Account, Marker, Thing, Transfer } from "../tables.js"
import { emptyModel, type Model, transactionOf } from "./model.js"
import { accounts, type Plan, plansOf } from "./plan.js"
import { randomOf } from "./random.js"

const opening = 1000

/** How a transaction ended, by what its fiber says: an `unsure` one may have been committed all the same. */
type Ending = "kept" | "undone" | "collided" | "unsure"

const collisions: ReadonlyArray<string> = ["Deadlock", "SerializationFailure", "LockTimeout"]

const endingOf = (exit: Exit.Exit<unknown, unknown>): Ending | null => {
  if (Exit.isSuccess(exit)) return "kept"
  if (Cause.hasInterruptsOnly(exit.cause)) return "unsure"
  const error = Cause.squash(exit.cause)
  if (error === "undone") return "undone"
  if (Cause.isTimeoutError(error)) return "unsure"
  if (!(error instanceof SqlError)) return null
  if (error.reason._tag === "ConnectionError") return "unsure"
  return collisions.includes(error.reason._tag) ? "collided" : null
}

const runOne = (plan: Plan, { hooks }: Suite) =>
  Effect.gen(function* () {
    const model = emptyModel()
    const fiber = yield* Effect.forkChild(transactionOf(model, plan, hooks))
    if (plan.interruptedAfter !== null) {
      yield* Effect.sleep(plan.interruptedAfter)
      yield* Fiber.interrupt(fiber)
    }
    return [plan, model, yield* Fiber.await(fiber)] as const
  })

/** What the database holds of each transaction. */
const stored = Effect.gen(function* () {
  const markers = new Set((yield* all(from(Marker))).map(({ id }) => id))
  const rows = new Map<number, Map<number, number>>()
  for (const { id, n, owner } of yield* all(pipe(from(Thing), orderBy(Thing.id)))) {
    rows.set(owner, (rows.get(owner) ?? new Map<number, number>()).set(id, n))
  }
  return { markers, rows, ledger: yield* all(pipe(from(Transfer), orderBy(Transfer.id))) }
})

const sorted = ({ rows }: Model) => [...rows].toSorted(([a], [b]) => a - b)

/**
 * Transactions of all kinds beside each other: inserts, updates, deletes and payments, nested, failing, dying, out of
 * time, colliding, interrupted from within and from outside, and, with the hooks for it, with their connections killed.
 * What they leave is what a model of each says: all of those that were kept, nothing of the others, and of those that
 * nobody can be sure of, all or nothing.
 */
export const mixed = (suite: Suite): Program =>
  Effect.gen(function* () {
    const kills = suite.hooks.kill !== undefined && suite.hooks.connectionId !== undefined
    const plans = plansOf(randomOf(1906), suite.transactions, kills)
    yield* createAll([Account, Transfer, Thing, Marker])
    yield* execute(insertInto(Account, Array.from({ length: accounts }, (_, id) => ({ id, balance: opening }))))
    const outcomes = yield* Effect.forEach(plans, (plan) => runOne(plan, suite), { concurrency: 24 })
    const { ledger, markers, rows } = yield* stored
    const seen = { kept: 0, undone: 0, collided: 0, unsure: 0 }
    const paid = new Set<number>()
    for (const [{ owner }, model, exit] of outcomes) {
      const ending = endingOf(exit)
      yield* holds(`transaction ${owner} ends as it may, not in ${String(exit)}`, ending !== null)
      seen[ending!]++
      const isKept = ending === "kept" || (ending === "unsure" && markers.has(owner))
      yield* same(`the marker of transaction ${owner}, ${ending}`, markers.has(owner), isKept)
      yield* holds(`transaction ${owner}, ${ending}, came to its end before it was committed`, model.isWhole || !isKept)
      yield* same(`the rows of transaction ${owner}, ${ending}`, [...(rows.get(owner) ?? [])], isKept ? sorted(model) : [])
      if (isKept) for (const id of model.transfers) paid.add(id)
    }
    yield* same("the payments", ledger.map(({ id }) => id), [...paid].toSorted((a, b) => a - b))
    const balances = Array.from({ length: accounts }, () => opening)
    for (const { amount, payee, payer } of ledger) {
      balances[payer]! -= amount
      balances[payee]! += amount
    }
    const found = yield* all(pipe(from(Account), orderBy(Account.id)))
    yield* same("the accounts", found, balances.map((balance, id) => ({ id, balance })))
    const least = suite.transactions / 15
    yield* holds(
      `there are enough of each kind: ${JSON.stringify(seen)}`,
      Math.min(seen.kept, seen.undone, seen.unsure) >= least,
    )
    yield* nothingLeft(suite)
  })
