/** Transactions keep all or nothing on every database, whatever happens beside them and to them. */
import { Cause, Effect, Exit, Fiber, pipe, Schedule } from "effect"
import {
  add, all, createAll, deleteFrom, eq, execute, from, insertInto, integer, one, orderBy, primaryKey, savepoint, select,
  table, transaction, update, where, type TransactionOptions,
} from "fulmar"
import { expect, it } from "vitest"
import { describeOn } from "../servers/live.js"
import { everywhere, nothingLeft, on, randomOf } from "./conformance.js"

/** Again and again, without pauses that grow: contention is what is tested. */
const retry = Schedule.jittered(Schedule.spaced("4 millis"))

const Account = table("account", { id: integer.pipe(primaryKey), balance: integer })
const Transfer = table("transfer", { id: integer.pipe(primaryKey), payer: integer, payee: integer, amount: integer })

const accounts = 16
const opening = 100
const fibers = 32
const perFiber = 4

describeOn(everywhere, "transfers", (db) => {
  it("of 32 fibers keep the sum, and failed ones leave nothing", { timeout: 60_000 }, async () => {
    const random = randomOf(20_240_229)
    const planned = Array.from({ length: fibers * perFiber }, (_, id) => {
      const payer = random.below(accounts)
      const payee = (payer + 1 + random.below(accounts - 1)) % accounts
      // Some are more than any account can have, and some break after all is written.
      return { id, payer, payee, amount: random.chance(0.1) ? 5000 : 1 + random.below(60), breaks: random.chance(0.2) }
    })
    const balance = (id: number) =>
      one(pipe(from(Account), where(eq(Account.id, id)), select(Account.balance)))
    const put = (id: number, balance: number) => execute(pipe(update(Account, { balance }), where(eq(Account.id, id))))
    const options: TransactionOptions = { isolation: "serializable", retry }
    const transfer = ({ id, payer, payee, amount, breaks }: (typeof planned)[number]) =>
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
    await on(
      db,
      Effect.gen(function* () {
        yield* createAll([Account, Transfer])
        yield* execute(insertInto(Account, Array.from({ length: accounts }, (_, id) => ({ id, balance: opening }))))
        const exits = yield* Effect.forEach(
          Array.from({ length: fibers }, (_, i) => planned.slice(i * perFiber, (i + 1) * perFiber)),
          (own) => Effect.forEach(own, (one) => Effect.map(Effect.exit(transfer(one)), (exit) => [one, exit] as const)),
          { concurrency: "unbounded" },
        )
        const kept: Array<(typeof planned)[number]> = []
        for (const [one, exit] of exits.flat()) {
          if (Exit.isSuccess(exit)) kept.push(one)
          else expect(["poor", "broken"]).toContain(Cause.squash(exit.cause))
          if (one.breaks || one.amount === 5000) expect(Exit.isFailure(exit)).toBe(true)
        }
        expect(kept.length).toBeGreaterThan(planned.length / 4)
        const ledger = yield* all(pipe(from(Transfer), orderBy(Transfer.id)))
        const inOrder = kept.toSorted((a, b) => a.id - b.id).map(({ breaks: _, ...row }) => row)
        expect(ledger).toEqual(inOrder)
        const balances = Array.from({ length: accounts }, () => opening)
        for (const { payer, payee, amount } of ledger) {
          balances[payer]! -= amount
          balances[payee]! += amount
        }
        const rows = yield* all(pipe(from(Account), orderBy(Account.id)))
        expect(rows).toEqual(balances.map((balance, id) => ({ id, balance })))
        expect(rows.reduce((sum, row) => sum + row.balance, 0)).toBe(accounts * opening)
        expect(rows.every((row) => row.balance >= 0)).toBe(true)
        yield* nothingLeft(db)
      }),
    )
  })
})

const Thing = table("thing", { id: integer.pipe(primaryKey), owner: integer, n: integer })

type Step =
  | { readonly _tag: "insert"; readonly id: number }
  | { readonly _tag: "touch" | "delete"; readonly pick: number }
  | { readonly _tag: "sleep"; readonly millis: number }
  | { readonly _tag: "nest"; readonly by: "savepoint" | "transaction"; readonly steps: ReadonlyArray<Step>; readonly ends: End }
  | { readonly _tag: "interrupt" }
type End = "ok" | "fail" | "die"

interface Plan {
  readonly owner: number
  readonly steps: ReadonlyArray<Step>
  readonly ends: End
  /** When another fiber interrupts it. */
  readonly interruptedAfter: number | null
}

const count = 300

const plansOf = (seed: number): ReadonlyArray<Plan> => {
  const random = randomOf(seed)
  let id = 0
  const end = (): End => (random.chance(0.65) ? "ok" : random.chance(0.7) ? "fail" : "die")
  const steps = (depth: number): ReadonlyArray<Step> =>
    Array.from({ length: 1 + random.below(4) }, (): Step => {
      const x = random.next()
      if (x < 0.4) return { _tag: "insert", id: ++id }
      if (x < 0.55) return { _tag: "touch", pick: random.below(100) }
      if (x < 0.65) return { _tag: "delete", pick: random.below(100) }
      if (x < 0.75) return { _tag: "sleep", millis: random.below(3) }
      if (x < 0.78) return { _tag: "interrupt" }
      if (depth === 3) return { _tag: "insert", id: ++id }
      const by = random.chance(0.5) ? "savepoint" : "transaction"
      return { _tag: "nest", by, steps: steps(depth + 1), ends: end() }
    })
  return Array.from({ length: count }, (_, owner) => ({
    owner,
    steps: steps(0),
    ends: end(),
    interruptedAfter: random.chance(0.35) ? random.below(8) : null,
  }))
}

