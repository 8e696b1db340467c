import { Effect, pipe } from "effect"
import { createAll, eq, from, insertInto, param, prepare, table, where } from "fulmar"
import { Sqlite } from "fulmar/sqlite"
import { describe, expect, it } from "vitest"
import { integer } from "../../src/codec/integer.js"
import { text } from "../../src/codec/text.js"
import { ValidationError } from "../../src/core/errors.js"
import { multipleResultsFound, noResultFound } from "../../src/driver/result-errors.js"
import { runExecute, runRows } from "../../src/driver/run.js"
import { inMemory, statement } from "./fixture.js"

const prepared = {
  ...statement("select ?, ?, ?", [undefined, "fixed", undefined], { n: "integer", fixed: "text", name: "text" }),
  named: [
    { index: 0, name: "n", type: integer.spec.type, nullable: false, column: null },
    { index: 2, name: "name", type: text.spec.type, nullable: false, column: null },
  ],
}

describe("named parameters", () => {
  it("take their values from the arguments", async () => {
    expect(await inMemory(runRows(prepared, { n: 7, name: "x" }))).toEqual([{ n: 7, fixed: "fixed", name: "x" }])
    expect(await inMemory(runExecute(prepared, { n: 7, name: "x" }))).toEqual({ rowsAffected: 0 })
    expect(prepared.params).toEqual([undefined, "fixed", undefined])
  })

  it("that are missing or do not fit are a ValidationError with an issue for each", async () => {
    const error = await inMemory(Effect.flip(runRows(prepared, { n: "seven" })))
    expect(error).toBeInstanceOf(ValidationError)
    expect((error as ValidationError).issues.map((issue) => [issue.column, issue.expected])).toEqual([
      ["n", "integer"],
      ["name", "a value"],
    ])
    expect((error as ValidationError).message).toContain('Parameter "n": expected integer, got "seven"')
  })

  it("of prepare are those of the call, whenever its effect runs", async () => {
    const Cake = table("cake", { id: integer })
    const add = prepare(insertInto(Cake, { id: param("id", integer) }))
    const find = prepare(pipe(from(Cake), where(eq(Cake.id, param("id", integer)))))
    const args = { id: 1 }
    const program = Effect.andThen(createAll([Cake]), Effect.andThen(add(args), find(args)))
    args.id = 2
    const found = await Effect.runPromise(Effect.provide(program, Sqlite.layer({ filename: ":memory:" })))
    expect(found).toEqual([{ id: 1 }])
  })

  it("are not taken from a prototype", async () => {
    const inherited = Object.create({ n: 1, name: "x" }) as Record<string, unknown>
    expect(await inMemory(Effect.flip(runRows(prepared, inherited)))).toBeInstanceOf(ValidationError)
  })
})

describe("rows", () => {
  it("that do not decode are a DecodeError", async () => {
    const error = await inMemory(Effect.flip(runRows(statement("select 'x'", [], { n: "integer" }))))
    expect(error).toMatchObject({ _tag: "DecodeError", column: "n" })
  })

  it("are decoded anew on every run of the same effect", async () => {
    const effect = runRows(statement("select 1", [], { n: "integer" }))
    expect(await inMemory(Effect.zip(effect, effect))).toEqual([[{ n: 1 }], [{ n: 1 }]])
  })
})

it("a wrong number of rows names the statement", () => {
  expect(noResultFound("select 1").message).toBe("The query found no row, and exactly one was expected\nselect 1")
  expect(multipleResultsFound("select 1").message).toContain("more than one row")
})
