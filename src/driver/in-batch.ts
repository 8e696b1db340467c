import { DecodeError } from "../codec/decode-error.js"
import { ValidationError } from "../core/errors.js"
import { ofStatement, SqlError } from "./sql-error.js"

/** The error of one statement of a batch: it says which one. */
export const inBatch: {
  (error: SqlError, statement: string): SqlError
  (error: DecodeError, statement: string): DecodeError
  (error: SqlError | ValidationError, statement: string): SqlError | ValidationError
} = (error: SqlError | DecodeError | ValidationError, statement: string): never => {
  const message = ofStatement(statement) + error.message
  switch (error._tag) {
    case "SqlError":
      return new SqlError({ reason: error.reason, statement }) as never
    case "DecodeError": {
      const { actual, column, errors, expected, row, table } = error
      return new DecodeError({ message, table, column, expected, actual, row, errors, statement }) as never
    }
    case "ValidationError":
      return new ValidationError({ message, table: error.table, issues: error.issues, statement }) as never
  }
}