type Rows = ReadonlyMap<number, number>

/** What one transaction should have written, as far as it got. */
interface Model {
  rows: Rows
  isWhole: boolean
}

const ending = (ends: End) =>
  ends === "ok" ? Effect.void : ends === "fail" ? Effect.fail("undone" as const) : Effect.die("undone")

const picked = (rows: Rows, pick: number): number | undefined => [...rows.keys()][pick % Math.max(rows.size, 1)]

const run = (model: Model, owner: number, steps: ReadonlyArray<Step>): Effect.Effect<void, unknown, any> =>
  Effect.forEach(
    steps,
    (step): Effect.Effect<unknown, unknown, any> =>
      Effect.suspend(() => {
        switch (step._tag) {
          case "insert": {
            const written = execute(insertInto(Thing, { id: step.id, owner, n: 0 }))
            return Effect.map(written, ({ rowsAffected }) => {
              expect(rowsAffected).toBe(1)
              model.rows = new Map([...model.rows, [step.id, 0]])
            })
          }
          case "touch": {
            const id = picked(model.rows, step.pick)
            if (id === undefined) return Effect.void
            const written = execute(pipe(update(Thing, { n: add(Thing.n, 1) }), where(eq(Thing.id, id))))
            return Effect.map(written, ({ rowsAffected }) => {
              expect(rowsAffected).toBe(1)
              model.rows = new Map([...model.rows, [id, model.rows.get(id)! + 1]])
            })
          }
          case "delete": {
            const id = picked(model.rows, step.pick)
            if (id === undefined) return Effect.void
            return Effect.map(execute(pipe(deleteFrom(Thing), where(eq(Thing.id, id)))), ({ rowsAffected }) => {
              expect(rowsAffected).toBe(1)
              model.rows = new Map([...model.rows].filter(([key]) => key !== id))
            })
          }
          case "sleep":
            return Effect.sleep(step.millis)
          case "interrupt":
            return Effect.interrupt
          case "nest": {
            const before = model.rows
            const body = Effect.andThen(run(model, owner, step.steps), ending(step.ends))
            const nested = step.by === "savepoint" ? savepoint(body) : transaction(body)
            // Its failure is forgotten, and its rows with it; an interruption goes on to the whole.
            return Effect.catchCause(nested, (cause) => {
              model.rows = before
              return Cause.squash(cause) === "undone" ? Effect.void : Effect.failCause(cause)
            })
          }
        }
      }),
    { discard: true },
  )

describeOn(everywhere, "mixed transactions", (db) => {
  it(`of ${count} fibers, nested and interrupted, leave what a model says`, { timeout: 60_000 }, async () => {
    const plans = plansOf(1906)
    await on(
      db,
      Effect.gen(function* () {
        yield* createAll([Thing])
        const outcomes = yield* Effect.forEach(
          plans,
          ({ owner, steps, ends, interruptedAfter }) =>
            Effect.gen(function* () {
              const model: Model = { rows: new Map(), isWhole: false }
              const body = Effect.suspend(() => {
                model.rows = new Map()
                model.isWhole = false
                return Effect.andThen(
                  run(model, owner, steps),
                  Effect.andThen(ending(ends), Effect.sync(() => void (model.isWhole = true))),
                )
              })
              const fiber = yield* Effect.forkChild(transaction(body, { retry }))
              if (interruptedAfter !== null) {
                yield* Effect.sleep(interruptedAfter)
                yield* Fiber.interrupt(fiber)
              }
              return [owner, model, yield* Fiber.await(fiber)] as const
            }),
          { concurrency: 24 },
        )
        const stored = new Map<number, Map<number, number>>()
        for (const { id, owner, n } of yield* all(pipe(from(Thing), orderBy(Thing.id)))) {
          stored.set(owner, (stored.get(owner) ?? new Map<number, number>()).set(id, n))
        }
        const seen = { kept: 0, undone: 0, interrupted: 0 }
        for (const [owner, { rows, isWhole }, exit] of outcomes) {
          const found = stored.get(owner) ?? new Map<number, number>()
          const sorted = new Map([...rows].toSorted(([a], [b]) => a - b))
          if (Exit.isSuccess(exit)) {
            seen.kept++
            expect([owner, found]).toEqual([owner, sorted])
          } else if (Cause.hasInterruptsOnly(exit.cause)) {
            seen.interrupted++
            // It may have come while the transaction was committed: then all of it is there.
            if (found.size > 0) expect([owner, isWhole, found]).toEqual([owner, true, sorted])
          } else {
            seen.undone++
            expect([owner, Cause.squash(exit.cause), found]).toEqual([owner, "undone", new Map()])
          }
        }
        expect(Math.min(seen.kept, seen.undone, seen.interrupted)).toBeGreaterThan(20)
        yield* nothingLeft(db)
      }) as Effect.Effect<void, unknown, never>,
    )
  })
})
