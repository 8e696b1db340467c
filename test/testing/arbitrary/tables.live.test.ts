/** Servers make the tables that are drawn, take rows of theirs, and give these back as they were. */
import { Effect, type Layer } from "effect"
import * as fc from "fast-check"
import { type Database, type Dialect, dropAll } from "fulmar"
import { expect, test } from "vitest"
import { conformanceOptions } from "../../live/conformance.js"
import { kinds } from "../../servers/kinds.js"
import { describeOn } from "../../servers/live.js"
import { differences, drawnSchema } from "./drawn-schema.js"

/** A server takes a second to make a few tables, to fill them and to drop them. */
const numRuns = Math.ceil(Number(process.env["FULMAR_RUNS"] ?? 400) / 50)

describeOn(kinds, "tables that are drawn", (db) => {
  const { dialect, layer } = conformanceOptions(db)
  test("keep rows as they were", () => {
    const has = dialect as Dialect
    // The extension of vectors is not there.
    const needs = [...has.capabilities].filter((name) => name !== "vectors")
    return fc.assert(
      fc.asyncProperty(drawnSchema({ dialect: has, needs }), async (drawn) => {
        const found = differences(drawn).pipe(Effect.ensuring(Effect.ignore(dropAll(drawn.tables, { ifExists: true }))))
        // A connection of its own: PostgreSQL keeps statements prepared for tables that had the same names before.
        expect(await Effect.runPromise(Effect.provide(found, layer as Layer.Layer<Database>))).toEqual([])
      }),
      { numRuns },
    )
  }, 3_600_000)
})
