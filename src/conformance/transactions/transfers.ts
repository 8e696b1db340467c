import { Cause, Effect, Exit, pipe, Schedule } from "effect"
import { from, insertInto, orderBy, select, update, where } from "../../core/index.js"
import { all, execute, one } from "../../driver/operations/index.js"
import { eq } from "../../expr/index.js"
import { createAll } from "../../schema/index.js"
import { transaction, type TransactionOptions } from "../../tx/index.js"
import type { Program, Suite } from "../check.js"
import { holds, same } from "../expected.js"
import { nothingLeft } from "../nothing-left.js"
import { Account, Transfer } from "../tables.js"
import { randomOf } from "./random.js"

const accounts = 16
const opening = 100
const fibers = 32
const perFiber = 4

/** Again and again, without pauses that grow: contention is what is tested. */
const options: TransactionOptions = {
  isolation: "serializable",
  retry: Schedule.jittered(Schedule.spaced("4 millis")),
}

interface Planned {
  readonly id: number
  readonly payer: number
  readonly payee: number
  readonly amount: number
  readonly breaks: boolean
}

const random = randomOf(20240229)
const plans: ReadonlyArray<Planned> = Array.from({ length: fibers * perFiber }, (_, id) => {
  const payer = random.below(accounts)
  const payee = (payer + 1 + random.below(accounts - 1)) % accounts
  // Some are more than any account can have, and some break after all is written.
  return { id, payer, payee, amount: random.chance(0.1) ? 5000 : 1 + random.below(60), breaks: random.chance(0.2) }
})

const balance = (id: number) => one(pipe(from(Account), where(eq(Account.id, id)), select(Account.balance)))
const put = (id: number, value: number) => execute(pipe(update(Account, { balance: value }), where(eq(Account.id, id))))

const transfer = ({ amount, breaks, id, payee, payer }: Planned) =>
  transaction(
    Effect.gen(function* () {
      yield* execute(insertInto(Transfer, { id, payer, payee, amount }))
      // Read, then write what was computed here: were they not apart, updates would be lost.
      const payers = yield* balance(payer)
      const payees = yield* balance(payee)
      yield* Effect.yieldNow
      yield* put(payee, payees + amount)
      if (payers < amount) return yield* Effect.fail("poor" as const)
      yield* put(payer, payers - amount)
      if (breaks) return yield* id % 2 === 0 ? Effect.fail("broken" as const) : Effect.die("broken")
      return id
    }),
    options,
  )

/** Serializable transfers of many fibers, tried again when they collide, keep the sum of all accounts. */
export const transfers = (suite: Suite): Program =>
  Effect.gen(function* () {
    yield* createAll([Account, Transfer])
    yield* execute(insertInto(Account, Array.from({ length: accounts }, (_, id) => ({ id, balance: opening }))))
    const exits = yield* Effect.forEach(
      Array.from({ length: fibers }, (_, i) => plans.slice(i * perFiber, (i + 1) * perFiber)),
      (own) => Effect.forEach(own, (plan) => Effect.map(Effect.exit(transfer(plan)), (exit) => [plan, exit] as const)),
      { concurrency: "unbounded" },
    )
    const kept: Array<Planned> = []
    for (const [plan, exit] of exits.flat()) {
      if (Exit.isSuccess(exit)) kept.push(plan)
      else {
        const error = Cause.squash(exit.cause)
        yield* holds(`a transfer fails because it must, not for ${String(error)}`, error === "poor" || error === "broken")
      }
      yield* holds("a transfer that must fail did", Exit.isFailure(exit) || !(plan.breaks || plan.amount === 5000))
    }
    yield* holds("a quarter of the transfers at least are made", kept.length > plans.length / 4)
    const ledger = yield* all(pipe(from(Transfer), orderBy(Transfer.id)))
    yield* same(
      "the transfers that are kept",
      ledger,
      kept.toSorted((a, b) => a.id - b.id).map(({ breaks: _, ...row }) => row),
    )
    const balances = Array.from({ length: accounts }, () => opening)
    for (const { amount, payee, payer } of ledger) {
      balances[payer]! -= amount
      balances[payee]! += amount
    }
    const rows = yield* all(pipe(from(Account), orderBy(Account.id)))
    yield* same("the accounts", rows, balances.map((balance, id) => ({ id, balance })))
    yield* holds("no account is below 0", rows.every(({ balance }) => balance >= 0))
    yield* nothingLeft(suite)
  })
