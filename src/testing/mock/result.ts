import type { StatementNode } from "../../core/ddl-node.js"
import { from } from "../../core/query/from.js"
import type { AnyQuery, RowOf } from "../../core/query-types.js"
import { type AnyTable, isTable, type Row } from "../../core/table.js"
import type { WireRow } from "../../driver/connection.js"
import type { SqlErrorReason } from "../../driver/sql-error-reasons.js"

/**
 * What a mocked database answers to one statement.
 *
 * @since 0.1.0
 */
export type MockResult =
  | { readonly _tag: "Returns"; readonly statement: StatementNode; readonly rows: ReadonlyArray<unknown> }
  | { readonly _tag: "ReturnsWire"; readonly rows: ReadonlyArray<WireRow> }
  | { readonly _tag: "Affects"; readonly rows: number; readonly insertId: bigint | undefined }
  | { readonly _tag: "Fails" | "BeginFails" | "CommitFails"; readonly reason: SqlErrorReason }
  | { readonly _tag: "Hangs" }

/**
 * Rows as the program reads them: of a query, of a command with `returning`, or of a table. They are brought into the
 * form in which a driver hands them over, and decoded again by the program. A row that does not fit is a defect.
 *
 * @since 0.1.0
 */
export const returns: {
  <T extends AnyTable>(table: T, rows: ReadonlyArray<Row<T>>): MockResult
  <Q extends AnyQuery>(statement: Q, rows: ReadonlyArray<RowOf<Q>>): MockResult
} = (of: AnyTable | AnyQuery, rows: ReadonlyArray<unknown>): MockResult => ({
  _tag: "Returns",
  statement: (isTable(of) ? from(of) : of) as unknown as StatementNode,
  rows,
})

/**
 * Rows as a driver hands them over, values by position: also such as no column can have, so that decoding fails.
 *
 * @since 0.1.0
 */
export const returnsWire = (rows: ReadonlyArray<WireRow>): MockResult => ({ _tag: "ReturnsWire", rows })

/**
 * A command has inserted, changed or deleted so many rows. `insertId` is the first number that an insert counted up to,
 * where a database that returns no rows says that.
 *
 * @since 0.1.0
 */
export const affects = (rows: number, insertId?: bigint): MockResult => ({ _tag: "Affects", rows, insertId })

/**
 * The statement fails with a `SqlError` of this reason.
 *
 * @since 0.1.0
 */
export const fails = (reason: SqlErrorReason): MockResult => ({ _tag: "Fails", reason })

/**
 * The statement never answers, so that it can be interrupted or time out.
 *
 * @since 0.1.0
 */
export const hangs: MockResult = { _tag: "Hangs" }

/**
 * The next transaction cannot begin.
 *
 * @since 0.1.0
 */
export const beginFails = (reason: SqlErrorReason): MockResult => ({ _tag: "BeginFails", reason })

/**
 * The transaction cannot be committed, and is rolled back.
 *
 * @since 0.1.0
 */
export const commitFails = (reason: SqlErrorReason): MockResult => ({ _tag: "CommitFails", reason })
