import { Effect } from "effect"
import type { Uncompiled } from "../../core/compile.js"
import { compileStatement } from "../../core/compile.js"
import type { Compiled } from "../../core/compiled.js"
import type { Dialect } from "../../core/dialect.js"
import { show } from "../../core/show.js"
import type { RowsResult, WireRow } from "../../driver/connection.js"
import { type SqlError, sqlError } from "../../driver/sql-error.js"
import { wireRow } from "./wire-row.js"
import type { MockResult } from "./result.js"

/** A statement that a mocked database is to answer. */
export interface MockStatement {
  readonly sql: string
  readonly params: ReadonlyArray<unknown>
}

/** The results in their order, or a function that has one for each statement. */
export type MockResults = ReadonlyArray<MockResult> | ((statement: MockStatement) => MockResult)

/** What is left to answer. */
export interface Script {
  /** The answer to the next statement; a defect, if there is none. */
  readonly answer: (statement: MockStatement) => Effect.Effect<RowsResult, SqlError>
  /** How beginning or committing ends that comes now. */
  readonly control: (tag: "BeginFails" | "CommitFails") => Effect.Effect<void, SqlError>
  readonly unused: () => ReadonlyArray<MockResult>
}

/** One answer, and the result that it is of: a statement that is sent as several has one for each. */
interface Answer {
  readonly of: MockResult
  readonly give: Effect.Effect<RowsResult, SqlError>
}

/** The results as answers of a database of the dialect. Throws at rows that do not fit. */
export const makeScript = (dialect: Dialect, results: MockResults): Script => {
  const listed = typeof results !== "function"
  const queue: Array<Answer> = listed ? results.flatMap((result) => answers(dialect, result)) : []
  let asked = 0
  return {
    answer: (statement) =>
      Effect.suspend(() => {
        asked++
        if (queue.length === 0 && !listed) queue.push(...answers(dialect, results(statement)))
        const next = queue[0]
        if (next === undefined) return Effect.die(new Error(exhausted(asked, statement)))
        if (next.of._tag === "BeginFails" || next.of._tag === "CommitFails") {
          return Effect.die(new Error(misplaced(next.of._tag, statement)))
        }
        queue.shift()
        return next.give
      }),
    control: (tag) =>
      Effect.suspend(() => (queue[0]?.of._tag === tag ? Effect.asVoid(queue.shift()!.give) : Effect.void)),
    unused: () => [...new Set(queue.map((answer) => answer.of))],
  }
}

const answers = (dialect: Dialect, result: MockResult): ReadonlyArray<Answer> => {
  const answer = (give: Answer["give"]): ReadonlyArray<Answer> => [{ of: result, give }]
  switch (result._tag) {
    case "Returns": {
      const compiled = compileStatement(dialect, result.statement)
      if (compiled._tag === "Left") return raise(compiled.left)
      return rowAnswers(compiled.right, result.rows).map((give) => ({ of: result, give: Effect.succeed(give) }))
    }
    case "ReturnsWire":
      return answer(Effect.succeed(rowsResult(result.rows)))
    case "Affects":
      return answer(
        Effect.succeed({
          rows: [],
          rowsAffected: result.rows,
          columns: null,
          ...(result.insertId === undefined ? {} : { insertId: result.insertId }),
        }),
      )
    case "Hangs":
      return answer(Effect.never)
    default:
      return answer(Effect.fail(sqlError(result.reason)))
  }
}

const rowsResult = (rows: ReadonlyArray<WireRow>): RowsResult => ({ rows, rowsAffected: rows.length, columns: null })

/** What a database says to each of the statements that one is sent as. */
const rowAnswers = (compiled: Compiled, rows: ReadonlyArray<unknown>): ReadonlyArray<RowsResult> => {
  const { columns, parts, shape } = compiled
  if (shape === null) throw new Error(`returns(…) is for what gives rows, and this gives none: affects(n) is for it.\n${compiled.sql}`)
  const wires = rows.map((row, index) => {
    const wire = wireRow(shape, columns, row)
    if (typeof wire !== "string") return wire
    throw new Error(`Row ${index} of returns(…) is no row of the statement: ${wire}.\n${compiled.sql}`)
  })
  if (parts === null) return [rowsResult(wires)]
  let from = 0
  return parts.flatMap(({ readBack }, index): ReadonlyArray<RowsResult> => {
    // All that is returned directly is in the answer to the first part.
    if (readBack === null) return [rowsResult(index === 0 ? wires : [])]
    const read = wires.slice(from, (from += readBack.rows))
    return [{ rows: [], rowsAffected: read.length, insertId: 1n, columns: null }, rowsResult(read)]
  })
}

const exhausted = (asked: number, statement: MockStatement): string =>
  `The mocked database has no result for statement ${asked}: add one to results.\n${text(statement)}`

const misplaced = (tag: "BeginFails" | "CommitFails", statement: MockStatement): string =>
  `The next result of the mocked database is for the ${tag === "BeginFails" ? "beginning" : "commit"} of a ` +
  `transaction, and there is a statement before that: put a result for it before.\n${text(statement)}`

const text = ({ params, sql }: MockStatement): string =>
  params.length === 0 ? sql : `${sql}\nwith ${params.map(show).join(", ")}`

const raise = (error: Uncompiled): never => {
  throw error
}
