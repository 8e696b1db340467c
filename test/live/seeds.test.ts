/** The samples of the two libraries that this one learned from, written in it, give what they say. */
import { createAll, dropAll } from "fulmar"
import { Effect } from "effect"
import { expect, it } from "vitest"
import * as seaOrm from "../../examples/seeds/sea-orm/index.js"
import * as sqlmodel from "../../examples/seeds/sqlmodel/index.js"
import { counted } from "../relation/counted.js"
import { describeOn } from "../servers/live.js"
import { everywhere, on } from "./conformance.js"

describeOn(everywhere, "samples", (db) => {
  for (const { gives, given, needsRowLocks, program, statements, tables, title } of [...Object.values(seaOrm), ...Object.values(sqlmodel)]) {
    it.skipIf(needsRowLocks && db.kind === "sqlite")(title, async () => {
      const prepared = Effect.andThen(createAll(tables), given ?? Effect.void)
      const [result, sent] = await on(
        db,
        Effect.andThen(prepared, counted(program)).pipe(Effect.ensuring(Effect.ignore(dropAll(tables, { ifExists: true })))),
      )
      expect(result).toEqual(gives)
      if (statements !== null) expect(sent).toHaveLength(statements)
    })
  }
})
