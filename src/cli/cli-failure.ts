import { Data } from "effect"

/** A command could not do what it was asked for; `code` is that of the process. */
export class CliFailure extends Data.TaggedError("CliFailure")<{ readonly message: string; readonly code: number }> {}

export const failure = (message: string, code = 1): CliFailure => new CliFailure({ message, code })
