import { Clock, Effect } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { join, relative } from "node:path"
import { failure } from "./cli-failure.js"
import type { CliFailure } from "./cli-failure.js"
import { print } from "./output.js"
import { CliTerminal } from "./terminal.js"

/** `20260214093000`, in UTC. */
const stamp = (millis: number): string => new Date(millis).toISOString().replaceAll(/\D/g, "").slice(0, 14)

const typescript = `import { migration } from "fulmar/migrate"

export default migration({
  up: \`\`,
  down: \`\`,
})
`

/** What a new migration begins with. */
export interface NewMigration {
  readonly folder: string
  readonly name: string
  readonly ts: boolean
  readonly up: string
  /** `null`: there is none. */
  readonly down: string | null
}

/** Writes the files of a new migration, whose name begins with the time. */
export const writeMigration = ({ down, folder, name, ts, up }: NewMigration): Effect.Effect<void, CliFailure, CliTerminal> =>
  Effect.gen(function* () {
    const { cwd } = yield* CliTerminal
    const plain = name.trim().replaceAll(/[\s-]+/g, "_")
    if (!/^\w{1,150}$/.test(plain)) {
      return yield* Effect.fail(failure(`The name ${JSON.stringify(name)} must have letters, digits and _ only, 150 at most.`))
    }
    const full = `${stamp(yield* Clock.currentTimeMillis)}_${plain}`
    const files = ts
      ? [[`${full}.ts`, typescript] as const]
      : [[`${full}.up.sql`, up] as const, ...(down === null ? [] : [[`${full}.down.sql`, down] as const])]
    for (const [file, text] of files) {
      const path = join(folder, file)
      yield* Effect.tryPromise({
        try: async () => {
          await mkdir(folder, { recursive: true })
          await writeFile(path, text, { flag: "wx" })
        },
        catch: (cause) => failure(`Cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`),
      })
      yield* print(() => relative(cwd, path))
    }
  })
