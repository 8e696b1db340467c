import { Context, Deferred, Effect, Exit, Fiber } from "effect"
import * as fc from "fast-check"
import { describe, it } from "vitest"
import { Database } from "../src/driver/database.js"
import { afterCommit } from "../src/tx/after-commit.js"
import { savepoint } from "../src/tx/savepoint.js"
import { transaction } from "../src/tx/transaction.js"
import { execute, inFile, inMemory, integers } from "../test/driver/fixture.js"
import { numRuns, runsOfCost } from "./cases.js"

/** A program with transactions: what it does, and how it ends. */
type Program =
  | { readonly _tag: "Insert"; readonly n: number }
  | { readonly _tag: "InsertNull" }
  | { readonly _tag: "Count" }
  | { readonly _tag: "AfterCommit"; readonly n: number }
  | { readonly _tag: "Pause" }
  | { readonly _tag: "Fail" }
  | { readonly _tag: "Die" }
  | { readonly _tag: "Interrupt" }
  | { readonly _tag: "Hang" }
  | { readonly _tag: "Sequence"; readonly programs: ReadonlyArray<Program> }
  | { readonly _tag: "Transaction"; readonly body: Program }
  | { readonly _tag: "Savepoint"; readonly body: Program }
  | { readonly _tag: "Catch"; readonly body: Program }
  | { readonly _tag: "Exit"; readonly body: Program }
  | { readonly _tag: "Fork"; readonly body: Program }
  | { readonly _tag: "Siblings"; readonly bodies: ReadonlyArray<Program> }

const leaf = (counts: boolean): fc.Arbitrary<Program> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ _tag: fc.constant("Insert" as const), n: fc.nat(99) }) },
    { weight: 2, arbitrary: fc.record({ _tag: fc.constant("AfterCommit" as const), n: fc.nat(99) }) },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Program>(
        counts ? { _tag: "Count" } : { _tag: "Pause" },
        { _tag: "InsertNull" },
        { _tag: "Pause" },
        { _tag: "Fail" },
        { _tag: "Die" },
        { _tag: "Interrupt" },
        { _tag: "Hang" },
      ),
    },
  )

const programs = (counts: boolean, depth: number): fc.Arbitrary<Program> => {
  if (depth === 0) return leaf(counts)
  const inner = programs(counts, depth - 1)
  const body = fc.record({
    _tag: fc.constantFrom(
      "Transaction" as const,
      "Transaction" as const,
      "Savepoint" as const,
      "Catch" as const,
      "Exit" as const,
      "Fork" as const,
    ),
    body: inner,
  })
  const sequence = fc.record({
    _tag: fc.constant("Sequence" as const),
    programs: fc.array(inner, { minLength: 1, maxLength: 4 }),
  })
  const siblings = fc.record({
    _tag: fc.constant("Siblings" as const),
    bodies: fc.array(programs(false, Math.min(depth - 1, 2)), { minLength: 2, maxLength: 3 }),
  })
  return fc.oneof(
    { weight: 2, arbitrary: leaf(counts) },
    { weight: 4, arbitrary: sequence },
    { weight: 6, arbitrary: body },
    { weight: 1, arbitrary: siblings },
  )
}

// The model: a transaction is a function on states that gives back the state it got, unless it succeeds.

type Ending = "success" | "failure" | "defect" | "interruption"

interface State {
  readonly rows: ReadonlyArray<number>
  readonly counts: ReadonlyArray<number>
  /** Registered, to run after the commit. */
  readonly pending: ReadonlyArray<number>
  readonly ran: ReadonlyArray<number>
}

const start: State = { rows: [], counts: [], pending: [], ran: [] }

const meaning = (program: Program, state: State, depth: number): readonly [Ending, State] => {
  switch (program._tag) {
    case "Insert":
      return ["success", { ...state, rows: [...state.rows, program.n] }]
    case "InsertNull":
    case "Fail":
      return ["failure", state]
    case "Die":
      return ["defect", state]
    case "Interrupt":
    case "Hang":
      return ["interruption", state]
    case "Pause":
      return ["success", state]
    case "Count":
      return ["success", { ...state, counts: [...state.counts, state.rows.length] }]
    case "AfterCommit":
      return depth === 0
        ? ["success", { ...state, ran: [...state.ran, program.n] }]
        : ["success", { ...state, pending: [...state.pending, program.n] }]
    case "Sequence": {
      let current = state
      for (const next of program.programs) {
        const [ending, after] = meaning(next, current, depth)
        current = after
        if (ending !== "success") return [ending, current]
      }
      return ["success", current]
    }
    case "Transaction":
    case "Savepoint": {
      const [ending, after] = meaning(program.body, state, depth + 1)
      if (ending !== "success") return [ending, { ...after, rows: state.rows, pending: state.pending }]
      if (depth > 0) return [ending, after]
      return [ending, { ...after, ran: [...after.ran, ...after.pending], pending: [] }]
    }
    case "Catch": {
      const [ending, after] = meaning(program.body, state, depth)
      return [ending === "failure" ? "success" : ending, after]
    }
    case "Exit":
    case "Fork":
      return ["success", meaning(program.body, state, depth)[1]]
    case "Siblings":
      return program.bodies.reduce<readonly [Ending, State]>(
        ([, current], body) => ["success", meaning({ _tag: "Transaction", body }, current, depth)[1]],
        ["success", state],
      )
  }
}

