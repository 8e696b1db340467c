/** Transactions keep all or nothing, whatever happens beside them and to them. */
import { check, type ConformanceCheck, type Suite } from "./check.js"
import { mixed } from "./transactions/mixed.js"
import { outcomes } from "./transactions/outcome.js"
import { transfers } from "./transactions/transfers.js"

export const transactionChecks = (suite: Suite): ReadonlyArray<ConformanceCheck> => [
  ...Object.entries(outcomes(suite)).map(([name, [needs, program]]) =>
    check(suite, "transactions", name, needs, program),
  ),
  check(suite, "transactions", "that transfer, in 32 fibers, keep the sum", [], transfers(suite)),
  check(
    suite,
    "transactions",
    `of all kinds, ${suite.transactions}, interrupted at random, leave what a model says`,
    [],
    mixed(suite),
  ),
]
