/** A dialect or a driver that says what is not true does not pass the suite. */
import { Effect, Exit, Layer } from "effect"
import { Database, type DatabaseService, type Dialect } from "fulmar"
import { conformance, registry } from "fulmar/conformance"
import { MariaDb } from "fulmar/mariadb"
import { MySql } from "fulmar/mysql"
import { Postgres } from "fulmar/postgres"
import { dialect, layer } from "fulmar/sqlite"
import { right } from "fp-ts/lib/Either.js"
import { expect, test } from "vitest"

const sqlite = layer({ filename: ":memory:" })

/** SQLite with something wrong about its driver. */
const lying = (lie: (database: DatabaseService) => DatabaseService): Layer.Layer<Database, unknown> =>
  Layer.effect(Database, Effect.map(Database, lie)).pipe(Layer.provide(sqlite))

/** The names of the checks of a chapter that fail. */
const failures = async (
  chapter: string,
  wrong: Dialect,
  database: Layer.Layer<Database, unknown> = lying((it) => ({ ...it, dialect: wrong })),
): Promise<ReadonlyArray<string>> => {
  const checks = conformance({ layer: database, dialect: wrong, transactions: 60 }).filter((one) => one.chapter === chapter)
  const failed: Array<string> = []
  for (const { name, run } of checks) if (Exit.isFailure(await Effect.runPromiseExit(run))) failed.push(name)
  return failed
}

const having = (...names: ReadonlyArray<string>): Dialect => ({ ...dialect, capabilities: new Set(names) })

test("the truth passes", async () => {
  for (const chapter of ["capabilities", "values", "vocabulary", "commands", "tables", "errors", "transactions"]) {
    expect([chapter, await failures(chapter, dialect)]).toEqual([chapter, []])
  }
})

test("a capability that is declared and is not there", async () => {
  expect(await failures("capabilities", having(...dialect.capabilities, "ilike"))).toEqual(["ilike is there, as declared"])
})

test("a capability that is there and is not declared", async () => {
  const without = [...dialect.capabilities].filter((name) => name !== "fullJoin")
  expect(await failures("capabilities", having(...without))).toEqual(["fullJoin is refused, for it is not declared"])
})

test("a capability that nobody can check, until it has a probe", async () => {
  const wrong = having(...dialect.capabilities, "teleport")
  expect(await failures("capabilities", wrong)).toEqual(["all have a probe"])
  const probes = { teleport: { program: Effect.succeed("there"), gives: "there" } }
  const checks = conformance({ layer: lying((it) => ({ ...it, dialect: wrong })), dialect: wrong, probes })
  for (const { chapter, run } of checks) if (chapter === "capabilities") await Effect.runPromise(run)
})

test("a layer that does not print by the dialect", async () => {
  expect(await failures("capabilities", having(), sqlite)).toContain("are those of the layer's dialect")
})

test("a function that gives another value", async () => {
  const functions = { ...dialect.functions, ceil: "floor($1)" }
  expect(await failures("vocabulary", { ...dialect, functions })).toEqual(["arithmetic: ceil", "edges: ceil of a whole number", "edges: ceil above 0"])
})

test("an operator that forgets NULL", async () => {
  const wrong: Dialect = { ...dialect, distinctFrom: ["<>", "="] }
  expect(await failures("vocabulary", wrong)).toEqual([
    "comparison: distinct",
    "comparison: not distinct",
    "edges: distinct from NULL",
    "edges: distinct from itself",
  ])
})

test("integers that are rounded on their way", async () => {
  const bind: Dialect["bind"] = (type, wire) =>
    typeof wire === "bigint" ? right(BigInt(Number(wire)) - (Number(wire) >= 2 ** 63 ? 1n : 0n)) : dialect.bind(type, wire)
  const wrong = { ...dialect, bind }
  expect(await failures("values", wrong)).toContain("come back as they went")
})

test("a ROLLBACK that commits", async () => {
  const database = lying((it) => ({ ...it, control: { ...it.control, rollback: it.control.commit } }))
  const failed = await failures("transactions", dialect, database)
  expect(failed).toContain("keep all, or nothing when they fail, die or are interrupted")
  expect(failed).toContain("of all kinds, 60, interrupted at random, leave what a model says")
})

test("savepoints that go back to nothing", async () => {
  const database = lying((it) => ({ ...it, control: { ...it.control, rollbackTo: it.control.release } }))
  expect(await failures("transactions", dialect, database)).toContain("nest, and the inner one can fail alone")
})

test("what needs a hook is skipped, and says so", () => {
  const skipped = conformance({ layer: sqlite, dialect }).flatMap(({ name, skipped }) => (skipped === null ? [] : [[name, skipped]]))
  expect(skipped).toEqual([
    ["are seen by others when they are committed, not before", "needs more than one connection: the option connections"],
    ["that are serializable cannot both decide by what the other changes", "needs more than one connection: the option connections"],
    ["that wait for each other: one is a Deadlock, and can be tried again", "needs more than one connection: the option connections"],
    ["leave none open, as the database itself sees it", "needs hooks.openTransactions"],
    ["whose connection is killed are undone, and say so", "needs hooks.connectionId"],
  ])
})

test("every capability that a dialect declares has a probe", () => {
  const declared = [dialect, Postgres.dialect, MariaDb.dialect, MySql.dialect].flatMap(({ capabilities }) => [...capabilities])
  expect(declared.filter((name) => registry[name] === undefined)).toEqual([])
})
