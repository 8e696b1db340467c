import type { RowsResult, WireRow } from "../connection.js"
import { exactly } from "./doubles.js"

/** What the server answered to a statement. */
export interface Reply {
  readonly rows: ReadonlyArray<WireRow>
  /** As mysql2 describes the columns. */
  readonly fields: unknown
  readonly rowsAffected: number
  /** Whether a transaction is open, by the server's own account; `null` where it does not say: with plain rows. */
  readonly inTransaction: boolean | null
  readonly hasRows: boolean
  /** What an insert has counted for its first row. */
  readonly insertId: bigint
}

interface OkPacket {
  readonly affectedRows: number | string
  /** A text beyond 2^53. */
  readonly insertId?: number | string
  readonly serverStatus?: number
}

interface Field {
  readonly name: string
  readonly columnType?: number
}

const FLOAT = 4

const SERVER_STATUS_IN_TRANS = 1

/**
 * Reads what mysql2 gives: an OK packet, or an array of rows. A procedure gives several, of which the first rows and
 * the last packet count.
 */
export const readReply = (result: unknown, fields: unknown): Reply => {
  if (!Array.isArray(result)) return okReply(result as OkPacket)
  const isProcedure =
    Array.isArray(fields) && fields.length > 0 && (Array.isArray(fields[0]) || fields[0] === undefined)
  if (!isProcedure) return rowsReply(result as ReadonlyArray<WireRow>, fields, null)
  const index = (fields as ReadonlyArray<unknown>).findIndex(Array.isArray)
  const packet = result.findLast((part) => !Array.isArray(part)) as OkPacket | undefined
  const ok = packet === undefined ? null : okReply(packet)
  if (index < 0) return ok ?? rowsReply([], undefined, null)
  return {
    ...rowsReply(result[index] as ReadonlyArray<WireRow>, fields[index], ok?.inTransaction ?? null),
    rowsAffected: ok?.rowsAffected ?? 0,
  }
}

/** Whether a transaction is open, as an OK packet says. */
export const statusOf = (packet: unknown): boolean | null => {
  const status = (packet as OkPacket).serverStatus
  return status === undefined ? null : (status & SERVER_STATUS_IN_TRANS) !== 0
}

const okReply = (packet: OkPacket): Reply => ({
  rows: [],
  fields: undefined,
  rowsAffected: Number(packet.affectedRows),
  inTransaction: statusOf(packet),
  hasRows: false,
  insertId: BigInt(packet.insertId ?? 0),
})

const rowsReply = (
  rows: ReadonlyArray<WireRow>,
  fields: unknown,
  inTransaction: boolean | null,
): Reply => {
  const repair = exactly(fields)
  if (repair !== null) rows.forEach(repair)
  return { rows, fields, rowsAffected: 0, inTransaction, hasRows: true, insertId: 0n }
}

/**
 * Whether a column is a FLOAT, of which the server writes six digits as text; prepared statements give all of them.
 */
export const hasFloat = (fields: unknown): boolean =>
  Array.isArray(fields) && (fields as ReadonlyArray<Field>).some((field) => field.columnType === FLOAT)

const namesOf = (fields: unknown): ReadonlyArray<string> =>
  Array.isArray(fields) ? (fields as ReadonlyArray<Field>).map((field) => field.name) : []

/** The result of a statement, for the caller. */
export const toResult = (sql: string, reply: Reply, columns: boolean): RowsResult => ({
  rows: reply.rows,
  // INSERT … RETURNING and DELETE … RETURNING, of MariaDB.
  rowsAffected: reply.hasRows && isWrite(sql) ? reply.rows.length : reply.rowsAffected,
  insertId: reply.insertId,
  columns: columns ? namesOf(reply.fields) : null,
})

/** Whether a statement writes and may give rows all the same. */
export const isWrite = (sql: string): boolean => writes.test(sql)

/** Whether a statement can be run anew without doing anything twice. */
export const isRead = (sql: string): boolean => reads.test(sql)

const reads = /^[\s(]*(?:select|with|values|table)\b/i

const writes = /^\s*(?:insert|replace|delete|update)\b/i
