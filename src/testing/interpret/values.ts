import { Option } from "effect"
import { validateColumn } from "../../core/encode.js"
import { isExprNode } from "../../core/expr-node.js"
import type { ValuesSource } from "../../core/query-node.js"
import { EvaluationError, fromProgram } from "./meaning.js"
import { emptyScope, type TableRow, valueIn, type World } from "./scope.js"

/** Rows of values and expressions, which read no table beside them. */
export const valuesRows = ({ rows, table }: ValuesSource, world: World): ReadonlyArray<TableRow> =>
  rows.map((row, i) =>
    Object.fromEntries(
      table.columns.map(({ key, spec }) => {
        const value = (row as Readonly<Record<string, unknown>>)[key]
        if (isExprNode(value)) {
          return [key, valueIn(emptyScope(world), value)]
        }
        const fits = validateColumn(spec, value)
        if (fits._tag === "Left") {
          const at = `row ${i + 1} of the values "${table.ref}", column "${key}"`
          throw new EvaluationError({ message: `${at}: ${fits.left.message}`, reason: "DataError" })
        }
        return [key, fromProgram(spec.type, Option.isOption(value) ? Option.getOrNull(value) : value)]
      }),
    ),
  )
