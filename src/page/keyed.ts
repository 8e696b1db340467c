import { Effect } from "effect"
import * as Option from "effect/Option"
import type { DecodeError } from "../codec/decode-error.js"
import type { ValidationError } from "../core/errors.js"
import { columnNode, type ExprNode } from "../core/expr-node.js"
import { type SelectionNode, type SelectNode, withClauses } from "../core/query-node.js"
import type { Database } from "../driver/database.js"
import { all } from "../driver/operations/all.js"
import type { SqlError } from "../driver/sql-error.js"
import { load, type LoadSpec } from "../relation/index.js"
import type { SortKey } from "./sort-keys.js"

export type PageError = SqlError | DecodeError | ValidationError

/** A row and the values of its sort keys. */
export interface Keyed {
  readonly row: unknown
  readonly keys: ReadonlyArray<unknown>
}

/** A key of an Option column is read as the value or NULL. */
const plain = (e: ExprNode): ExprNode =>
  e._tag === "Column" && e.spec.option ? columnNode(e.table, e.key, e.name, { ...e.spec, option: false, nullable: true }) : e

const record = (fields: ReadonlyArray<readonly [string, SelectionNode]>): SelectionNode => ({ _tag: "Record", fields })

/** A name that no relation has. */
const free = (name: string, spec: LoadSpec): string => (Object.hasOwn(spec, name) ? free(`${name}_`, spec) : name)

/** The rows of a block with the values of their sort keys, and with what is loaded with them. */
export const keyedRows = (q: SelectNode, keys: ReadonlyArray<SortKey>, spec: LoadSpec): Effect.Effect<ReadonlyArray<Keyed>, PageError, Database> => {
  const [ROW, KEYS] = [free("page row", spec), free("page keys", spec)]
  const names = Object.keys(spec)
  if (names.length > 0 && q.selection._tag === "Field") {
    throw new TypeError(`Rows of one value hold no related rows: select a record, as { value: … }, to load ${JSON.stringify(names[0])} with it.`)
  }
  const query = withClauses(q, {
    selection: record([
      [ROW, q.selection],
      [KEYS, record(keys.map(({ expr }, i) => [String(i), { _tag: "Field", expr: plain(expr) }] as const))],
    ]),
  })
  const read = (names.length === 0 ? all(query as never) : load(query as never, spec as never)) as unknown as Effect.Effect<
    ReadonlyArray<Readonly<Record<string, unknown>>>,
    PageError,
    Database
  >
  return Effect.map(read, (rows) =>
    rows.map(({ [ROW]: row, [KEYS]: values, ...loaded }) => ({
      row: names.length === 0 || row === null ? row : Object.fromEntries([...Object.entries(row as object), ...Object.entries(loaded)]),
      keys: Object.values(values as object).map((value) => (Option.isOption(value) ? Option.getOrNull(value) : value)),
    })),
  )
}
