import { Context, type Effect } from "effect"

/** Where the command line runs: the process, or a test. */
export interface TerminalService {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** What was asked for. */
  readonly out: (text: string) => void
  /** What is said beside it. */
  readonly err: (text: string) => void
  /** All of the standard input. */
  readonly readAll: Effect.Effect<string>
  /** The answer to a question; `null` where there is nobody to ask. */
  readonly ask: ((question: string) => Effect.Effect<string>) | null
  /** Whether somebody watches what is said. */
  readonly watched: boolean
  /** Keeps passwords out of a text. */
  readonly hide: (text: string) => string
  readonly addSecret: (url: string) => void
  readonly colours: boolean
}

/** See {@link TerminalService}. */
export class CliTerminal extends Context.Service<CliTerminal, TerminalService>()("fulmar/cli/CliTerminal") {}
