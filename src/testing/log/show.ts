import { show } from "../../core/show.js"
import type { LogEntry } from "./entry.js"

/**
 * A log as text, a line for each statement, those of a transaction or savepoint further in: for people, and to compare
 * with a text.
 *
 * @since 0.1.0
 */
export const showLog = (entries: ReadonlyArray<LogEntry>): string => entries.flatMap(lines).join("\n")

const lines = (entry: LogEntry): ReadonlyArray<string> => {
  switch (entry._tag) {
    case "Statement":
      return [
        entry.sql +
          (entry.params.length === 0 ? "" : ` [${entry.params.map(show).join(", ")}]`) +
          (entry.error === null ? "" : ` -- ${entry.error}`),
      ]
    case "Transaction": {
      const options = Object.values(entry.options).join(" ")
      return [options === "" ? "begin" : `begin ${options}`, ...inner(entry.entries), entry.end]
    }
    case "Savepoint":
      return ["savepoint", ...inner(entry.entries), entry.end]
    case "Session":
      return ["session", ...inner(entry.entries), "end"]
  }
}

const inner = (entries: ReadonlyArray<LogEntry>): ReadonlyArray<string> =>
  entries.flatMap(lines).map((line) => `  ${line}`)
