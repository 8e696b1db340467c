import { Effect } from "effect"
import type { Compiled, Part } from "../core/compiled.js"
import { ValidationError } from "../core/errors.js"
import type { RowsResult } from "./connection.js"
import { sqlError } from "./sql-error.js"
import type { SqlError } from "./sql-error.js"
import { TransactionError } from "./sql-error-reasons.js"

type Params = ReadonlyArray<unknown>

/** How a statement is run as it is. */
export type Send = (statement: Compiled, params: Params) => Effect.Effect<RowsResult, SqlError>

/** A part with its parameters. */
export interface BoundPart {
  readonly part: Part
  readonly params: Params
  readonly readParams: Params
}

/** The parts with their parameters, which are to be known to fit before anything is sent. */
export const bindParts = (
  parts: ReadonlyArray<Part>,
  bind: (statement: Compiled) => Params | ValidationError,
): ReadonlyArray<BoundPart> | ValidationError => {
  const bound: Array<BoundPart> = []
  for (const part of parts) {
    const params = bind(part.statement)
    const readParams = part.readBack === null ? [] : bind(part.readBack.statement)
    if (params instanceof ValidationError) return params
    if (readParams instanceof ValidationError) return readParams
    bound.push({ part, params, readParams })
  }
  return bound
}

/** Runs the parts of a statement one after the other. `rows` are those of all of them, in order. */
export const runParts = (parts: ReadonlyArray<BoundPart>, send: Send): Effect.Effect<RowsResult, SqlError> =>
  Effect.suspend(() => {
    const rows: Array<RowsResult["rows"][number]> = []
    let rowsAffected = 0
    const add = (result: RowsResult): void => {
      for (const row of result.rows) rows.push(row)
      rowsAffected += result.rowsAffected
    }
    const runOne = ({ params, part, readParams }: BoundPart): Effect.Effect<void, SqlError> =>
      Effect.flatMap(send(part.statement, params), (result) => {
        add(result)
        return part.readBack === null
          ? Effect.void
          : Effect.map(readRows(part, part.readBack, readParams, result, send), add)
      })
    return Effect.map(Effect.forEach(parts, runOne, { discard: true }), () => ({ rows, rowsAffected, columns: null }))
  })

const readRows = (
  { statement: { collection } }: Part,
  { insertId, rows: wanted, statement }: NonNullable<Part["readBack"]>,
  params: Params,
  inserted: RowsResult,
  send: Send,
): Effect.Effect<RowsResult, SqlError> => {
  const filled = params.slice()
  for (const index of insertId) filled[index] = inserted.insertId ?? 0n
  return Effect.flatMap(send(statement, filled), (result) =>
    result.rows.length === wanted
      ? Effect.succeed(result)
      : Effect.fail(
          sqlError(
            new TransactionError({
              message:
                `Of ${wanted} rows inserted into table "${collection}", ${result.rows.length} were found again by ` +
                "their primary key, so what to return is not known: does a trigger change it? The insert was undone.",
              sql: statement.sql,
            }),
          ),
        ),
  )
}
