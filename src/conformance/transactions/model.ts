import { Cause, Effect, pipe, Schedule } from "effect"
import { deleteFrom, insertInto, update, where } from "../../core/index.js"
import { execute, type Executed } from "../../driver/operations/index.js"
import { add, eq, sub } from "../../expr/index.js"
import { savepoint, transaction } from "../../tx/index.js"
import type { ConformanceHooks, Program } from "../check.js"
import { same } from "../expected.js"
import { Account, Marker, Thing, Transfer } from "../tables.js"
import type { End, Plan, Step } from "./plan.js"

/** What one transaction should have written, as far as it got. */
export interface Model {
  /** Its rows in {@link Thing}, and how often each was touched. */
  rows: ReadonlyMap<number, number>
  /** Its rows in {@link Transfer}. */
  transfers: ReadonlyArray<number>
  /** Whether it came to its end. */
  isWhole: boolean
}

export const emptyModel = (): Model => ({ rows: new Map(), transfers: [], isWhole: false })

const ending = (ends: End): Effect.Effect<void, "undone"> =>
  ends === "ok" ? Effect.void : ends === "fail" ? Effect.fail("undone" as const) : Effect.die("undone")

const picked = (model: Model, pick: number): number | undefined =>
  [...model.rows.keys()][pick % Math.max(model.rows.size, 1)]

const account = (id: number) => where(eq(Account.id, id))

const run = (model: Model, owner: number, steps: ReadonlyArray<Step>, hooks: ConformanceHooks): Program =>
  Effect.forEach(steps, (step) => Effect.suspend(() => runStep(model, owner, step, hooks)), { discard: true })

/** A statement that changes one row, and what it means for the model. */
const changes = (statement: Program<Executed>, then: () => void): Program =>
  Effect.flatMap(statement, ({ rowsAffected }) => {
    then()
    return same("the number of rows changed", rowsAffected, 1)
  })

const runStep = (model: Model, owner: number, step: Step, hooks: ConformanceHooks): Program => {
  switch (step._tag) {
    case "insert":
      return changes(execute(insertInto(Thing, { id: step.id, owner, n: 0 })), () => {
        model.rows = new Map([...model.rows, [step.id, 0]])
      })
    case "touch": {
      const id = picked(model, step.pick)
      if (id === undefined) return Effect.void
      return changes(execute(pipe(update(Thing, { n: add(Thing.n, 1) }), where(eq(Thing.id, id)))), () => {
        model.rows = new Map([...model.rows, [id, model.rows.get(id)! + 1]])
      })
    }
    case "delete": {
      const id = picked(model, step.pick)
      if (id === undefined) return Effect.void
      return changes(execute(pipe(deleteFrom(Thing), where(eq(Thing.id, id)))), () => {
        model.rows = new Map([...model.rows].filter(([key]) => key !== id))
      })
    }
    case "transfer": {
      const { _tag, ...row } = step
      return Effect.gen(function* () {
        yield* execute(insertInto(Transfer, row))
        yield* execute(pipe(update(Account, { balance: sub(Account.balance, step.amount) }), account(step.payer)))
        yield* execute(pipe(update(Account, { balance: add(Account.balance, step.amount) }), account(step.payee)))
        model.transfers = [...model.transfers, step.id]
      })
    }
    case "sleep":
      return Effect.sleep(step.millis)
    case "interrupt":
      return Effect.interrupt
    case "kill":
      return Effect.flatMap(hooks.connectionId!, (id) => hooks.kill!(id))
    case "nest": {
      const { rows, transfers } = model
      const body = Effect.andThen(run(model, owner, step.steps, hooks), ending(step.ends))
      const nested: Program = step.by === "savepoint" ? (savepoint(body) as Program) : transaction(body)
      // Its failure is forgotten, and its rows with it; an interruption, and what ends the whole, goes on.
      return Effect.catchCause(nested, (cause) => {
        model.rows = rows
        model.transfers = transfers
        return Cause.squash(cause) === "undone" ? Effect.void : Effect.failCause(cause)
      })
    }
  }
}

const retry = Schedule.jittered(Schedule.spaced("4 millis"))

/** The transaction of a plan. Its first row is its marker: whether it is there says whether it was committed. */
export const transactionOf = (model: Model, plan: Plan, hooks: ConformanceHooks): Program => {
  const body = Effect.suspend(() => {
    Object.assign(model, emptyModel())
    return Effect.gen(function* () {
      yield* execute(insertInto(Marker, { id: plan.owner }))
      yield* run(model, plan.owner, plan.steps, hooks)
      yield* ending(plan.ends)
      model.isWhole = true
    })
  })
  const whole = transaction(body, plan.retries ? { retry } : {})
  return plan.timeout === null ? whole : Effect.timeout(whole, plan.timeout)
}
