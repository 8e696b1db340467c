import type { RowsResult } from "../connection.js"
import type { Exchange } from "./exchange.js"

/** What a statement gave, by its answer. */
export const resultOf = ({ fields, rows, tag }: Exchange["answer"]): RowsResult => ({
  rows,
  rowsAffected: Number(/^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(tag ?? "")?.[1] ?? 0),
  columns: fields === null ? null : fields.map(({ name }) => name),
})
