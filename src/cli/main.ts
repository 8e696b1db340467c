#!/usr/bin/env node
import { Effect, Fiber } from "effect"
import { readFileSync } from "node:fs"
import { createInterface } from "node:readline"
import { text } from "node:stream/consumers"
import { runCli } from "./program.js"
import { makeSecrets } from "./secrets.js"
import type { TerminalService } from "./terminal.js"

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  readonly version: string
}

const { env, stderr, stdin, stdout } = process
const secrets = makeSecrets()
const isSet = (value: string | undefined): boolean => value !== undefined && value !== ""

const ask = (question: string): Effect.Effect<string> =>
  Effect.callback((resume) => {
    const lines = createInterface({ input: stdin, output: stderr })
    lines.question(question, (answer) => {
      resume(Effect.succeed(answer))
      lines.close()
    })
    lines.on("close", () => resume(Effect.succeed("")))
    return Effect.sync(() => lines.close())
  })

const terminal: TerminalService = {
  cwd: process.cwd(),
  env,
  out: (chunk) => void stdout.write(chunk),
  err: (chunk) => void stderr.write(chunk),
  readAll: Effect.promise(() => text(stdin)),
  ask: stdin.isTTY && stderr.isTTY ? ask : null,
  watched: stderr.isTTY && env["TERM"] !== "dumb",
  colours: !isSet(env["NO_COLOR"]) && stdout.isTTY && stderr.isTTY && env["TERM"] !== "dumb",
  hide: secrets.hide,
  addSecret: secrets.add,
}

// Whoever reads the output may have enough of it, as head has.
stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1))

const fiber = Effect.runFork(runCli(process.argv.slice(2), version, terminal))
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    // A transaction is rolled back before the process ends.
    Effect.runFork(Fiber.interrupt(fiber))
  })
}
fiber.addObserver((exit) => {
  process.exitCode = exit._tag === "Success" ? exit.value : 130
  stdin.unref?.()
})
