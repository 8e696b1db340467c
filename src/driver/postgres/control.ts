import { Result } from "effect"
import type { TransactionControl } from "../database.js"
import type { BeginOptions } from "../transaction-options.js"

/** Transaction control in PostgreSQL. */
export const control: TransactionControl = {
  isolation: "read committed",
  begin: (options) =>
    options.begin === undefined
      ? Result.succeed([beginText(options)])
      : Result.fail(`PostgreSQL has no BEGIN "${options.begin}": it locks rows as it needs them. Leave begin out.`),
  commit: "COMMIT",
  rollback: "ROLLBACK",
  savepoint: (name) => `SAVEPOINT ${name}`,
  release: (name) => `RELEASE SAVEPOINT ${name}`,
  rollbackTo: (name) => `ROLLBACK TO SAVEPOINT ${name}`,
  failureEnds: true,
}

const beginText = ({ access, deferrable, isolation }: BeginOptions): string =>
  [
    "BEGIN",
    ...(isolation === undefined ? [] : [`ISOLATION LEVEL ${isolation.toUpperCase()}`]),
    ...(access === undefined ? [] : [access.toUpperCase()]),
    ...(deferrable === undefined ? [] : [deferrable ? "DEFERRABLE" : "NOT DEFERRABLE"]),
  ].join(" ")
