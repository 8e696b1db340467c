import { Result } from "effect"
import type { TransactionControl } from "../../driver/database.js"
import { satisfiesIsolation } from "../../driver/transaction-options.js"
import type { BeginOptions } from "../../driver/transaction-options.js"

/** The savepoint that a transaction of the test is. */
export const name = "fulmar_test"

/** Transactions within one that is open: savepoints, that hold what they would. */
export const controlWithin = (control: TransactionControl, outer: BeginOptions): TransactionControl => {
  const isolation = outer.isolation ?? control.isolation
  return {
    ...control,
    isolation,
    begin: (options) => {
      const begun = control.begin(options)
      if (Result.isFailure(begun)) return begun
      return options.isolation !== undefined && !satisfiesIsolation(isolation, options.isolation)
        ? Result.fail(
            `The transaction of the test is "${isolation}", and one in it asks for "${options.isolation}": use ` +
              `testTransaction({ isolation: "${options.isolation}" }).`,
          )
        : Result.succeed([control.savepoint(name)])
    },
    commit: control.release(name),
    rollback: control.rollbackTo(name),
  }
}
