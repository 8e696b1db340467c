/** `npm run demo`, or with the folder for its file: `npm run demo -- /tmp`. */
import { resolve } from "node:path"
import { Cause, Effect, Exit } from "effect"
import { demo } from "./demo.js"

const exit = await Effect.runPromiseExit(demo(resolve(process.argv[2] ?? ".", "bakery.sqlite")))

if (Exit.isFailure(exit)) {
  const error = Cause.squash(exit.cause)
  console.error(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
