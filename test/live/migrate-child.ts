/** Runs migrations when a line is written to it, and prints what it does. See migrate-fixture.ts. */
import { Effect } from "effect"
import { up } from "fulmar/migrate"
import { Sqlite } from "fulmar/sqlite"
import { layerOf } from "../core/on-server.js"
import { counted } from "./migrate-fixture.js"

const [kind = "", url = "", count = "0"] = process.argv.slice(2)
const print = (text: string) => void process.stdout.write(`${text}\n`)

const live =
  kind === "sqlite" ? Sqlite.layer({ filename: url }) : layerOf(kind === "mariadb" ? url.replace(/^mysql:/, "mariadb:") : url)

const program = Effect.gen(function* () {
  print("ready")
  yield* Effect.promise(() => new Promise((resolve) => process.stdin.once("data", resolve)))
  print("begins")
  const runs = yield* up(counted(Number(count)), {
    onEvent: (event) => Effect.sync(() => event._tag === "StepDone" && print(`${event.name} ${event.step}`)),
  })
  print(`applied ${runs.map(({ name }) => name).join(" ")}`)
})

Effect.runPromise(Effect.provide(program, live as never) as Effect.Effect<void>).then(
  () => process.exit(0),
  (error: unknown) => {
    print(`error ${error instanceof Error ? error.message.replaceAll("\n", " ") : String(error)}`)
    process.exit(1)
  },
)
