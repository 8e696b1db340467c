/** SQLite gives the rows that random queries mean. */
import { ManagedRuntime } from "effect"
import { dialect, Sqlite } from "fulmar/sqlite"
import { afterAll, beforeAll } from "vitest"
import { numRuns } from "./harness.js"
import { create } from "./shop/database.js"
import { meanings } from "./shop/meanings.js"

const runtime = ManagedRuntime.make(Sqlite.layer({ filename: ":memory:" }))
beforeAll(() => runtime.runPromise(create))
afterAll(() => runtime.dispose())

meanings("sqlite", dialect, numRuns, (effect) => runtime.runPromise(effect))
