import { Cause, Console, Effect, Exit } from "effect"
import { CliConfig, CliOutput, Command, GlobalFlag } from "effect/cli"
import { cliServices } from "./environment.js"
import { diagramCommand, generateCommand } from "./generate.js"
import { globalFlags } from "./global-flags.js"
import { migrateCommand } from "./migrate.js"
import { diffCommand, syncCommand, verifyCommand } from "./schema-commands.js"
import { seedCommand } from "./seed.js"
import { sqlCommand } from "./sql.js"
import { CliTerminal } from "./terminal.js"
import type { TerminalService } from "./terminal.js"

const root = Command.make("fulmar").pipe(
  Command.withDescription("Migrations, schemas and SQL of SQLite, PostgreSQL, MySQL and MariaDB"),
  Command.withSubcommands([
    migrateCommand,
    generateCommand,
    diffCommand,
    syncCommand,
    verifyCommand,
    diagramCommand,
    seedCommand,
    sqlCommand,
  ]),
  Command.withGlobalFlags(globalFlags),
)

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const isWrongUse = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "ShowHelp"

/** The code that the process ends with: 0, 1 where something failed, 2 where it was not used rightly, 130 if interrupted. */
const codeOf = (exit: Exit.Exit<void, unknown>, terminal: TerminalService): number => {
  if (Exit.isSuccess(exit)) return 0
  if (Cause.hasInterruptsOnly(exit.cause)) return 130
  const error = Cause.squash(exit.cause)
  if (isWrongUse(error)) return (error as { readonly errors: ReadonlyArray<unknown> }).errors.length === 0 ? 0 : 2
  const label = terminal.colours ? "\u001B[31merror\u001B[0m" : "error"
  terminal.err(`${terminal.watched ? "\r\u001B[2K" : ""}${label}: ${terminal.hide(messageOf(error))}\n`)
  const code = (error as { readonly code?: unknown }).code
  return (error as { readonly _tag?: unknown })._tag === "CliFailure" && typeof code === "number" ? code : 1
}

/** Runs a command line, and gives the code that the process is to end with. */
export const runCli = (
  args: ReadonlyArray<string>,
  version: string,
  terminal: TerminalService,
): Effect.Effect<number> => {
  const line =
    (write: (text: string) => void) =>
    (...parts: ReadonlyArray<unknown>): void =>
      write(`${terminal.hide(parts.map(String).join(" "))}\n`)
  const console: Console.Console = Object.assign(Object.create(globalThis.console) as Console.Console, {
    log: line(terminal.out),
    error: line(terminal.err),
  })
  for (const given of [...args, terminal.env["DATABASE_URL"]]) if (given !== undefined) terminal.addSecret(given)
  const program = Command.runWith(root, { version })(args).pipe(
    Effect.provideService(CliTerminal, terminal),
    Effect.provideService(CliOutput.Formatter, CliOutput.defaultFormatter({ colors: terminal.colours })),
    Effect.provideService(Console.Console, console),
    Effect.provideService(
      CliConfig.CliConfig,
      CliConfig.make({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
    ),
    Effect.provide(cliServices),
  )
  return Effect.map(Effect.exit(program), (exit) => codeOf(exit, terminal))
}