/** Told when a program hangs, so that the fiber can be interrupted there. */
class Hanging extends Context.Service<Hanging, Deferred.Deferred<void>>()("test/Hanging") {}

interface Log {
  readonly counts: Array<number>
  readonly ran: Array<number>
}

const effectOf = (program: Program, log: Log, depth: number): Effect.Effect<void, unknown, any> => {
  switch (program._tag) {
    case "Insert":
      return Effect.asVoid(execute("insert into t values (?)", BigInt(program.n)))
    case "InsertNull":
      return Effect.asVoid(execute("insert into t values (null)"))
    case "Fail":
      return Effect.fail("no")
    case "Die":
      return Effect.die("bug")
    case "Interrupt":
      return Effect.interrupt
    case "Hang":
      return Effect.flatMap(Hanging, (hanging) => Effect.andThen(Deferred.succeed(hanging, undefined), Effect.never))
    case "Pause":
      return Effect.yieldNow
    case "Count":
      return Effect.map(integers("select count(*) from t"), (count) => void log.counts.push(...count))
    case "AfterCommit":
      return afterCommit(Effect.sync(() => void log.ran.push(program.n)))
    case "Sequence":
      return Effect.forEach(program.programs, (next) => effectOf(next, log, depth), { discard: true })
    case "Transaction":
      return transaction(effectOf(program.body, log, depth + 1))
    case "Savepoint":
      return depth === 0
        ? transaction(effectOf(program.body, log, depth + 1))
        : savepoint(effectOf(program.body, log, depth + 1))
    case "Catch":
      return effectOf(program.body, log, depth).pipe(Effect.catch(() => Effect.void))
    case "Exit":
      return Effect.asVoid(Effect.exit(hangs(effectOf(program.body, log, depth))))
    case "Fork":
      return Effect.asVoid(Effect.exit(hangs(effectOf(program.body, log, depth))))
    case "Siblings":
      return Effect.forEach(
        program.bodies,
        (body) => Effect.exit(hangs(transaction(effectOf(body, log, depth + 1)))),
        { concurrency: "unbounded", discard: true },
      )
  }
}

/** Runs an effect in a fiber of its own, and interrupts it where it hangs. */
const hangs = <A, E>(effect: Effect.Effect<A, E, any>): Effect.Effect<A, E, any> =>
  Effect.gen(function* () {
    const hanging = yield* Deferred.make<void>()
    const fiber = yield* Effect.forkChild(Effect.provideService(effect, Hanging, hanging))
    yield* Effect.raceFirst(Deferred.await(hanging), Fiber.await(fiber))
    if (fiber.pollUnsafe() === undefined) yield* Fiber.interrupt(fiber)
    return yield* Fiber.join(fiber)
  })

const sorted = (numbers: ReadonlyArray<number>): ReadonlyArray<number> => numbers.toSorted((a, b) => a - b)

const endingOf = (exit: Exit.Exit<unknown, unknown>): Ending => {
  if (Exit.isSuccess(exit)) return "success"
  const tags = exit.cause.reasons.map((reason) => reason._tag)
  return tags.includes("Die") ? "defect" : tags.includes("Fail") ? "failure" : "interruption"
}

const outcome = (program: Program): Effect.Effect<unknown, unknown, Database> =>
  Effect.gen(function* () {
    yield* execute("create table t (n integer not null)")
    const log: Log = { counts: [], ran: [] }
    const exit = yield* Effect.exit(hangs(effectOf(program, log, 0)))
    const pool = yield* Effect.flatMap(Database, (database) => database.pool)
    return {
      ending: endingOf(exit),
      rows: yield* integers("select n from t order by n"),
      counts: log.counts,
      ran: sorted(log.ran),
      used: pool.used,
      waiting: pool.waiting,
    }
  })

const expected = (program: Program): unknown => {
  const [ending, state] = meaning(program, start, 0)
  return {
    ending,
    rows: sorted(state.rows),
    counts: state.counts,
    ran: sorted(state.ran),
    used: 0,
    waiting: 0,
  }
}

const law =
  (run: (effect: Effect.Effect<unknown, unknown, Database>) => Promise<unknown>) =>
  async (program: Program): Promise<void> => {
    const actual = await run(outcome(program))
    const wanted = expected(program)
    if (JSON.stringify(actual) !== JSON.stringify(wanted)) {
      throw new Error(`expected ${JSON.stringify(wanted)}\ngot      ${JSON.stringify(actual)}`)
    }
  }

describe("what a program with transactions leaves behind is what the model says", () => {
  it("in memory", () =>
    fc.assert(fc.asyncProperty(programs(true, 5), law(inMemory)), { numRuns: numRuns }))

  it("in a file", () =>
    fc.assert(
      fc.asyncProperty(programs(true, 4), law((effect) => inFile(() => effect))),
      // Each case opens a database of its own.
      { numRuns: runsOfCost(5) },
    ))
})
