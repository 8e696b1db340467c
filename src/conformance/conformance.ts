import { capabilityChecks } from "./capabilities.js"
import type { ConformanceCheck, ConformanceOptions, Suite } from "./check.js"
import { commandChecks } from "./commands.js"
import { ddlChecks } from "./ddl.js"
import { errorChecks } from "./errors.js"
import { streamChecks } from "./streams.js"
import { transactionChecks } from "./transactions.js"
import { valueChecks } from "./values.js"
import { vocabularyChecks } from "./vocabulary.js"

/**
 * What every database of fulmar must do, as checks for any test runner: the values of the portable vocabulary, lossless
 * values, commands, tables, transactions, errors and streams; that each capability which the dialect declares is there,
 * and that a statement which needs another is refused with a `CompileError` that says what to do instead.
 *
 * Each check makes its own tables, all named `fulmar_…`, in the database of the layer, and drops them again; run them
 * one after the other. A check that cannot be run, for want of a hook or of a second connection, says so in `skipped`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { conformance } from "fulmar/conformance"
 * import { dialect, layer } from "fulmar/sqlite"
 *
 * const checks = conformance({ layer: layer({ filename: ":memory:" }), dialect, transactions: 20 })
 * const capabilities = checks.filter(({ chapter, skipped }) => chapter === "capabilities" && skipped === null)
 * Effect.runSync(Effect.forEach(capabilities, ({ run }) => run, { discard: true }))
 * ```
 *
 * @since 0.1.0
 */
export const conformance = (options: ConformanceOptions): ReadonlyArray<ConformanceCheck> => {
  const suite: Suite = {
    layer: options.layer,
    dialect: options.dialect,
    connections: options.connections ?? 1,
    hooks: options.hooks ?? {},
    probes: options.probes ?? {},
    transactions: options.transactions ?? 300,
  }
  return [
    ...capabilityChecks(suite),
    ...valueChecks(suite),
    ...vocabularyChecks(suite),
    ...commandChecks(suite),
    ...ddlChecks(suite),
    ...errorChecks(suite),
    ...streamChecks(suite),
    ...transactionChecks(suite),
  ]
}
