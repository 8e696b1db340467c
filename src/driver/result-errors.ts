import { Data } from "effect"

/**
 * A query that must find a row found none.
 *
 * @since 0.1.0
 */
export class NoResultFound extends Data.TaggedError("NoResultFound")<{
  readonly message: string
  readonly sql: string
}> {}

/**
 * A query that must find one row found several.
 *
 * @since 0.1.0
 */
export class MultipleResultsFound extends Data.TaggedError("MultipleResultsFound")<{
  readonly message: string
  readonly sql: string
}> {}

/** No row for a statement that needs one. */
export const noResultFound = (sql: string): NoResultFound =>
  new NoResultFound({ message: `The query found no row, and exactly one was expected\n${sql}`, sql })

/** Several rows for a statement that needs one. */
export const multipleResultsFound = (sql: string): MultipleResultsFound =>
  new MultipleResultsFound({ message: `The query found more than one row, and exactly one was expected\n${sql}`, sql })
