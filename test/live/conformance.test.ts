/** The conformance suite on the four databases. FULMAR_TRANSACTIONS=10000 runs so many mixed transactions on each. */
import { Effect } from "effect"
import { conformance } from "fulmar/conformance"
import { it } from "vitest"
import { describeOn } from "../servers/live.js"
import { conformanceOptions, everywhere } from "./conformance.js"

const transactions = Number(process.env["FULMAR_TRANSACTIONS"] ?? 300)

describeOn(everywhere, "conformance", (db) => {
  for (const { chapter, name, run, skipped } of conformance({ ...conformanceOptions(db), transactions })) {
    const test = skipped === null ? it : it.skip
    test(`${chapter} ${name}${skipped === null ? "" : `: ${skipped}`}`, { timeout: 60_000 + transactions * 200 }, () =>
      Effect.runPromise(run),
    )
  }
})
