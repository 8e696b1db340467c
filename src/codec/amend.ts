import { type ColumnSpec, columnDef } from "../core/column-spec.js"
import type { AnyColumnDef, ColumnDef, InsertMode } from "../core/sql-type.js"

/** A column definition with some of its specification replaced; the given one is never changed. */
export const amend = <A, I extends InsertMode, U extends boolean, Pk extends boolean>(
  self: AnyColumnDef,
  changes: Partial<ColumnSpec>,
): ColumnDef<A, I, U, Pk> => columnDef(Object.freeze({ ...self.spec, ...changes }))
